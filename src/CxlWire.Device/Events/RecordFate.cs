namespace CxlWire.Device.Events;

/// <summary>What becomes of a record that is about to enter a log.</summary>
internal enum RecordFate
{
    Enters,
    IsLost,
    EntersTwice,
    EntersBeforeTheLast,
}
