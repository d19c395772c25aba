using System.Buffers;
using System.Text.Json;
using CxlWire.Device.Activity;
using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Device.Media;
using CxlWire.Device.State;
using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Device;

/// <summary>
/// An emulated CXL Dynamic Capacity Device. It has no threads: whoever shares it between threads calls in through
/// <see cref="Enter"/>. Only what the clock calls, the end of a mailbox's background or delayed command, takes the
/// gate itself.
/// </summary>
public sealed class CxlDevice
{
    private readonly DeviceParts _parts;

    /// <summary>Starts a device; all capacity is free, unless its configuration says what state it is in.</summary>
    /// <param name="configuration">What it is made of.</param>
    /// <param name="clock">The clock that timestamps and sanitizing run with; the system's where null.</param>
    /// <exception cref="JsonFileException">
    /// The configuration's state is none that the device can be in; path, value and rule say why.
    /// </exception>
    public CxlDevice(DeviceConfiguration configuration, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _parts = MakeParts(configuration, clock ?? TimeProvider.System);
        if (!configuration.State.IsEmpty)
            ReadState(_parts, configuration.State);
        _parts.Background.StartTimer();
    }

    /// <summary>What the device is made of.</summary>
    public DeviceConfiguration Configuration => _parts.Configuration;

    /// <summary>
    /// Held by whoever calls in, where several threads do. To look is enough with it; to act, <see cref="Enter"/>.
    /// </summary>
    public Lock Gate => _parts.Gate;

    /// <summary>
    /// Measures how long <see cref="Gate"/> is held by those who <see cref="Enter"/>; null, as it is at first: nothing
    /// does. Set before the device is shared.
    /// </summary>
    public GateWatch? GateWatch
    {
        get => _parts.GateWatch;
        set => _parts.GateWatch = value;
    }

    /// <summary>Dynamic capacity regions, lowest addresses first (R1).</summary>
    public IReadOnlyList<Region> Regions => _parts.Regions;

    /// <summary>Hosts, by ID (S1).</summary>
    public IReadOnlyList<Host> Hosts => _parts.Hosts;

    /// <summary>Where capacity is given and taken.</summary>
    public FabricManager FabricManager => _parts.FabricManager;

    /// <summary>The label storage area.</summary>
    public LabelStorage LabelStorage => _parts.LabelStorage;

    /// <summary>Tags that the device could still track.</summary>
    public uint TagsAvailable => Pool.Tags.Available;

    /// <summary>
    /// Ranges of dynamic capacity that are being sanitized now, which nobody gets before they are clean; in no order.
    /// Nothing must change while they are gone through.
    /// </summary>
    public IEnumerable<DpaRange> SanitizedRanges => Pool.Sanitizer.Unclean;

    /// <summary>The clock that timestamps, sanitizing and delays run with.</summary>
    public TimeProvider Time => _parts.Time;

    /// <summary>What goes wrong on purpose; null: nothing.</summary>
    public FaultInjector? Faults { get; private set; }

    /// <summary>What happens to the device, for those who read it later, outside of the gate.</summary>
    public DeviceJournal Journal => _parts.Journal;

    /// <summary>What happens to the device, for those who have to see it at once, inside the gate.</summary>
    public DeviceActivity Activity => _parts.Activity;

    internal CapacityPool Pool => _parts.Pool;

    /// <inheritdoc cref="DeviceParts.Enter"/>
    public GateScope Enter() => _parts.Enter();

    /// <summary>Executes a command of the control socket: one step, inside the gate, in the journal.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Its arguments, as JSON.</param>
    /// <param name="execute">Does it; called with the gate held.</param>
    public void CarryOut(string command, ReadOnlySpan<byte> arguments, Func<ControlOutcome> execute)
    {
        ArgumentNullException.ThrowIfNull(execute);
        using (Enter())
        using (Journal.Begin())
        {
            _parts.Background.Settle();
            ControlOutcome outcome = execute();
            Journal.NoteChange();
            if (Journal.IsRead)
                Journal.EnterControl(command, arguments, outcome);
        }
    }

    /// <summary>
    /// Has a background command whose time is over do what it is for (B2), where nothing that the device did since has
    /// had it do so. A shared device does this by its clock; this is for one that is played without.
    /// </summary>
    public void SettleBackground() => _parts.SettleBackground();

    /// <summary>
    /// Resets every host: what it was saying and how it wanted to be told is forgotten; what it holds, was
    /// offered and has in its logs stays.
    /// </summary>
    public void Reset()
    {
        using JournalStep step = Journal.Begin();
        _parts.ResetHosts();
        Activity.RaiseResetDone(new DeviceReset(ResetCause.Device, HostId: null, Kind: null));
    }

    /// <summary>
    /// Poisoned ranges that lie in another one, or reach into it, the lowest first; neighbours are not joined. Nothing
    /// must change while they are gone through.
    /// </summary>
    /// <param name="within">Where to look.</param>
    public IEnumerable<DpaRange> PoisonedRanges(DpaRange within) =>
        _parts.Poison.In(within).Select(poisoned => poisoned.Range);

