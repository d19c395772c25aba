using CxlWire.Device.Json;
using CxlWire.Protocol;

namespace CxlWire.Device.Faults;

/// <summary>One kind of fault: what scenarios call it and its members, and when it can happen.</summary>
/// <param name="Name">Value of <c>then.fault</c>.</param>
/// <param name="Type">The action.</param>
/// <param name="Moments">When it can happen.</param>
/// <param name="Members">Members of <c>then</c> besides <c>fault</c>.</param>
/// <param name="Read">Reads them.</param>
internal sealed record FaultActionRow(
    string Name, Type Type, FaultMoments Moments, string[] Members, Func<JsonMember, FaultAction> Read);

/// <summary>Every kind of fault, one row each.</summary>
internal static class FaultActionTable
{
    // One hour: what takes longer is no reply.
    private const ulong MaxDelay = 3_600_000;
    private const int MaxPayload = 1 << 20;
    private const int MaxBits = 4096;

    private const FaultMoments Reply = FaultMoments.Command;
    private const FaultMoments Any = FaultMoments.Command | FaultMoments.Record | FaultMoments.Now;

    // Inside a command of its own these would change what the command is changing.
    private const FaultMoments Between = FaultMoments.Command | FaultMoments.Now;

    private static readonly string[] _logs = ["informational", "warning", "failure", "fatal", "dynamic_capacity"];
    private static readonly string[] _wrongExtents = ["outside", "overlapping", "misaligned", "empty"];

    /// <summary>The rows, in the order of docs/faults.md.</summary>
    public static IReadOnlyList<FaultActionRow> Rows { get; } =
    [
        new("return_code", typeof(FaultAction.ReturnCode), FaultMoments.Command, [
            "code", "vendor_status", "carried_out"],
            then => new FaultAction.ReturnCode(
                Code(then["code"], null), VendorStatus(then), then["carried_out"].Boolean(false))),
        new("background", typeof(FaultAction.Background), FaultMoments.Command, [
            "after_ms", "code", "vendor_status", "carried_out"],
            then =>
            {
                ReturnCode code = Code(then["code"], ReturnCode.Success);
                return new FaultAction.Background(
                    Time(then["after_ms"]), code, VendorStatus(then), then["carried_out"]
                        .Boolean(code == ReturnCode.Success));
            }),
        new("no_reply", typeof(FaultAction.NoReply), Reply, [], _ => new FaultAction.NoReply()),
        new("delay", typeof(FaultAction.Delay), Reply, ["ms", "others_wait"],
            then => new FaultAction.Delay(Time(then["ms"]), then["others_wait"].Boolean(true))),
        new("truncate", typeof(FaultAction.Truncate), Reply, ["bytes"],
            then => new FaultAction.Truncate(Number(Needed(then["bytes"]), 0, MaxPayload))),
        new("pad", typeof(FaultAction.Pad), Reply, ["bytes", "value"],
            then => new FaultAction.Pad(
                Number(Needed(then["bytes"]), 1, MaxPayload), (byte)then["value"].Number(0, 0, byte.MaxValue))),
        new("flip_bits", typeof(FaultAction.FlipBits), Reply, ["bits", "count"], ReadFlipBits),
        new("wrong_tag", typeof(FaultAction.WrongTag), Reply, ["offset"],
            then => new FaultAction.WrongTag((byte)then["offset"].Number(1, 1, byte.MaxValue))),
        new("reply_twice", typeof(FaultAction.ReplyTwice), Reply, [], _ => new FaultAction.ReplyTwice()),
        new("cut", typeof(FaultAction.Cut), Reply, ["bytes"],
            then => new FaultAction.Cut(Number(Needed(then["bytes"]), 0, MaxPayload))),
        new("mctp", typeof(FaultAction.SpoilPacket), Reply, ["as", "packet"],
            then => new FaultAction.SpoilPacket(new MctpFault(
                (MctpFaultKind)Needed(then["as"]).OneOf(MctpFault.Names),
                (int)then["packet"].Number(1, 1, ushort.MaxValue)))),
        new("mctp_control", typeof(FaultAction.MctpControl), Between, ["code"],
            then => new FaultAction.MctpControl((byte)Number(Needed(then["code"]), 1, byte.MaxValue))),
        new("bump_generation", typeof(FaultAction.BumpGeneration), Any, ["by"],
            then => new FaultAction.BumpGeneration((uint)then["by"].Number(1, 1, uint.MaxValue))),
        new("change_list", typeof(FaultAction.ChangeList), Between, ["position"],
            then => new FaultAction.ChangeList(
                then["position"].IsPresent ? (int)then["position"].Number(0, 0, int.MaxValue) : null)),
        new("duplicate_record", typeof(FaultAction.DuplicateRecord), FaultMoments.Record, [],
            _ => new FaultAction.DuplicateRecord()),
        new("drop_record", typeof(FaultAction.DropRecord), FaultMoments.Record, [], _ => new FaultAction.DropRecord()),
        new("reorder_record", typeof(FaultAction.ReorderRecord), FaultMoments.Record, [],
            _ => new FaultAction.ReorderRecord()),
        new("record_more", typeof(FaultAction.RecordMore), FaultMoments.Record, ["value"],
            then => new FaultAction.RecordMore(then["value"].Boolean(true))),
        new("record_uuid", typeof(FaultAction.RecordUuid), FaultMoments.Record, ["value"],
            then => Uuid.TryParse(Needed(then["value"]).Text(""), out Uuid value)
                ? new FaultAction.RecordUuid(value)
                : throw then["value"].Error("not a UUID: 8-4-4-4-12 hexadecimal digits")),
        new("record_extent", typeof(FaultAction.RecordExtent), FaultMoments.Record, ["as"],
            then => new FaultAction.RecordExtent((WrongExtent)Needed(then["as"]).OneOf(_wrongExtents))),
        new("record_sequence", typeof(FaultAction.RecordSequence), FaultMoments.Record, ["value"],
            then => new FaultAction.RecordSequence((ushort)Number(Needed(then["value"]), 0, ushort.MaxValue))),
        new("record_tag", typeof(FaultAction.RecordTag), FaultMoments.Record, ["value"],
            then => Tag.TryParse(Needed(then["value"]).Text(""), out Tag value)
                ? new FaultAction.RecordTag(value)
                : throw then["value"].Error("not a UUID: 8-4-4-4-12 hexadecimal digits")),
        new("overflow_log", typeof(FaultAction.OverflowLog), Any, ["log", "lost"],
            then => new FaultAction.OverflowLog(ReadLog(then["log"]), (int)then["lost"].Number(1, 1, ushort.MaxValue))),
        new("lose_interrupt", typeof(FaultAction.LoseInterrupt), FaultMoments.Interrupt, [],
            _ => new FaultAction.LoseInterrupt()),
        new("spurious_interrupt", typeof(FaultAction.SpuriousInterrupt), Any, ["log"],
            then => new FaultAction.SpuriousInterrupt(ReadLog(then["log"]))),
        new("reset", typeof(FaultAction.Reset), Between, [], _ => new FaultAction.Reset()),
    ];

