using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Faults;

/// <summary>
/// Carries out a scenario on one device. Everything is decided by the scenario, its seed and what is said to the
/// device: the same conversation has the same faults. Called like the device, with its gate held.
/// </summary>
public sealed class FaultInjector
{
    private readonly CxlDevice _device;
    private readonly Armed[] _armed;
    private readonly Dictionary<CciPort, ChainPlaces> _places = [];
    private FaultRandom _random;
    private BackgroundCommand? _background;

    internal FaultInjector(CxlDevice device, FaultScenario scenario)
    {
        _device = device;
        Scenario = scenario;
        _armed = [.. scenario.Faults.Select(fault => new Armed(fault))];
        _random = new FaultRandom(scenario.Seed);
        _places.Add(device.FabricManager.Cci, new ChainPlaces());
        foreach (Host host in device.HostArray)
            _places.Add(host.Cci, new ChainPlaces());
    }

    /// <summary>What it carries out.</summary>
    public FaultScenario Scenario { get; }

    /// <summary>How often each fault of the scenario has happened, in its order.</summary>
    public IReadOnlyList<FaultCount> Counts => [.. _armed.Select(a => new FaultCount(a.Fault, a.Matches, a.Fired))];

    /// <summary>Carries out a command, or does not, and spoils the reply.</summary>
    internal CommandResult Execute(CciPort port, Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ChainPlaces places = _places[port];
        var moment = new Moment(port, places, places.Take(opcode, request)) { Opcode = opcode };
        CommandResult? decided = null;
        foreach (Armed armed in _armed)
        {
            if (!armed.Waits(FaultMoments.Command, moment))
                continue;
            switch (armed.Fault.Action)
            {
                case FaultAction.ReturnCode end when Happens(armed, decided is null, moment):
                    decided = End(port, opcode, request, reply, end);
                    break;
                case FaultAction.Background work when Happens(armed, decided is null, moment):
                    decided = Start(port, opcode, request, reply, work);
                    break;
                case FaultAction.ReturnCode or FaultAction.Background:
                    break;
                case FaultAction action when CanAct(port, action) is { } possible:
                    if (Happens(armed, possible, moment))
                        Act(port, action);
                    break;
            }
        }

        CommandResult result = decided ?? port.CarryOut(opcode, request, reply);
        if (opcode == Opcode.GetEventRecords && result.Code == ReturnCode.Success)
            places.TakeRecords(reply[..result.Length]);
        foreach (Armed armed in _armed)
        {
            if (armed.Fault.Action.IsOfReply && armed.Waits(FaultMoments.Command, moment)
                && Happens(armed, CanSpoil(armed.Fault.Action, result.Length, reply.Length), moment))
            {
                result = Spoil(armed.Fault.Action, result, reply);
            }
        }

        return result;
    }

    /// <summary>Spoils a record that is about to enter a log, or keeps it out.</summary>
    /// <param name="port">Whose log.</param>
    /// <param name="log">The log, without the record.</param>
    /// <param name="record">The record, handle and all.</param>
    internal RecordFate Enter(CciPort port, EventLog log, Span<byte> record)
    {
        ChainPlaces places = _places[port];
        FaultRecords type = FaultRecordTypes.Of(record);
        var moment = new Moment(port, places, places.Take(log.Type, record, type)) { Records = type };
        RecordFate fate = RecordFate.Enters;
        foreach (Armed armed in _armed)
        {
            if (!armed.Waits(FaultMoments.Record, moment))
                continue;
            FaultAction action = armed.Fault.Action;
            if (CanAct(port, action) is { } possible)
            {
                if (Happens(armed, possible, moment))
                    Act(port, action);
                continue;
            }

            if (!Happens(armed, CanSpoil(port, log, moment, record, action), moment))
                continue;
            fate = action switch
            {
                FaultAction.DropRecord => RecordFate.IsLost,
                FaultAction.DuplicateRecord => RecordFate.EntersTwice,
                FaultAction.ReorderRecord => RecordFate.EntersBeforeTheLast,
                _ => fate,
            };
            Spoil(port, log, moment, record, action);
        }

        return fate;
    }

    /// <summary>Whether the host is not told that a log has records.</summary>
    internal bool LosesInterrupt(CciPort port, EventLogType log)
    {
        bool isLost = false;
        var moment = new Moment(port, _places[port], default) { Log = log };
        foreach (Armed armed in _armed)
            isLost |= armed.Waits(FaultMoments.Interrupt, moment) && Happens(armed, true, moment);
        return isLost;
    }

    /// <summary>The command that runs in the background, or ran last; null: nothing, or the sanitizer since.</summary>
    internal BackgroundCommand? GetBackground(Sanitizer sanitizer)
    {
        if (sanitizer.IsRunning && _background is { IsRunning: false })
            _background = null;
        return _background;
    }

