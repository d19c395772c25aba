using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using static CxlWire.Judge.Tests.Script;

namespace CxlWire.Judge.Tests;

/// <summary>For each rule that is watched, conduct that keeps it, and conduct that violates it and no other.</summary>
internal static class RuleCases
{
    private const string Tag = "00112233-4455-6677-8899-aabbccddeeff";
    private const string Busy = "\"fault\":\"return_code\",\"code\":\"Busy\"";
    private const string Lost = "\"fault\":\"no_reply\"";
    private const string OtherTag = "5be13bce-ae34-4a77-b6c3-16df975fcf1a";
    private const string Dropped = "\"fault\":\"drop_record\"";
    private const string Endless = "\"fault\":\"record_more\"";

    private const string Refused = ",\"code\":\"Resources Exhausted\"";

    private static readonly EventLogType _warning = EventLogType.Warning;

    /// <summary>Rule, what it is, and the conduct.</summary>
    public static IReadOnlyList<(string Rule, RuleVerdict Verdict, Func<Script> Create)> All { get; } =
    [
        ("H1", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0))),
        ("H1", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Accept()),
        ("H1", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Accept(Blocks(0))),
        ("H1", RuleVerdict.Pass, () => InBackground(Refused + ",\"carried_out\":true").Wait(1)
            .Send(Opcode.BackgroundOperationStatus).Accept()),
        ("H2", RuleVerdict.Pass, () => new Script().Offer(Blocks(0)).Offer(Blocks(4)).Read().Accept(Blocks(0))
            .Accept(Blocks(4)).Clear(1, 2)),
        ("H2", RuleVerdict.Fail, () => new Script().Offer(Blocks(0)).Offer(Blocks(4)).Read().Accept(Blocks(4))
            .Accept(Blocks(0)).Accept(Blocks(4)).Clear(1, 2)),
        ("H3", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0, 2))),
        ("H3", RuleVerdict.Fail, () => new Script().Offer(Blocks(0)).Read().Accept(Blocks(0, 2)).Accept(Blocks(0))
            .Clear(1)),
        ("H3", RuleVerdict.Fail, () => new Script().Offer(Blocks(0)).Read().Accept(Blocks(0), Blocks(0))
            .Accept(Blocks(0)).Clear(1)),
        ("H4", RuleVerdict.Pass, () => new Script().Offer(Blocks(0)).Read().Wait(20).Accept().Clear(1)),
        ("H4", RuleVerdict.Fail, () => new Script().Offer(Blocks(0)).Read().Clear(1).Wait().Read()),
        ("H4", RuleVerdict.Fail, () => new Script().Read().Offer(Blocks(0)).Wait()),
        ("H5", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0), Blocks(4))),
        ("H5", RuleVerdict.Fail, () => Small().Offer(Blocks(0), Blocks(4)).Read().Accept(Blocks(0))
            .Clear(1).Read().Clear(2)),
        ("H5", RuleVerdict.Fail, () => new Script().RecordFault("add_capacity", Dropped, ",\"chain\":\"last\"")
            .Offer(Tag, Blocks(0), Blocks(4)).Read().Clear(1).Offer(OtherTag, Blocks(8)).Read()
            .Accept(Blocks(0), Blocks(8)).Accept().Accept(Blocks(8)).Clear(3)),
        ("H6", RuleVerdict.Pass, () => new Script().RecordFault("add_capacity", Endless, ",\"chain\":\"last\"")
            .Offer(Blocks(0), Blocks(4)).Read().Clear(1, 2).Read().Wait(20).Accept()),
        ("H6", RuleVerdict.Fail, () => new Script().RecordFault("add_capacity", Endless, ",\"chain\":\"last\"")
            .Offer(Blocks(0), Blocks(4)).Read().Clear(1, 2).Read().Wait().Read()),
        ("H7", RuleVerdict.Pass, () => new Script().Fault("add-dc-response", Busy).Offer(Blocks(0)).Read()
            .Accept(Blocks(0)).Accept(Blocks(0)).Clear(1)),
        ("H7", RuleVerdict.Fail, () => new Script().Fault("add-dc-response", Busy).Offer(Blocks(0)).Offer(Blocks(4))
            .Read().Accept(Blocks(0)).Accept(Blocks(4)).Clear(1, 2)),
        ("H4", RuleVerdict.Pass, () => InBackground().Wait(1).Send(Opcode.BackgroundOperationStatus).Wait()),
        ("H7", RuleVerdict.Pass, () => InBackground(Refused).Wait(1).Send(Opcode.BackgroundOperationStatus)
            .Accept(Blocks(0))),
        ("H7", RuleVerdict.Fail, () => InBackground(Refused).Wait(1).Send(Opcode.BackgroundOperationStatus)
            .Release(Blocks(0)).Accept(Blocks(0))),
        ("H8", RuleVerdict.Pass, () => new Script().Offer(Tag, Blocks(0), Blocks(4)).Read()
            .Accept(Blocks(0), Blocks(4)).Clear(1, 2)),
        ("H8", RuleVerdict.Fail, () => new Script().Offer(Tag, Blocks(0), Blocks(4)).Read().Accept(Blocks(0))
            .Clear(1, 2)),
        ("H9", RuleVerdict.Pass, () => new Script().Offer(Blocks(0), Blocks(4)).Read().Answer(true, Blocks(0))
            .Accept(Blocks(4)).Clear(1, 2)),
        ("H9", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(8)).Offer(Blocks(0), Blocks(4)).Read()
            .Answer(true, Blocks(0)).List().Accept(Blocks(4)).Clear(2, 3)),
        ("H10", RuleVerdict.Pass, () => Changing().List(0, 1).List(1, 1).List(0, 1).List(1, 1)),
        ("H10", RuleVerdict.Fail, () => Changing().List(0, 1).List(1, 1).List(2, 1)),
        ("H11", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0)).Reset().List().Release(Blocks(0))),
        ("H11", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Reset().Send(Opcode.GetTimestamp)
            .Release(Blocks(0))),
        ("H11", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Fault("release-dc", Lost)
            .Release(Blocks(0)).Release(Blocks(0))),
        ("H12", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0), Blocks(4)).List(0, 1).List(1, 1)),
        ("H12", RuleVerdict.Info, () => new Script().Hold(1, Blocks(0), Blocks(4)).List(0, 1).List(1, 2)),
        ("H12", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).List(0, 1).List(2, 1)),
        ("H13", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0, 2)).Release(Blocks(1))),
        ("H13", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Release(Blocks(4))),
        ("H14", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0)).AskBack(Blocks(0)).Read()
            .Release(Blocks(0)).Clear(2)),
        ("H14", RuleVerdict.Info, () => new Script().Hold(1, Blocks(0)).AskBack(Blocks(0)).Read().Clear(2).Wait()),
        ("H15", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0)).Fault("release-dc", Busy)
            .Release(Blocks(0)).Wait(1).Release(Blocks(0))),
        ("H15", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Fault("release-dc", Busy)
            .Release(Blocks(0)).Wait()),
        ("H16", RuleVerdict.Pass, () => new Script().Hold(1, Blocks(0)).Force(Blocks(0)).Read().Clear(2)),
        ("H16", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Force(Blocks(0)).Read().Release(Blocks(0))
            .Clear(2)),
        ("H17", RuleVerdict.Pass, () => new Script().Record(_warning).Record(_warning).Read(1).ClearOf(1, 1, 2)),
        ("H17", RuleVerdict.Fail, () => new Script().Record(_warning).Record(_warning).Read(1).ClearOf(1, 2)
            .ClearOf(1, 1, 2)),
        ("H17", RuleVerdict.Fail, () => new Script().Record(_warning).ClearOf(1, 1)),
        ("H18", RuleVerdict.Pass, () => Small().Record(_warning).Record(_warning).Read(1).ClearOf(1, 1).Read(1)
            .ClearOf(1, 2)),
        ("H18", RuleVerdict.Fail, () => Small().Record(_warning).Record(_warning).Read(1).ClearOf(1, 1).Wait()),
        ("H19", RuleVerdict.Pass, () => Overflown().Read(1).ClearAll(1).Read(1)),
        ("H19", RuleVerdict.Fail, () => Overflown().Read(1).Wait()),
        ("H19", RuleVerdict.Fail, () => new Script().Record(_warning).Read(1).ClearAll(1).ClearOf(1, 1)),
        ("H20", RuleVerdict.Pass, () => new Script().Record(_warning, new string('7', 32)).Read(1).ClearOf(1, 1)),
        ("H20", RuleVerdict.Fail, () => new Script().Record(_warning, new string('7', 32)).Read(1).Wait()),
        ("H21", RuleVerdict.Pass, () => new Script().Record(_warning).Send(Opcode.SetEventInterruptPolicy, "0101010100")
            .Read(1).ClearOf(1, 1)),
        ("H21", RuleVerdict.Fail, () => new Script().Record(_warning).Send(Opcode.SetEventInterruptPolicy, "0101010100")
            .Wait()),
        ("H22", RuleVerdict.Pass, () => Reconfigured().Send(Opcode.GetDynamicCapacityConfiguration, "0800")),
        ("H22", RuleVerdict.Fail, () => Reconfigured().Wait()),
        ("H23", RuleVerdict.Pass, () => new Script().List()),
        ("H23", RuleVerdict.Fail, () => new Script().Send(Opcode.GetDynamicCapacityExtentList, "00")),
        ("H23", RuleVerdict.Fail, () => new Script().Hold(1, Blocks(0)).Send(
            Opcode.ReleaseDynamicCapacity, "0100000000010000000000100000000000002000000000000000000000000000")),
        ("H24", RuleVerdict.Pass, () => new Script().Send(Opcode.IdentifyMemoryDevice)),
        ("H24", RuleVerdict.Pass, () => new Script().SendBy(CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice).Reset()
            .SendBy(CommandRoute.Mailbox, default)),
        ("H24", RuleVerdict.Fail, () => new Script().Send(new Opcode(0x48ff))),
        ("H24", RuleVerdict.Fail, () => new Script().Reset().Send(Opcode.IdentifyMemoryDevice)
            .SendBy(CommandRoute.Mailbox, default)),
        ("H25", RuleVerdict.Pass, () => Overlapping()),
        ("H25", RuleVerdict.Fail, () => Overlapping().Note(
            HostNoteKind.TagReused, CommandRoute.Stream, Opcode.IdentifyMemoryDevice, "tag 5")),
        ("H26", RuleVerdict.Pass, () => Running("\"fault\":\"delay\",\"ms\":500").Wait(1)
            .SendBy(CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice)),
        ("H26", RuleVerdict.Pass, () => Running(Lost).Wait(2).Reset()
            .SendBy(CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice)),
        ("H26", RuleVerdict.Fail, () => Running(Lost).Wait(2).Note(
            HostNoteKind.WrittenWhileRunning, CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice, "Command Payload")),
        ("H26", RuleVerdict.Fail, () => Running("\"fault\":\"delay\",\"ms\":500").Note(
                HostNoteKind.StatusWhileRunning, CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice, "Mailbox Status")
            .Wait(1).SendBy(CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice)),
        ("H27", RuleVerdict.Pass, () => new Script().Fault("identify-memory-device", Busy)
            .Send(Opcode.IdentifyMemoryDevice).Wait(1).Send(Opcode.IdentifyMemoryDevice)),
        ("H27", RuleVerdict.Fail, () => new Script().Fault("identify-memory-device", Busy)
            .Send(Opcode.IdentifyMemoryDevice).Wait()),
        ("H27", RuleVerdict.Fail, () => Spinning()),
        ("H28", RuleVerdict.Pass, () => new Script().Send(Opcode.Sanitize).Send(Opcode.BackgroundOperationStatus)
            .Wait(600).Send(Opcode.BackgroundOperationStatus)),
        ("H28", RuleVerdict.Fail, () => new Script().Send(Opcode.Sanitize).Send(Opcode.Sanitize)),
        ("H28", RuleVerdict.Pass, () => InBackground().Wait(1).Send(Opcode.BackgroundOperationStatus)),
        ("H28", RuleVerdict.Fail, () => InBackground().Wait(1).Wait().Read()),
        ("H28", RuleVerdict.Fail, () => InBackground().Accept(Blocks(0))),
        ("H28", RuleVerdict.Fail, () => InBackground(Refused).Release(Blocks(0))),
        ("H28", RuleVerdict.Fail, () => Repeat(InBackground(), 101, s => s.Send(Opcode.BackgroundOperationStatus))),
        ("H29", RuleVerdict.Pass, () => new Script().Send(Opcode.SetEventInterruptPolicy, "0101010101").Reset()
            .Send(Opcode.IdentifyMemoryDevice).Send(Opcode.SetEventInterruptPolicy, "0101010101").Wait()),
        ("H29", RuleVerdict.Fail, () => new Script().Send(Opcode.SetEventInterruptPolicy, "0101010101").Reset()
            .Send(Opcode.IdentifyMemoryDevice).Wait()),
        ("H28", RuleVerdict.Pass, () => InBackground().Wait(1).Note(
            HostNoteKind.BackgroundTold, CommandRoute.Mailbox, Opcode.AddDynamicCapacityResponse, "interrupt").Wait()),
        ("H30", RuleVerdict.Pass, () => Notified().SendBy(CommandRoute.Stream, Opcode.GetEventRecords, "01")
            .ClearOf(1, 1)),
        ("H30", RuleVerdict.Fail, () => Notified().Note(
                HostNoteKind.Response, CommandRoute.Stream, Opcode.EventNotification, "tag 0")
            .SendBy(CommandRoute.Stream, Opcode.GetEventRecords, "01").ClearOf(1, 1)),
        ("H31", RuleVerdict.Pass, () => Misaligned().Accept(Blocks(4)).Clear(1, 2)),
        ("H31", RuleVerdict.Fail, () => Misaligned().Send(
            Opcode.AddDynamicCapacityResponse, MisalignedAnswer).Accept(Blocks(4)).Clear(1, 2)),
        ("H31", RuleVerdict.Pass, () => Foreign().Accept(Blocks(0), Blocks(8)).Clear(1, 2, 3)),
        ("H31", RuleVerdict.Pass, () => Foreign().Accept().Clear(1, 2, 3)),
        ("H31", RuleVerdict.Fail, () => Foreign().Accept(Blocks(0), Blocks(4), Blocks(8)).Clear(1, 2, 3)),
        ("H31", RuleVerdict.Pass, () => Misnumbered().Accept().Clear(1, 2)),
        ("H31", RuleVerdict.Pass, () => Misnumbered().Accept(Blocks(0)).Clear(1, 2)),
        ("H31", RuleVerdict.Fail, () => Misnumbered().Accept(Blocks(0), Blocks(4)).Clear(1, 2)),
        ("H31", RuleVerdict.Pass, () => Overlapped().Accept(Blocks(0)).Clear(1, 2)),
        ("H31", RuleVerdict.Fail, () => Overlapped().Accept(Blocks(0), Blocks(0)).Accept(Blocks(0)).Clear(1, 2)),
        ("H31", RuleVerdict.Pass, () => Held().Accept().Clear(2)),
        ("H31", RuleVerdict.Fail, () => Held().Accept(Blocks(0)).Accept().Clear(2)),
        ("H31", RuleVerdict.Pass, () => Empty().Accept().Clear(1)),
        ("H31", RuleVerdict.Fail, () => Empty().Accept(Blocks(0, 0)).Accept().Clear(1)),
        ("H32", RuleVerdict.Pass, () => new Script().Fault("identify-memory-device", Lost)
            .Send(Opcode.IdentifyMemoryDevice).Send(Opcode.IdentifyMemoryDevice)),
        ("H32", RuleVerdict.Fail, () => Repeat(
            new Script().Fault("get-event-records", Lost, ",\"times\":\"always\"").Read(), 1_001, s => s.Read())),
        ("H33", RuleVerdict.Pass, () => Changing().List(0, 1).List(1, 1).List(0, 1).List(1, 1).List(2, 1)),
        ("H33", RuleVerdict.Fail, () => Repeat(
            Small().Record(_warning).Record(_warning), 1_000, s => s.Read(1))),
        ("H34", RuleVerdict.Pass, () => new Script().Inject("\"fault\":\"spurious_interrupt\"").Read()),
        ("H34", RuleVerdict.Fail, () => new Script().Inject("\"fault\":\"spurious_interrupt\"").Wait()),
    ];

    private const string MisalignedAnswer = "0100000000000000" + "0000101000000000" + "0000200000000000"
        + "0000000000000000";

    /// <summary>A device whose replies hold one record.</summary>
    private static Script Small() => new()
    {
        Configuration = DeviceConfiguration.Default with { PayloadSize = 256 },
    };

    private static Script Changing() => new Script().Hold(1, Blocks(0), Blocks(4), Blocks(8))
        .Fault("get-dc-extent-list", "\"fault\":\"bump_generation\"", ",\"chain\":2,\"times\":1");

    private static Script Overflown() => new Script().Record(_warning)
        .Inject("\"fault\":\"overflow_log\",\"log\":\"warning\"");

    /// <summary>The Fabric Manager has changed the block size of region 0, and the driver has read so.</summary>
    private static Script Reconfigured()
    {
        RegionConfiguration[] regions = [.. DeviceConfiguration.Default.Regions];
        regions[0] = regions[0] with { SupportedBlockSizes = (2 << 20) | (4 << 20) };
        var script = new Script { Configuration = DeviceConfiguration.Default with { Regions = regions } };
        return script.SendAsManager(
            Opcode.SetDynamicCapacityRegionConfiguration, "00000000" + "0000400000000000" + "00000000")
            .Read().Clear(1);
    }

    private static Script Misaligned() => new Script()
        .RecordFault("add_capacity", "\"fault\":\"record_extent\",\"as\":\"misaligned\"", ",\"chain\":1")
        .Offer(Blocks(0), Blocks(4)).Read();

    /// <summary>An offer whose answer goes on in the background for a second.</summary>
    private static Script InBackground(string members = "") => new Script()
        .Fault("add-dc-response", $"\"fault\":\"background\",\"after_ms\":1000{members}")
        .Offer(Blocks(0)).Read().Accept(Blocks(0)).Clear(1);

    /// <summary>Two requests of a stream are unanswered at once.</summary>
    private static Script Overlapping() => new Script()
        .Note(HostNoteKind.TagsOverlap, CommandRoute.Stream, Opcode.IdentifyMemoryDevice, "tag 5")
        .SendBy(CommandRoute.Stream, Opcode.IdentifyMemoryDevice);

    /// <summary>The doorbell stays set.</summary>
    private static Script Running(string fault) => new Script()
        .Fault("identify-memory-device", fault).SendBy(CommandRoute.Mailbox, Opcode.IdentifyMemoryDevice);

    /// <summary>A record has come whose log a driver on a stream wants to be told of.</summary>
    private static Script Notified() => new Script()
        .Connect().SendBy(CommandRoute.Stream, Opcode.SetMctpEventInterruptPolicy, "0200").Record(_warning);

    /// <summary>A chain of three, of which the second has a tag of its own.</summary>
    private static Script Foreign() => new Script()
        .RecordFault("add_capacity", $"\"fault\":\"record_tag\",\"value\":\"1{Tag[1..]}\"", ",\"chain\":2")
        .Offer(Tag, Blocks(0), Blocks(4), Blocks(8)).Read();

    /// <summary>A group in a sharable region, numbered 0 and 7.</summary>
    private static Script Misnumbered() => Sharable()
        .RecordFault("add_capacity", "\"fault\":\"record_sequence\",\"value\":7", ",\"chain\":\"last\"")
        .Offer(Tag, Blocks(0), Blocks(4)).Read();

    /// <summary>Two extents of a chain lie at the same place.</summary>
    private static Script Overlapped() => new Script()
        .RecordFault("add_capacity", "\"fault\":\"record_extent\",\"as\":\"overlapping\"", ",\"chain\":2")
        .Offer(Blocks(0), Blocks(4)).Read();

    /// <summary>An extent lies where the host has one.</summary>
    private static Script Held() => new Script().Hold(1, Blocks(0))
        .RecordFault("add_capacity", "\"fault\":\"record_extent\",\"as\":\"overlapping\"").Offer(Blocks(4)).Read();

    private static Script Empty() => new Script()
        .RecordFault("add_capacity", "\"fault\":\"record_extent\",\"as\":\"empty\"").Offer(Blocks(0)).Read();

    private static Script Sharable()
    {
        RegionConfiguration[] regions = [.. DeviceConfiguration.Default.Regions];
        regions[0] = regions[0] with { Sharable = true };
        return new Script { Configuration = DeviceConfiguration.Default with { Regions = regions } };
    }

    private static Script Spinning() => Repeat(
        new Script().Fault("identify-memory-device", Busy, ",\"times\":\"always\""),
        200,
        s => s.Send(Opcode.IdentifyMemoryDevice));

    private static Script Repeat(Script script, int times, Func<Script, Script> step)
    {
        for (int i = 0; i < times; i++)
            step(script);
        return script;
    }
}
