using CxlWire.Device.Activity;
using CxlWire.Device.Background;
using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
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
    /// <summary>Starts a device; all capacity is free.</summary>
    /// <param name="configuration">What it is made of.</param>
    /// <param name="clock">The clock that timestamps and sanitizing run with; the system's where null.</param>
    public CxlDevice(DeviceConfiguration configuration, TimeProvider? clock = null)
    {
        Configuration = configuration;
        Time = clock ?? TimeProvider.System;
        Clock = new StepClock(Time);
        Journal = new DeviceJournal(Clock);
        Activity = new DeviceActivity(Journal);
        Pool = new CapacityPool(this);
        Background = new BackgroundOperations(Clock, Pool);
        Regions = [.. configuration.Regions.Select((r, i) => new Region(i, r))];
        bool asQemu = (configuration.Quirks & QemuQuirks.NoResponseRecords) != 0;
        CommandSet hostCommands = HandlerTable.CarriedBy(CciKinds.Host, asQemu);
        HostArray = [.. Enumerable.Range(0, configuration.Hosts).Select(id => new Host(this, id, hostCommands))];
        FabricManager = new FabricManager(this, HandlerTable.CarriedBy(CciKinds.FabricManager, asQemu));
        LabelStorage = new LabelStorage(configuration.LsaSize, Journal);
    }

    /// <summary>What the device is made of.</summary>
    public DeviceConfiguration Configuration { get; }

    /// <summary>Held by whoever calls in, where several threads do. To look is enough with it; to act, <see cref="Enter"/>.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Dynamic capacity regions, lowest addresses first (R1).</summary>
    public IReadOnlyList<Region> Regions { get; }

    /// <summary>Hosts, by ID (S1).</summary>
    public IReadOnlyList<Host> Hosts => HostArray;

    /// <summary>Where capacity is given and taken.</summary>
    public FabricManager FabricManager { get; }

    /// <summary>The label storage area.</summary>
    public LabelStorage LabelStorage { get; }

    /// <summary>Tags that the device could still track.</summary>
    public uint TagsAvailable => Configuration.TagsSupported - (uint)Pool.Tags.Count;

    /// <summary>The clock that timestamps, sanitizing and delays run with.</summary>
    public TimeProvider Time { get; }

    /// <summary>What goes wrong on purpose; null: nothing.</summary>
    public FaultInjector? Faults { get; private set; }

    /// <summary>What happens to the device, for those who read it later, outside of the gate.</summary>
    public DeviceJournal Journal { get; }

    /// <summary>What happens to the device, for those who have to see it at once, inside the gate.</summary>
    public DeviceActivity Activity { get; }

    /// <summary>The time that everything in the device sees: it stands still inside a step.</summary>
    internal StepClock Clock { get; }

    internal Host[] HostArray { get; }

    internal BackgroundOperations Background { get; }

    internal CapacityPool Pool { get; }

    /// <summary>The CCIs: the Fabric Manager's, and each host's.</summary>
    private IEnumerable<CciPort> Ports => HostArray.Select(host => host.Cci).Prepend(FabricManager.Cci);

    /// <summary>
    /// Takes <see cref="Gate"/>, once lossless readers of the journal have room for what will be done. May be called
    /// again by whoever has it.
    /// </summary>
    /// <returns>Releases the gate when it is disposed.</returns>
    public Lock.Scope Enter()
    {
        Lock.Scope entered = Gate.EnterScope();
        while (Journal.IsFull)
        {
            entered.Dispose();
            bool isInside = Gate.IsHeldByCurrentThread;
            if (!isInside)
                Journal.WaitForRoom();
            entered = Gate.EnterScope();
            if (isInside)
                break;
        }

        return entered;
    }

    /// <summary>Carries out a command of the control socket: one step, inside the gate, in the journal.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">Its arguments, as JSON.</param>
    /// <param name="execute">Does it; called with the gate held.</param>
    public void CarryOut(string command, ReadOnlySpan<byte> arguments, Func<ControlOutcome> execute)
    {
        ArgumentNullException.ThrowIfNull(execute);
        using (Enter())
        using (Journal.Begin())
        {
            ControlOutcome outcome = execute();
            if (Journal.IsRead)
                Journal.EnterControl(command, arguments, outcome);
        }
    }

    /// <summary>
    /// Resets every host: what it was saying and how it wanted to be told is forgotten; what it holds, was
    /// offered and has in its logs stays.
    /// </summary>
    public void Reset()
    {
        using JournalStep step = Journal.Begin();
        ResetHosts();
        Activity.RaiseResetDone(new DeviceReset(ResetCause.Device, HostId: null, Kind: null));
    }

    /// <summary>Has a scenario happen from now on, in place of any other; all its counters start anew.</summary>
    /// <param name="scenario">Null: nothing goes wrong any more.</param>
    public void LoadFaults(FaultScenario? scenario)
    {
        using JournalStep step = Journal.Begin();
        Faults = scenario is null ? null : new FaultInjector(scenario, Activity);

        // What a fault let take long belongs to the scenario that it was of.
        Background.Clear();
        foreach (CciPort port in Ports)
        {
            if (Faults is null)
                PortFaults.Detach(port);
            else
                PortFaults.Attach(Faults, port);
        }

        Journal.EnterCall(JournalEntryKind.FaultsLoaded, null, scenario);
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
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)id, (uint)HostArray.Length, nameof(hostId));
        using JournalStep step = Journal.Begin();
        CciPort port = hostId is { } host ? HostArray[host].Cci : FabricManager.Cci;
        Refusal? refusal = null;
        if (StandaloneFaults.CanHappen(port, fault.Action) == true)
        {
            StandaloneFaults.Happen(port, fault.Action);
            Activity.RaiseFaultFired(new FiredFault("injected", fault.Kind, hostId, "once"));
        }
        else
        {
            refusal = new Refusal(
                ReturnCode.InvalidInput, "fault", "fault", 0, "there is nothing that the fault could happen to");
        }

        Journal.EnterCall(JournalEntryKind.FaultInjected, hostId, fault, default, refusal);
        return refusal;
    }

    /// <summary>Has every host start anew.</summary>
    internal void ResetHosts()
    {
        foreach (Host host in HostArray)
            host.Reset();
    }

    /// <summary>The region that holds the whole range, or null.</summary>
    internal Region? FindRegion(DpaRange range)
    {
        // By index: an enumerator of a list that is known by its interface only is an object.
        for (int i = 0; i < Regions.Count; i++)
        {
            if (Regions[i].Range.Contains(range))
                return Regions[i];
        }

        return null;
    }
}