    /// <summary>Does what needs no moment; see <see cref="CxlDevice.Inject"/>.</summary>
    /// <returns>False where there is nothing that it could be done to.</returns>
    internal static bool TryInject(CciPort port, FaultAction action)
    {
        if (CanAct(port, action) != true)
            return false;
        Act(port, action);
        return true;
    }

    private bool Happens(Armed armed, bool possible, in Moment moment)
    {
        if (!armed.Happens(possible, ref _random))
            return false;
        moment.Port.Tell(new FiredFault(armed.Fault.Name, armed.Fault.Kind, moment.Port.Host?.Id, moment.ToString()));
        return true;
    }

    private static CommandResult End(
        CciPort port, Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply, FaultAction.ReturnCode end)
    {
        CommandResult result = end.CarriedOut ? port.CarryOut(opcode, request, reply) : CommandResult.Success();
        bool keepsReply = end.Code == ReturnCode.Success && result.Code == ReturnCode.Success;
        return (keepsReply ? result : CommandResult.Ended(end.Code)) with { VendorStatus = end.VendorStatus };
    }

    // Only one command runs in the background at a time.
    private CommandResult Start(
        CciPort port, Opcode opcode, ReadOnlySpan<byte> request, Span<byte> reply, FaultAction.Background work)
    {
        if (_background is { IsRunning: true })
            return CommandResult.Ended(ReturnCode.Busy);
        CommandResult result = work.CarriedOut ? port.CarryOut(opcode, request, reply) : CommandResult.Success();
        if (result.Code != ReturnCode.Success)
            return result;
        _background = new BackgroundCommand(_device.Clock, opcode, work);
        return CommandResult.Ended(ReturnCode.BackgroundCommandStarted) with { BackgroundOperation = true };
    }

    /// <summary>Null: not an action by itself. Else whether there is something to do it to.</summary>
    private static bool? CanAct(CciPort port, FaultAction action) => action switch
    {
        FaultAction.BumpGeneration => port.Host is not null,
        FaultAction.ChangeList change => port.Host is { } host && (change.Position ?? 0) < host.Extents.Count,
        FaultAction.OverflowLog or FaultAction.SpuriousInterrupt or FaultAction.Reset => true,
        _ => null,
    };

    private static void Act(CciPort port, FaultAction action)
    {
        switch (action)
        {
            case FaultAction.BumpGeneration bump:
                port.Host!.Extents.MarkChanged(bump.By);
                break;
            case FaultAction.ChangeList change:
                Host host = port.Host!;
                Extent extent = host.Extents[change.Position ?? host.Extents.Count - 1];
                port.Device.FabricManager.Revoke(host, new DpaRange(extent.StartDpa, extent.Length));
                break;
            case FaultAction.OverflowLog overflow:
                port.Logs[overflow.Log.Value].CountLost(overflow.Lost);
                break;
            case FaultAction.SpuriousInterrupt interrupt:
                port.Tell(interrupt.Log);
                break;
            case FaultAction.Reset when port.Host is { } one:
                one.Reset();
                break;
            case FaultAction.Reset:
                port.Device.Reset();
                break;
        }
    }

    private static bool CanSpoil(FaultAction action, int length, int room) => action switch
    {
        FaultAction.Truncate truncate => length > truncate.Bytes,
        FaultAction.Pad => length < room,
        FaultAction.FlipBits { Bits: { } bits } => bits.Any(bit => bit / 8 < length),
        FaultAction.FlipBits => length > 0,
        _ => true,
    };

    private CommandResult Spoil(FaultAction action, CommandResult result, Span<byte> reply)
    {
        switch (action)
        {
            case FaultAction.Truncate truncate:
                return result with { Length = truncate.Bytes };
            case FaultAction.Pad pad:
                int added = Math.Min(pad.Bytes, reply.Length - result.Length);
                reply.Slice(result.Length, added).Fill(pad.Value);
                return result with { Length = result.Length + added };
            case FaultAction.FlipBits flip:
                for (int i = 0; i < (flip.Bits?.Count ?? flip.Count); i++)
                {
                    int bit = flip.Bits?[i] ?? _random.Below(result.Length * 8);
                    if (bit / 8 < result.Length)
                        reply[bit / 8] ^= (byte)(1 << (bit % 8));
                }

                return result;
            default:
                return result with { ReplyFault = (result.ReplyFault ?? ReplyFault.None).With(action) };
        }
    }

    private static bool CanSpoil(CciPort port, EventLog log, in Moment moment, ReadOnlySpan<byte> record, FaultAction action) => action switch
    {
        FaultAction.ReorderRecord => log.Count > 0,
        FaultAction.DuplicateRecord => log.Count + 1 < log.Depth,
        FaultAction.RecordExtent { As: WrongExtent.Overlapping } => IsCapacity(record) && FindOther(port, log, moment) is not null,
        FaultAction.RecordExtent or FaultAction.RecordMore or FaultAction.RecordSequence => IsCapacity(record),
        _ => true,
    };

