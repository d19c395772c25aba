using CxlWire.Protocol;

namespace CxlWire.Device.Faults;

/// <summary>
/// What goes wrong. <see cref="FaultActionTable"/> has what scenarios call each, and when it can happen.
/// </summary>
internal abstract record FaultAction
{
    private FaultAction()
    {
    }

    /// <summary>The scenario's name for it.</summary>
    public string Kind => FaultActionTable.RowOf(this).Name;

    /// <summary>Whether it happens to a reply, once the command has ended.</summary>
    public bool IsOfReply =>
        this is NoReply or Delay or Truncate or Pad or FlipBits or WrongTag or ReplyTwice or Cut or SpoilPacket;

    /// <summary>The command ends with that code.</summary>
    public sealed record ReturnCode(Protocol.ReturnCode Code, ushort VendorStatus, bool CarriedOut) : FaultAction;

    /// <summary>The command goes on in the background for that time, and then has ended with that code.</summary>
    public sealed record Background(TimeSpan Duration, Protocol.ReturnCode Code, ushort VendorStatus, bool CarriedOut)
        : FaultAction;

    /// <summary>The command is carried out, and nothing comes back.</summary>
    public sealed record NoReply : FaultAction;

    /// <summary>The reply comes so much later, and later replies behind it or before it.</summary>
    public sealed record Delay(TimeSpan Time, bool OthersWait) : FaultAction;

    /// <summary>Of the reply's payload only so many bytes are left; the header says so.</summary>
    public sealed record Truncate(int Bytes) : FaultAction;

    /// <summary>The reply's payload has so many bytes more, as far as there is room.</summary>
    public sealed record Pad(int Bytes, byte Value) : FaultAction;

    /// <summary>These bits of the reply's payload are inverted, or so many that chance picks.</summary>
    public sealed record FlipBits(IReadOnlyList<int>? Bits, int Count) : FaultAction;

    /// <summary>The reply has another message tag: the request's plus that, modulo 256.</summary>
    public sealed record WrongTag(byte Offset) : FaultAction;

    /// <summary>The reply comes twice.</summary>
    public sealed record ReplyTwice : FaultAction;

    /// <summary>The stream ends after so many bytes of the reply.</summary>
    public sealed record Cut(int Bytes) : FaultAction;

    /// <summary>A packet of the reply is wrong, on a line with MCTP.</summary>
    public sealed record SpoilPacket(MctpFault Spoilt) : FaultAction;

    /// <summary>The next MCTP control message ends with that completion code.</summary>
    public sealed record MctpControl(byte Code) : FaultAction;

    /// <summary>The generation of the host's extent list grows by that, and the list stays as it is.</summary>
    public sealed record BumpGeneration(uint By) : FaultAction;

    /// <summary>The host loses an extent by force: the one at that place of its list, or the last.</summary>
    public sealed record ChangeList(int? Position) : FaultAction;

    /// <summary>The record enters twice, under two handles.</summary>
    public sealed record DuplicateRecord : FaultAction;

    /// <summary>The record never enters.</summary>
    public sealed record DropRecord : FaultAction;

    /// <summary>The record changes places with the one before it; handles stay in order.</summary>
    public sealed record ReorderRecord : FaultAction;

    /// <summary>The record says that more, or no more, of its chain follow.</summary>
    public sealed record RecordMore(bool Value) : FaultAction;

    /// <summary>The record has another identifier.</summary>
    public sealed record RecordUuid(Uuid Value) : FaultAction;

    /// <summary>The record's extent is where it cannot be.</summary>
    public sealed record RecordExtent(WrongExtent As) : FaultAction;

    /// <summary>The record's extent has that place in its tag's order.</summary>
    public sealed record RecordSequence(ushort Value) : FaultAction;

    /// <summary>The record's extent has that tag.</summary>
    public sealed record RecordTag(Tag Value) : FaultAction;

    /// <summary>So many records are lost of a log, as far as its overflow flag and count tell.</summary>
    public sealed record OverflowLog(EventLogType Log, int Lost) : FaultAction;

    /// <summary>The host is not told that a log has records.</summary>
    public sealed record LoseInterrupt : FaultAction;

    /// <summary>The host is told of a log though nothing entered it.</summary>
    public sealed record SpuriousInterrupt(EventLogType Log) : FaultAction;

    /// <summary>The host starts anew, as with a reset; on the Fabric Manager's CCI, all hosts.</summary>
    public sealed record Reset : FaultAction;
}

/// <summary>What is wrong with an extent.</summary>
internal enum WrongExtent
{
    /// <summary>It begins where the last region ends.</summary>
    Outside,

    /// <summary>
    /// It begins where the record before it in its chain does, or the first extent that the host has.
    /// </summary>
    Overlapping,

    /// <summary>It begins half a block later than it should.</summary>
    Misaligned,

    /// <summary>It has no bytes.</summary>
    Empty,
}