    /// <summary>Complains of a configuration whose state no such device can be in, without a device.</summary>
    /// <exception cref="JsonFileException">It cannot; path, value and rule say why.</exception>
    public static void CheckState(DeviceConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (!configuration.State.IsEmpty)
            ReadState(MakeParts(configuration, TimeProvider.System), configuration.State);
    }

    /// <summary>
    /// What the device is in: all that its CCIs answer from. What <see cref="Faults"/> are loaded, and what registers
    /// of PCI functions hold, is not in it. docs/state.md explains it.
    /// </summary>
    /// <returns>A JSON object, in UTF-8, for <see cref="DeviceConfiguration.State"/> of a like device.</returns>
    public byte[] TakeState()
    {
        using JournalStep step = Journal.Begin();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            DeviceState.Write(json, _parts);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Has the device be in another state, in place of the one that it is in.</summary>
    /// <param name="state">As <see cref="TakeState"/> makes it.</param>
    /// <exception cref="JsonFileException">It is none that the device can be in: nothing has changed.</exception>
    public void LoadState(ReadOnlyMemory<byte> state)
    {
        ReadState(MakeParts(Configuration, Time), state);
        using JournalStep step = Journal.Begin();
        ReadState(_parts, state);
        _parts.Background.StartTimer();
        Journal.EnterCall(JournalEntryKind.StateLoaded, hostId: null, detail: null, state.Span);
    }

    /// <summary>Has a scenario happen from now on, in place of any other; all its counters start anew.</summary>
    /// <param name="scenario">Null: nothing goes wrong any more.</param>
    public void LoadFaults(FaultScenario? scenario)
    {
        using JournalStep step = Journal.Begin();
        Faults = scenario is null ? null : new FaultInjector(scenario, Activity);

        // What a fault let take long belongs to the scenario that it was of.
        _parts.Background.ClearPretended();
        foreach (CciPort port in (IEnumerable<CciPort>)[FabricManager.Cci, .. Hosts.Select(host => host.Cci)])
        {
            if (Faults is null)
                PortFaults.Detach(port);
            else
                PortFaults.Attach(Faults, port);
        }

        Journal.EnterCall(JournalEntryKind.FaultsLoaded, null, scenario);
    }

    /// <summary>
    /// Poisons memory, whoever has it, as QEMU's command of that name does; the hosts that have it are told (P7).
    /// </summary>
    /// <param name="range">Multiples of 64, in bytes: static capacity, or dynamic that hosts have accepted.</param>
    /// <returns>Null, or why nothing was poisoned.</returns>
    public Refusal? InjectPoison(DpaRange range)
    {
        using JournalStep step = Journal.Begin();
        Pool.Refresh();
        Refusal? refusal = PoisonInjection.Check(_parts, range);
        if (refusal is null)
            PoisonInjection.Inject(_parts, range);
        Journal.EnterCall(JournalEntryKind.PoisonInjected, hostId: null, range, default, refusal);
        return refusal;
    }

    /// <summary>Has a fault happen now; nothing else is affected.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="hostId">The host to which it happens; null: the Fabric Manager.</param>
    /// <returns>Null, or why nothing happened.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such host.</exception>
    public Refusal? Inject(ImmediateFault fault, int? hostId)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (hostId is { } id)
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)Hosts.Count, nameof(hostId));
        using JournalStep step = Journal.Begin();
        CciPort port = hostId is { } host ? _parts.Hosts[host].Cci : FabricManager.Cci;
        Refusal? refusal = null;
        if (StandaloneFaults.CanHappen(port, fault.Action) == true)
        {
            StandaloneFaults.Happen(port, fault.Action);
            Activity.RaiseFaultFired(new FiredFault("injected", fault.Kind, hostId, "once"));
        }
        else
        {
            refusal = new Refusal(
                ReturnCode.InvalidInput,
                Rule: null,
                "fault",
                Offset: null,
                "there is nothing that the fault could happen to");
        }

        Journal.EnterCall(JournalEntryKind.FaultInjected, hostId, fault, default, refusal);
        return refusal;
    }

    private static DeviceParts MakeParts(DeviceConfiguration configuration, TimeProvider time)
    {
        bool asQemu = !new QemuPolicy(configuration.Quirks).TellsFabricManager;
        return new DeviceParts(
            configuration,
            time,
            HandlerTable.CarriedBy(CciKinds.Host, asQemu, configuration.Hosts > 1),
            HandlerTable.CarriedBy(CciKinds.FabricManager, asQemu, configuration.Hosts > 1));
    }

    private static void ReadState(DeviceParts parts, ReadOnlyMemory<byte> state)
    {
        using JsonDocument document = JsonInput.Parse(state);
        using JournalStep step = parts.Journal.Begin();
        DeviceState.Read(new JsonMember(document.RootElement, "state", "a state"), parts);
    }
}