    private static void Spoil(CciPort port, EventLog log, in Moment moment, Span<byte> bytes, FaultAction action)
    {
        if (action is FaultAction.RecordUuid identifier)
            identifier.Value.Write(bytes);
        if (!DynamicCapacityEventRecord.TryRead(bytes, out DynamicCapacityEventRecord record, out _))
            return;
        Extent extent = record.Extent;
        switch (action)
        {
            case FaultAction.RecordMore more:
                record = record with { More = more.Value };
                break;
            case FaultAction.RecordSequence sequence:
                record = record with { Extent = extent with { SharedExtentSequence = sequence.Value } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Outside }:
                RegionConfiguration last = port.Device.Regions[^1].Configuration;
                record = record with { Extent = extent with { StartDpa = unchecked(last.BaseDpa + last.DecodeLength) } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Misaligned }:
                ulong block = port.Device.FindRegion(new DpaRange(extent.StartDpa, extent.Length))?.BlockSize ?? 2;
                record = record with { Extent = extent with { StartDpa = unchecked(extent.StartDpa + (block / 2)) } };
                break;
            case FaultAction.RecordExtent { As: WrongExtent.Overlapping }:
                record = record with { Extent = extent with { StartDpa = FindOther(port, log, moment)!.Value } };
                break;
            default:
                return;
        }

        record.TryWrite(bytes);
    }

    private static bool IsCapacity(ReadOnlySpan<byte> record) => FaultRecordTypes.Of(record) < FaultRecords.GeneralMedia;

    /// <summary>Where another extent that the host knows of begins: of the record before in the chain, or its first.</summary>
    private static ulong? FindOther(CciPort port, EventLog log, in Moment moment)
    {
        if (moment.Place > 1 && log.Count > 0
            && DynamicCapacityEventRecordView.TryCreate(log[log.Count - 1], out DynamicCapacityEventRecordView before, out _))
        {
            return before.Extent.StartDpa;
        }

        return port.Host is { Extents.Count: > 0 } host ? host.Extents[0].StartDpa : null;
    }

    /// <summary>What is going on when a fault may happen.</summary>
    private readonly struct Moment(CciPort port, ChainPlaces places, (int Place, bool IsLast) chain)
    {
        public CciPort Port => port;

        public ChainPlaces Places => places;

        public int Place => chain.Place;

        public bool IsLast => chain.IsLast;

        public Opcode Opcode { get; init; }

        public FaultRecords Records { get; init; }

        public EventLogType? Log { get; init; }

        public override string ToString() =>
            Log is { } log ? $"interrupt of the {log} log"
            : Records != FaultRecords.None ? $"record {FaultScenarioFile.NameOf(Records)}"
            : Opcode.ToString();
    }

    /// <summary>A fault of the scenario, and how often it was met.</summary>
    private sealed class Armed(Fault fault)
    {
        public Fault Fault => fault;

        public long Matches { get; private set; }

        public long Fired { get; private set; }

        /// <summary>Whether the moment is one that the fault waits for.</summary>
        public bool Waits(FaultMoments kind, in Moment moment)
        {
            FaultTrigger when = fault.Trigger;
            return when.Moment == kind
                && when.Cci.Holds(moment.Port)
                && (when.Opcode is null || when.Opcode == moment.Opcode)
                && (when.Records == FaultRecords.None || (when.Records & moment.Records) != 0)
                && (when.Log is null || when.Log == moment.Log)
                && (when.Chain == 0 || when.Chain == moment.Place || (when.Chain == FaultTrigger.Last && moment.IsLast))
                && (when.AfterRecord == FaultRecords.None || (when.AfterRecord & moment.Places.Entered) != 0)
                && (when.AfterRead == FaultRecords.None || (when.AfterRead & moment.Places.Read) != 0);
        }

        /// <summary>Counts such a moment, and decides.</summary>
        /// <param name="possible">Where the fault cannot happen to it, it counts, and that is all.</param>
        /// <param name="random">Asked only where it decides.</param>
        public bool Happens(bool possible, ref FaultRandom random)
        {
            FaultTrigger when = fault.Trigger;
            Matches++;
            bool happens = possible && Matches >= when.Nth && Fired < when.Times
                && (when.Probability >= 1 || random.Chance(when.Probability));
            Fired += happens ? 1 : 0;
            return happens;
        }
    }
}

/// <summary>What becomes of a record that was about to enter a log.</summary>
internal enum RecordFate
{
    Enters,
    IsLost,
    EntersTwice,
    EntersBeforeTheLast,
}
