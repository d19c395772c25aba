using System.Buffers.Binary;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Tests;

/// <summary>
/// A driver's conduct, step by step. A range is a block of region 0, and how many: blocks have 2 MiB.
/// </summary>
internal sealed class Script
{
    private const ulong Base = 256 << 20;
    private const ulong Block = 2 << 20;
    private const byte DynamicCapacity = 4;

    private readonly List<ConversationStep> _steps = [];

    /// <summary>What the device is made of.</summary>
    public DeviceConfiguration Configuration { get; init; } = DeviceConfiguration.Default;

    /// <summary>What is said.</summary>
    public Conversation Conversation => new(0, _steps);

    public static (ulong First, ulong Count) Blocks(ulong first, ulong count = 1) => (first, count);

    public Verdicts Judge() => ConversationJudge.Judge(Conversation, Configuration);

    public Script Send(Opcode opcode, string request = "") => Add(
        new HostStep(null, opcode, Convert.FromHexString(request)));

    public Script SendAsManager(Opcode opcode, string request) => Add(
        new FabricManagerStep(opcode, Convert.FromHexString(request)));

    public Script SendBy(CommandRoute route, Opcode opcode, string request = "") => Add(
        new HostStep(null, opcode, Convert.FromHexString(request)) { Route = route });

    public Script Note(HostNoteKind kind, CommandRoute route, Opcode opcode, string what) => Add(
        new NoteStep(0, route, new HostNote(kind, opcode, what)));

    public Script Connect() => Add(new PeerStep(IsThere: true, CommandRoute.Stream, 0, "a stream"));

    public Script Wait(double seconds = 30) => Add(new WaitStep(TimeSpan.FromSeconds(seconds)));

    public Script Reset() => Add(new ResetStep(null, null));

    /// <summary>The fault happens to that command of the host.</summary>
    public Script Fault(string command, string fault, string when = "") => Scenario(
        $$"""{"faults":[{"name":"it","when":{"command":"{{command}}"{{when}}},"then":{ {{fault}} } }]}""");

    /// <summary>The fault happens to a record of that type.</summary>
    public Script RecordFault(string record, string fault, string when = "") => Scenario(
        $$"""{"faults":[{"name":"it","when":{"record":"{{record}}"{{when}}},"then":{ {{fault}} } }]}""");

    /// <summary>The fault happens at once.</summary>
    public Script Inject(string fault)
    {
        using var json = System.Text.Json.JsonDocument.Parse($"{{{fault}}}");
        return Add(new InjectStep(0, FaultScenarioFile.ParseImmediate(json.RootElement)));
    }

    public Script Record(EventLogType log, string identifier = "fbcd0a77c260417f85a9088b1621eba6") => Add(
        new EventStep(0, log, Convert.FromHexString($"{identifier}80{new string('0', 222)}")));

    public Script Offer(params (ulong, ulong)[] blocks) => Offer(null, blocks);

    public Script Offer(string? tag, params (ulong, ulong)[] blocks) => Add(new CapacityStep
    {
        IsAdd = true,
        Region = 0,
        Extents = Offsets(blocks),
        Tag = tag,
    });

    public Script AskBack(params (ulong, ulong)[] blocks) => TakeBack(false, blocks);

    public Script Force(params (ulong, ulong)[] blocks) => TakeBack(true, blocks);

    public Script Read(byte log = DynamicCapacity) => Send(Opcode.GetEventRecords, $"{log:x2}");

    public Script Clear(params ushort[] handles) => ClearOf(DynamicCapacity, handles);

    public Script ClearOf(byte log, params ushort[] handles) => Send(
        Opcode.ClearEventRecords,
        $"{log:x2}00{handles.Length:x2}000000"
            + string.Concat(handles.Select(handle => $"{BinaryPrimitives.ReverseEndianness(handle):x4}")));

    public Script ClearAll(byte log) => Send(Opcode.ClearEventRecords, $"{log:x2}0100000000");

    public Script Accept(params (ulong, ulong)[] blocks) => Answer(false, blocks);

    public Script Answer(bool more, params (ulong, ulong)[] blocks) =>
        SendList(Opcode.AddDynamicCapacityResponse, more, blocks);

    public Script Release(params (ulong, ulong)[] blocks) => SendList(Opcode.ReleaseDynamicCapacity, false, blocks);

    public Script List(uint start = 0, uint count = 100)
    {
        byte[] request = new byte[GetDynamicCapacityExtentListRequest.Size];
        new GetDynamicCapacityExtentListRequest { Start = start, Count = count }.TryWrite(request);
        return Add(new HostStep(null, Opcode.GetDynamicCapacityExtentList, request));
    }

    /// <summary>An offer that is read, accepted and cleared.</summary>
    public Script Hold(ushort handle, params (ulong, ulong)[] blocks) => Offer(blocks).Read().Accept(blocks)
        .Clear([.. blocks.Select((_, i) => (ushort)(handle + i))]);

    private Script Scenario(string json) => Add(new FaultsStep(FaultScenarioFile.Parse(json)));

    private Script TakeBack(bool forced, (ulong, ulong)[] blocks) => Add(new CapacityStep
    {
        IsAdd = false,
        Region = 0,
        Extents = Offsets(blocks),
        ForcedRemoval = forced,
    });

    private Script SendList(Opcode opcode, bool more, (ulong First, ulong Count)[] blocks)
    {
        byte[] request = new byte[UpdatedExtentList.SizeWith(blocks.Length)];
        new UpdatedExtentList { Count = (uint)blocks.Length, More = more }.TryWrite(request);
        for (int i = 0; i < blocks.Length; i++)
        {
            new UpdatedExtent { StartDpa = Base + (blocks[i].First * Block), Length = blocks[i].Count * Block }
                .TryWrite(request.AsSpan(UpdatedExtentList.Size + (i * UpdatedExtent.Size)));
        }

        return Add(new HostStep(null, opcode, request));
    }

    private static RegionRange[] Offsets((ulong First, ulong Count)[] blocks) =>
        [.. blocks.Select(block => new RegionRange(block.First * Block, block.Count * Block))];

    private Script Add(ConversationStep step)
    {
        _steps.Add(step);
        return this;
    }
}
