using System.Buffers.Binary;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Device.FabricManagement;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// A device, spoken to by hosts and Fabric Manager: nothing throws, replies are bounded and of their layout, a refused
/// command changes nothing, and the accounts of capacity add up. Pieces: the kind of device; then steps: what, who,
/// and for commands opcode and payload, else choices.
/// </summary>
internal sealed class DeviceTarget : FuzzTarget
{
    private enum Step
    {
        Host,
        FabricManager,
        Offer,
        Accept,
        Release,
        TakeBack,
        ReadAndClear,
        PassTime,
        Reset,
    }

    // What the last command left is there: nobody may count on zeros.
    [ThreadStatic]
    private static byte[]? _reply;

    public override string Name => "device";

    // Room for a reply at each step, and snapshots before and after.
    public override long MaximumAllocation(long length) => (64L << 20) + (length << 16);

    public override byte[][] Create(Random random)
    {
        List<byte[]> pieces = [[(byte)random.Next(TestDevices.Count)]];
        if (random.OneIn(5))
        {
            Conversation conversation = random.Of(Seeds.Conversations);
            foreach (CciStep step in conversation.Steps.OfType<CciStep>().Take(40))
                pieces.Add(
                    Command(
                        step is HostStep ? Step.Host : Step.FabricManager, step is HostStep { Host: { } h }
                            ? h : 0, step.Opcode, Perhaps(random, step)));
        }

        for (int i = random.Next(1, 30); i > 0; i--)
        {
            byte[] piece = random.Next(10) switch
            {
                < 3 => AnyCommand(random, Step.Host),
                < 5 => AnyCommand(random, Step.FabricManager),
                _ => [(byte)random.Next((int)Step.Offer, (int)Step.Reset + 1), .. random.Bytes(6)],
            };
            pieces.Insert(random.Next(1, pieces.Count + 1), piece);
        }

        return [.. pieces];
    }

    public override void Run(byte[][] pieces)
    {
        var clock = new StepClock();
        CxlDevice device = TestDevices.Create(pieces is [[byte kind, ..], ..] ? kind : 0, clock);
        byte[] before = DeviceSnapshot.Of(device);
        foreach (byte[] piece in pieces.Skip(1).Where(p => p.Length > 1))
        {
            bool refused = Take(device, clock, piece);
            byte[] after = DeviceSnapshot.Of(device);
            FuzzFailure.Unless(
                !refused || before.AsSpan()
                    .SequenceEqual(after), "a refused request changes something", $"step {(Step)piece[0]}");
            if (!refused)
                DeviceAccounts.Check(device);
            before = after;
        }
    }

    /// <summary>Whether a step is the device's, and not the clock's.</summary>
    public static bool TakesNoTime(byte[] piece) => (Step)piece[0] != Step.PassTime;

    private static byte[] Command(Step step, int who, Opcode opcode, byte[] payload) =>
        [(byte)step, (byte)who, (byte)opcode.Value, (byte)(opcode.Value >> 8), .. payload];

    private static byte[] AnyCommand(Random random, Step step)
    {
        (Opcode opcode, byte[] payload) =
            Messages.Request(random, step == Step.Host ? CciKinds.Host : CciKinds.FabricManager);
        return Command(step, random.Next(4), opcode, payload);
    }

    private static byte[] Perhaps(Random random, CciStep step) =>
        random.OneIn(6) && CommandTable.TryGet(step.Opcode, out CommandRow row)
            ? LayoutMutator.Mutate(random, row.Request, step.Request.ToArray())
            : step.Request.ToArray();

    /// <summary>Takes a step.</summary>
    /// <returns>Whether it was refused.</returns>
    public static bool Take(CxlDevice device, StepClock clock, byte[] piece)
    {
        byte Choice(int index) => index < piece.Length ? piece[index] : (byte)0;
        Host host = device.Hosts[piece[1] % device.Hosts.Count];
        switch ((Step)piece[0])
        {
            case Step.Host or Step.FabricManager when piece.Length >= 4:
                CciPort port = piece[0] == (byte)Step.Host ? host.Cci : device.FabricManager.Cci;
                return Execute(
                    port, new Opcode(BinaryPrimitives.ReadUInt16LittleEndian(piece.AsSpan(2))), piece.AsSpan(4));
            case Step.Offer:
                return Offer(device, host, Choice) is not null;
            case Step.Accept:
                return Send(host, Opcode.AddDynamicCapacityResponse, [.. host.Offers.First?.Extents ?? []], Choice);
            case Step.Release:
                return Send(
                    host, Opcode.ReleaseDynamicCapacity, [
                    .. Enumerable.Range(0, host.Extents.Count).Select(i => host.Extents[i])], Choice);
            case Step.TakeBack:
                return TakeBack(device, host, Choice) is not null;
            case Step.ReadAndClear:
                Clear(host.Cci, Choice(2));
                return false;
            case Step.PassTime:
                clock.Advance(TimeSpan.FromMilliseconds(Choice(2) * 20));
                return false;
            case Step.Reset:
                device.Reset();
                return false;
            default:
                return false;
        }
    }

