using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Verification.Conditions;

namespace CxlWire.Verification;

/// <summary>
/// What somebody waits for: of the state of a device, and of what has happened since counting began. To look whether it
/// is met allocates nothing. <see cref="object.ToString"/> says it in words.
/// </summary>
public abstract class Condition
{
    /// <summary>Conditions inside of one, all together.</summary>
    internal const int MaxParts = 256;

    private protected Condition()
    {
    }

    /// <summary>
    /// Reads a condition, as docs/verification.md explains it: <c>{"list": 3, "host": 0}</c>.
    /// </summary>
    /// <param name="json">The condition.</param>
    /// <param name="path">What complaints call it: where it stands in a file, or an argument's name.</param>
    /// <param name="hosts">Hosts that the device has, where that is known.</param>
    /// <exception cref="JsonFileException">It is none; path, value and reason say why.</exception>
    public static Condition Parse(JsonElement json, string path = "condition", int? hosts = null) =>
        JsonInput.Read(json, member => new ConditionReader(hosts).Read(member), path);

    /// <summary>So many of the host's offers are not answered.</summary>
    /// <param name="offers">Exactly.</param>
    /// <param name="hostId">Host ID.</param>
    public static Condition Pending(int offers, int hostId = 0) => new PendingOffers(hostId, offers);

    /// <summary>
    /// The host has answered so many offers: a 4802h without More succeeded, whatever it took of the offer.
    /// </summary>
    /// <param name="offers">At least, since counting began.</param>
    /// <param name="hostId">Host ID.</param>
    public static Condition Answered(long offers = 1, int hostId = 0) => new CountReached(
        $"{Words.Cci(hostId)} has answered",
        "offer",
        offers,
        (device, counts) => counts.Answers(HostOf(device, hostId).Id));

    /// <summary>The host's list has so many extents.</summary>
    /// <param name="extents">Exactly.</param>
    /// <param name="hostId">Host ID.</param>
    public static Condition List(int extents, int hostId = 0) => new ListLength(hostId, extents);

    /// <summary>The host's list covers exactly these addresses, in whatever extents.</summary>
    /// <param name="ranges">None of them empty, no two overlapping; in any order.</param>
    /// <param name="hostId">Host ID.</param>
    /// <exception cref="ArgumentException">A range is empty, wraps, or overlaps another.</exception>
    public static Condition Held(IEnumerable<DpaRange> ranges, int hostId = 0) =>
        HeldRanges.TryCreate(hostId, ranges, out HeldRanges? held, out _, out string flaw)
            ? held : throw new ArgumentException(flaw, nameof(ranges));

    /// <summary>A command was answered so many times.</summary>
    /// <param name="opcode">The command.</param>
    /// <param name="times">At least, since counting began.</param>
    /// <param name="returnCode">With this return code; null: whatever it was.</param>
    /// <param name="hostId">The host that sent it; null: the Fabric Manager.</param>
    public static Condition Command(Opcode opcode, long times = 1, ReturnCode? returnCode = null, int? hostId = 0) =>
        new CountReached(
            $"{Words.Cci(hostId)} has sent {Words.Command(opcode)}{(returnCode is { } code ? $" with {code}" : "")}",
            "time",
            times,
            (device, counts) => counts.Commands(CciOf(device, hostId).HostId, opcode, returnCode));

    /// <summary>A log has no records, and none waits to get in.</summary>
    /// <param name="log">Which; null: the dynamic capacity log.</param>
    /// <param name="hostId">The host whose log it is; null: the Fabric Manager.</param>
    public static Condition LogEmpty(EventLogType? log = null, int? hostId = 0) =>
        new LogIsEmpty(hostId, log ?? EventLogType.DynamicCapacity);

    /// <summary>A fault has happened so many times.</summary>
    /// <param name="name">
    /// Its name in the scenario that was loaded last; one that was injected at once is called "injected".
    /// </param>
    /// <param name="times">At least, since counting began.</param>
    public static Condition Fault(string name, long times = 1) =>
        new CountReached($"the fault '{name}' has happened", "time", times, (_, counts) => counts.Faults(name));

    /// <summary>A rule of the host was violated, where somebody judges: <see cref="JournalCounts.Violated"/>.</summary>
    /// <param name="rule">"H1".</param>
    /// <param name="times">At least, since counting began.</param>
    public static Condition Violated(string rule, long times = 1) =>
        new CountReached($"{rule} was violated", "time", times, (_, counts) => counts.Violations(rule));

    /// <summary>
    /// The host has switched on to be told of dynamic capacity: interrupts (0103h) or Event Notifications (0105h).
    /// </summary>
    /// <param name="listens">False: it has not.</param>
    /// <param name="hostId">Host ID.</param>
    public static Condition Listens(bool listens = true, int hostId = 0) => new HostListens(hostId, listens);

    /// <summary>Somebody is connected to a CCI, by a stream or a PCI function.</summary>
    /// <param name="isConnected">False: nobody is.</param>
    /// <param name="hostId">The host whose CCI it is; null: the Fabric Manager's.</param>
    public static Condition Connected(bool isConnected = true, int? hostId = 0) => new PeerIsThere(hostId, isConnected);

    /// <summary>All of these are met.</summary>
    public static Condition All(params IEnumerable<Condition> conditions) => new AllOf(conditions);

    /// <summary>One of these is met.</summary>
    public static Condition Any(params IEnumerable<Condition> conditions) => new AnyOf(conditions);

    /// <summary>This and another one are met.</summary>
    public Condition And(Condition other) => All(this, other);

    /// <summary>This or another one is met.</summary>
    public Condition Or(Condition other) => Any(this, other);

    /// <summary>Whether it is met. Called with the device's gate held.</summary>
    /// <param name="device">The device.</param>
    /// <param name="counts">What its journal has shown, up to now.</param>
    /// <exception cref="ArgumentOutOfRangeException">The device has no such host.</exception>
    public abstract bool IsMet(CxlDevice device, JournalCounts counts);

    /// <summary>
    /// What is not met, in words: "the list of host 0 has 2 extents, not 3". Called with the device's gate held.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="counts">What its journal has shown, up to now.</param>
    /// <returns>Empty: it is met.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The device has no such host.</exception>
    public string Explain(CxlDevice device, JournalCounts counts) =>
        IsMet(device, counts) ? "" : ExplainUnmet(device, counts);

    /// <summary>What is not met; called where it is not.</summary>
    internal abstract string ExplainUnmet(CxlDevice device, JournalCounts counts);

    private protected static Host HostOf(CxlDevice device, int hostId)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)hostId, (uint)device.Hosts.Count, nameof(hostId));
        return device.Hosts[hostId];
    }

    private protected static CciPort CciOf(CxlDevice device, int? hostId)
    {
        ArgumentNullException.ThrowIfNull(device);
        return hostId is { } host ? HostOf(device, host).Cci : device.FabricManager.Cci;
    }
}
