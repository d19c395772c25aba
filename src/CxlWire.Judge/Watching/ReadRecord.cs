using CxlWire.Protocol;
using CxlWire.Protocol.Events;

namespace CxlWire.Judge.Watching;

/// <summary>A record that a driver has read for the first time.</summary>
/// <param name="Log">The log that it is in.</param>
/// <param name="Header">Its header.</param>
/// <param name="Capacity">The whole of it where it tells of dynamic capacity; else null.</param>
/// <param name="Offer">The offer that it is of, or null.</param>
/// <param name="Place">Which step, and when.</param>
internal sealed record ReadRecord(
    EventLogType Log,
    EventRecordHeader Header,
    DynamicCapacityEventRecord? Capacity,
    ReadOffer? Offer,
    StepPlace Place);