    // After Rows: initialisers run in the order of the text.
    private static readonly Dictionary<Type, FaultActionRow> _byType = Rows.ToDictionary(row => row.Type);

    public static FaultActionRow RowOf(FaultAction action) => _byType[action.GetType()];

    /// <summary>Reads <c>then</c>.</summary>
    public static FaultAction Read(JsonMember then)
    {
        Needed(then);
        then.CheckIsObject();
        string name = Needed(then["fault"]).Text("");
        FaultActionRow row = Rows.FirstOrDefault(r => r.Name == name)
            ?? throw then["fault"].Error($"not a fault: {string.Join(", ", Rows.Select(r => r.Name))}");
        then.CheckObject(["fault", .. row.Members]);
        return row.Read(then);
    }

    /// <summary>A log by its name, also as the command line writes it, or by its number.</summary>
    public static EventLogType ReadLog(JsonMember member)
    {
        if (!member.IsPresent)
            return EventLogType.DynamicCapacity;
        string name = member.IsText ? member.Text("").Replace('-', '_') : "";
        int index = name == "dc" ? EventLogType.DynamicCapacity.Value : Array.IndexOf(_logs, name);
        if (index < 0 && member.IsText && name is not [>= '0' and <= '9', ..])
            throw member.Error($"not one of {string.Join(", ", _logs)} or dc, nor a number");
        return new EventLogType(
            (byte)(index >= 0 ? (ulong)index : member.Number(0, 0, EventLogType.DynamicCapacity.Value)));
    }

    /// <summary>The member, which must be there.</summary>
    public static JsonMember Needed(JsonMember member) => member.IsPresent ? member : throw member.Error("is needed");

    /// <summary>A whole number that must be there.</summary>
    public static int Number(JsonMember member, int least, int most) =>
        (int)Needed(member).Number(0, (ulong)least, (ulong)most);

    private static TimeSpan Time(JsonMember member) =>
        TimeSpan.FromMilliseconds((long)Needed(member).Number(0, 0, MaxDelay));

    private static ushort VendorStatus(JsonMember then) => (ushort)then["vendor_status"].Number(0, 0, ushort.MaxValue);

    /// <summary>A return code by name or number; with no other value, it is needed.</summary>
    private static ReturnCode Code(JsonMember member, ReturnCode? otherwise)
    {
        if (!member.IsPresent && otherwise is { } code)
            return code;
        Needed(member);
        return member.IsText && ReturnCode.TryParse(member.Text(""), out code)
            ? code
            : new ReturnCode((ushort)member.Number(0, 0, ushort.MaxValue));
    }

    private static FaultAction.FlipBits ReadFlipBits(JsonMember then)
    {
        IReadOnlyList<JsonMember>? bits = then["bits"].Items();
        if (bits is not null && then["count"].IsPresent)
            throw then["count"].Error("either bits or count");
        if (bits is { Count: 0 or > MaxBits })
            throw then["bits"].Error($"not 1 to {MaxBits} bits");
        return new FaultAction.FlipBits(
            bits?.Select(bit => Number(bit, 0, (MaxPayload * 8) - 1)).ToArray(), (int)then["count"]
                .Number(1, 1, MaxBits));
    }
}
