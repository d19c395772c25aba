namespace CxlWire.Device.Events;

/// <summary>Sees a record that is about to enter a log, may change it, and decides what becomes of it.</summary>
/// <param name="log">The log, without the record.</param>
/// <param name="record">The record, handle and all: 128 bytes.</param>
internal delegate RecordFate RecordInterceptor(EventLog log, Span<byte> record);