    private static bool Execute(CciPort port, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > port.MaximumPayload)
        {
            FuzzFailure.Unless(
                port.RefuseOversized(opcode, (uint)payload.Length).Refusal is not null,
                "an oversized payload is taken");
            return true;
        }

        int limit = port.ReplyLimit;
        Span<byte> reply = (_reply ??= new byte[1 << 20]).AsSpan(0, port.MaximumPayload);
        CommandResult result = port.Execute(opcode, payload, reply);
        bool refused = result.Refusal is not null;
        FuzzFailure.Unless(
            refused == (result.Code != ReturnCode.Success && result.Code != ReturnCode.BackgroundCommandStarted),
            "code and refusal disagree", $"{opcode}: {result.Code}");
        FuzzFailure.Unless(!refused || result.Length == 0, "a refused command has a reply", $"{opcode}");
        FuzzFailure.Unless(
            result.Length <= Math.Min(limit, port.MaximumPayload), "a reply is longer than was asked for",
            $"{opcode}: {result.Length}");
        if (result.Code == ReturnCode.Success && CommandTable.TryGet(opcode, out CommandRow row)
            && !row.Response.TryCheck(reply[..result.Length], out LayoutError error))
            throw new FuzzFailure("a reply is not of its layout", $"{opcode}: {error}");
        return refused;
    }

    private static Refusal? Offer(CxlDevice device, Host host, Func<int, byte> choice)
    {
        Region region = device.Regions[choice(2) % device.Regions.Count];
        var policy = new SelectionPolicy((byte)(choice(3) % 5));
        ulong block = region.BlockSize;
        return device.FabricManager.Add(new AddCapacityRequest
        {
            HostId = host.Id,
            Region = region.Index,
            SelectionPolicy = policy,
            Tag = TagOf(choice(4)),
            Length = (ulong)choice(5) % 12 * block,
            Extents = policy == SelectionPolicy.Prescriptive
                ? [.. Enumerable.Range(0, (choice(5) % 3) + 1)
                    .Select(
                    i =>
                        new RegionRange(
                            (ulong)((choice(6) + (i * 5)) % 32) * block, (ulong)((choice(5) / 8 % 4) + 1) * block))]
                : [],
        });
    }

    private static Refusal? TakeBack(CxlDevice device, Host host, Func<int, byte> choice) =>
        device.FabricManager.Release(new CapacityRemoval
        {
            Origin = RequestOrigin.Cci,
            HostId = host.Id,
            RemovalPolicy = (choice(2) & 1) == 0 ? RemovalPolicy.TagBased : RemovalPolicy.Prescriptive,
            ForcedRemoval = (choice(2) & 2) != 0,
            SanitizeOnRelease = (choice(2) & 4) != 0,
            Tag = TagOf(choice(3)),
            Extents = (choice(2) & 1) == 0 ? []
            : [.. Enumerable.Range(0, host.Extents.Count).Where(i => (choice(4) >> (i % 8) & 1) != 0)
                .Select(i => new DpaRange(host.Extents[i].StartDpa, host.Extents[i].Length))],
        });

    private static Tag TagOf(byte number) => new(new Uuid(0, (ulong)(number % 6)));

    /// <summary>Answers with all of the extents, or with some or parts of them.</summary>
    private static bool Send(Host host, Opcode opcode, Extent[] extents, Func<int, byte> choice)
    {
        var chosen = new List<UpdatedExtent>();
        for (int i = 0; i < extents.Length && i < 32; i++)
        {
            Extent extent = extents[i];
            bool whole = (choice(2) >> (i % 8) & 1) == 0;
            ulong half = extent.Length / 2;
            if (!whole && (choice(3) & 1) != 0)
                continue;
            chosen.Add(
                new UpdatedExtent
                {
                    StartDpa = extent.StartDpa
                    + (whole || (choice(3) & 2) != 0 ? 0 : half),
                    Length = whole ? extent.Length : half
                });
        }

        byte[] payload = new byte[UpdatedExtentList.Size + (chosen.Count * UpdatedExtent.Size)];
        new UpdatedExtentList { Count = (uint)chosen.Count, More = (choice(4) & 7) == 1 }.TryWrite(payload);
        for (int i = 0; i < chosen.Count; i++)
            chosen[i].TryWrite(payload.AsSpan(UpdatedExtentList.Size + (i * UpdatedExtent.Size)));
        return Execute(host.Cci, opcode, payload);
    }

    private static void Clear(CciPort port, byte most)
    {
        EventLog log = port.DynamicCapacityLog;
        int count = Math.Min(log.Count, most % 16);
        byte[] payload = new byte[6 + (2 * count)];
        (payload[0], payload[2]) = (EventLogType.DynamicCapacity.Value, (byte)count);
        for (int i = 0; i < count; i++)
            log[i].Slice(20, 2).CopyTo(payload.AsSpan(6 + (2 * i)));
        Execute(port, Opcode.ClearEventRecords, payload);
    }
}
