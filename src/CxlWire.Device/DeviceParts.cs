using System.Diagnostics;
using CxlWire.Device.Activity;
using CxlWire.Device.Attributes;
using CxlWire.Device.Background;
using CxlWire.Device.Capacity;
using CxlWire.Device.Commands;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Features;
using CxlWire.Device.Firmware;
using CxlWire.Device.Health;
using CxlWire.Device.Journal;
using CxlWire.Device.Media;
using CxlWire.Device.Partitions;
using CxlWire.Device.Qos;
using CxlWire.Device.Registers;
using CxlWire.Device.Security;
using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Device;

/// <summary>
/// What a device consists of, put together: what commands work on. Who builds a device says which commands its CCIs
/// carry; nothing in here reaches for them.
/// </summary>
internal sealed class DeviceParts
{
    public DeviceParts(
        DeviceConfiguration configuration, TimeProvider time, CommandSet hostCommands, CommandSet managerCommands)
    {
        Configuration = configuration;
        Policy = new QemuPolicy(configuration.Quirks);
        Time = time;
        Clock = new StepClock(time);
        Journal = new DeviceJournal(Clock);
        Activity = new DeviceActivity(Journal);
        LabelStorage = new LabelStorage(configuration.LsaSize, Journal);
        Regions = new RegionMap(configuration.Regions);
        Poison = new PoisonedMemory(Clock, configuration.PoisonListMaximum);
        Partitions = new StaticPartitions(configuration);
        AttributeTable = new AttributeTable(() => MemoryRange.Of(configuration, Partitions));
        HostCapacity[] capacities =
            [.. Enumerable.Range(0, configuration.Hosts).Select(_ => new HostCapacity(configuration.ExtentsSupported))];
        Pool = new CapacityPool(
            Regions,
            capacities,
            new TagTable(configuration.TagsSupported, Regions),
            new Sanitizer(Clock, configuration.SanitizeBytesPerSecond),
            Poison);
        Background = new BackgroundOperations(Clock, Pool, SettleBackground);
        Sanitization = new MediaSanitization(this);
        Firmware = new FirmwareSlots(configuration.FirmwareSlots, configuration.FirmwareRevision);
        FirmwareTransfer = new FirmwareTransfer(Clock, Firmware);
        Hosts = [.. capacities.Select((capacity, id) => new Host(id, this, capacity, hostCommands))];
        FabricManager = new FabricManager(
            new CciPort(this, managerCommands, CciKinds.FabricManager, host: null), Regions, Pool, Hosts, Policy,
            Journal);
    }

    public DeviceConfiguration Configuration { get; }

    public QemuPolicy Policy { get; }

    /// <summary>Held by whoever calls in, where several threads do.</summary>
    public Lock Gate { get; } = new();

    /// <inheritdoc cref="CxlDevice.GateWatch"/>
    public GateWatch? GateWatch { get; set; }

    /// <summary>The clock that timers run with.</summary>
    public TimeProvider Time { get; }

    /// <summary>The time that everything in the device sees: it stands still inside a step.</summary>
    public StepClock Clock { get; }

    public DeviceJournal Journal { get; }

    public DeviceActivity Activity { get; }

    public LabelStorage LabelStorage { get; }

    public RegionMap Regions { get; }

    /// <summary>How the static capacity is parted.</summary>
    public StaticPartitions Partitions { get; }

    /// <summary>What the DOE mailboxes of all hosts tell of the memory.</summary>
    public AttributeTable AttributeTable { get; }

    public CapacityPool Pool { get; }

    public PoisonedMemory Poison { get; }

    public BackgroundOperations Background { get; }

    public FirmwareSlots Firmware { get; }

    public FirmwareTransfer FirmwareTransfer { get; }

    public FeatureTable Features => field ??= new FeatureTable();

    /// <summary>What the Fabric Manager wants of the bandwidth of hosts.</summary>
    public LdQos LdQos => field ??= new LdQos(Configuration.Hosts);

    public SecurityState Security { get; } = new();

    public DirtyShutdowns Shutdowns { get; } = new();

    public QosTelemetry Qos { get; } = new();

    public MediaSanitization Sanitization { get; }

    /// <summary>The static capacity that outlives a reset; the volatile capacity comes before it.</summary>
    public DpaRange PersistentMemory => Partitions.Persistent;

    public Host[] Hosts { get; }

    public FabricManager FabricManager { get; }

    /// <summary>Has every host start anew.</summary>
    public void ResetHosts()
    {
        ResetShared(ResetKind.Conventional);

        // K6, N2: this is a cold reset.
        LosePower();
        foreach (Host host in Hosts)
            host.Reset();
    }

    /// <summary>A step in which a background command whose time is over does what it is for.</summary>
    public void SettleBackground()
    {
        using (Enter())
        using (Journal.Begin())
        {
            if (Background.Settle())
                Journal.EnterCall(JournalEntryKind.BackgroundEnded, hostId: null, detail: null);
        }
    }

    /// <summary>What is not a host's own starts anew: a reset of the device, or of a function that is no FLR.</summary>
    public void ResetShared(ResetKind kind)
    {
        Background.Settle();
        Firmware.Reset();
        Features.Reset(kind);
        Qos.Reset();
        Partitions.Reset();
        if (kind == ResetKind.PowerOn)
            LosePower();
    }

    /// <summary>Refuses a range at a request's address that reaches into locked memory (K5); else null.</summary>
    public Refusal? RefuseIfLocked(Layout layout, DpaRange range) => range.Overlaps(PersistentMemory)
        ? Security.RefuseIfLocked(layout, "address") : null;

    private void LosePower()
    {
        Security.ColdReset();
        Shutdowns.LosePower();
    }

    /// <summary>Leaves <see cref="Gate"/> to do what may block, where this thread has it.</summary>
    /// <returns>How often it had taken it, and since when it has not, for <see cref="ReturnToGate"/>.</returns>
    public (int Times, long Since) LeaveGate()
    {
        int times = 0;
        for (; Gate.IsHeldByCurrentThread; times++)
            Gate.Exit();
        return (times, Stopwatch.GetTimestamp());
    }

    /// <summary>Takes <see cref="Gate"/> as often as it was left.</summary>
    public void ReturnToGate((int Times, long Since) left)
    {
        if (left.Times == 0)
            return;
        Journal.WaitForRoom();
        for (int times = left.Times; times > 0; times--)
            Gate.Enter();
        GateWatch?.NoteAway(left.Since);
    }

    /// <summary>
    /// Takes <see cref="Gate"/>, once lossless readers of the journal have room for what will be done. May be called
    /// again by whoever has it.
    /// </summary>
    /// <returns>Releases the gate when it is disposed.</returns>
    public GateScope Enter()
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

        return new GateScope(entered, GateWatch);
    }

    /// <summary>Takes <see cref="Gate"/> for what the journal is not told.</summary>
    /// <inheritdoc cref="Enter"/>
    public GateScope EnterUnrecorded() => new(Gate.EnterScope(), GateWatch);
}
