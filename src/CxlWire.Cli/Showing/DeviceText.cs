using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;

namespace CxlWire.Cli.Showing;

/// <summary>Devices as lines.</summary>
internal static class DeviceText
{
    /// <summary>What no map can tell, since nobody tells it.</summary>
    public const string NotShown =
        "Not told by the control socket, so not shown: what is being sanitized, what is poisoned, event logs.";

    private const int MaxCells = 64;
    private const int Newest = 5;
    private const string HostSigns = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly DumpLine _empty = new([]);

    /// <summary>Everything about one.</summary>
    /// <param name="device">The device.</param>
    /// <param name="width">Columns of the terminal; null: it is none.</param>
    public static IEnumerable<DumpLine> Lines(DeviceView device, int? width)
    {
        IReadOnlyList<DpaMap> maps = DpaMap.Of(device, Math.Clamp((width ?? 80) - 8, 8, MaxCells));
        return
        [
            Line(DumpRole.Heading, device.Path),
            Line(DumpRole.Space, string.Create(
                CultureInfo.InvariantCulture,
                $"tracks {device.ExtentsSupported} extents; {device.TagsSupported} tags, {device.TagsLeft} left")),
            _empty,
            .. Map(maps),
            _empty,
            .. Regions(maps, width),
            _empty,
            .. Hosts(device, width),
            _empty,
            .. Refusals(device, width),
            _empty,
            .. Violations(device, width),
            _empty,
            Line(DumpRole.Reserved, NotShown),
        ];
    }

    /// <summary>A line each.</summary>
    /// <inheritdoc cref="Lines"/>
    public static IEnumerable<DumpLine> Table(IReadOnlyList<DeviceView> devices, int? width) =>
    [
        .. TextTable.Lines(
            ["device", "hosts", "free", "offered", "accepted", "shared", "offers", "extents", "refusals", "violations"],
            [DumpRole.Field, DumpRole.Value, DumpRole.Reserved, DumpRole.Meaning, DumpRole.Value, DumpRole.Group,
                DumpRole.Meaning, DumpRole.Value, DumpRole.Value, DumpRole.Error],
            [.. devices.Select(Row)],
            width),
        _empty,
        Line(DumpRole.Reserved, "violations: - where nobody judges"),
        Line(DumpRole.Reserved, NotShown),
    ];

    private static string[] Row(DeviceView device)
    {
        IReadOnlyList<DpaMap> maps = DpaMap.Of(device, 1);
        return
        [
            device.Path[(device.Path.LastIndexOf('/') + 1)..],
            Number(device.Hosts.Count),
            .. Enumerable.Range(0, maps.Count == 0 ? 4 : maps[0].Bytes.Count)
                .Select(use => ByteCount.Text(Sum(maps.Select(map => map.Bytes[use])))),
            Number(device.Hosts.Sum(host => (long)host.Offers)),
            Number(device.Hosts.Sum(host => (long)host.Accepted.Count)),
            device.RefusalCount.ToString(CultureInfo.InvariantCulture),
            device.Violations is { } violations ? Number(violations.Count) : "-",
        ];
    }

    private static IEnumerable<DumpLine> Map(IReadOnlyList<DpaMap> maps)
    {
        foreach (DpaMap map in maps)
        {
            yield return Line(DumpRole.Field, string.Create(
                CultureInfo.InvariantCulture,
                $"region {map.Region.Number} from DPA 0x{map.Region.Base:x}; a cell is {CellSize(map)}"));
            yield return new DumpLine([new(DumpRole.Space, "  ["), .. Runs(map.Cells), new(DumpRole.Space, "]")]);
        }

        var hosts = maps.SelectMany(map => map.Cells).Where(cell => cell.Use == CapacityUse.Accepted)
            .Select(cell => cell.Host).Distinct().Order().ToArray();
        yield return new DumpLine(
        [
            new(DumpRole.Reserved, ". free"),
            new(DumpRole.Meaning, "  ? offered"),
            .. hosts.Select(host => new DumpSpan(
                RoleOf(new MapCell(CapacityUse.Accepted, host)),
                string.Create(CultureInfo.InvariantCulture, $"  {HostSign(host)} accepted by host {host}"))),
            new(DumpRole.Heading, "  = shared"),
            new(DumpRole.Bytes, "  + several of these"),
        ]);
    }

    private static string CellSize(DpaMap map) => ByteCount.Text(map.CellSize);

    // One stretch for equal cells: a colour is set once.
    private static IEnumerable<DumpSpan> Runs(IReadOnlyList<MapCell> cells)
    {
        for (int start = 0, end; start < cells.Count; start = end)
        {
            for (end = start + 1; end < cells.Count && cells[end] == cells[start];)
                end++;
            yield return new DumpSpan(RoleOf(cells[start]), new string(SignOf(cells[start]), end - start));
        }
    }

    private static char SignOf(MapCell cell) => cell.Use switch
    {
        CapacityUse.Free => '.',
        CapacityUse.Offered => '?',
        CapacityUse.Accepted => HostSign(cell.Host),
        CapacityUse.Shared => '=',
        _ => '+',
    };

    private static char HostSign(int host) => (uint)host < HostSigns.Length ? HostSigns[host] : '@';

    private static DumpRole RoleOf(MapCell cell) => cell.Use switch
    {
        CapacityUse.Free => DumpRole.Reserved,
        CapacityUse.Offered => DumpRole.Meaning,
        CapacityUse.Accepted => cell.Host % 2 == 0 ? DumpRole.Value : DumpRole.Group,
        CapacityUse.Shared => DumpRole.Heading,
        _ => DumpRole.Bytes,
    };

    private static IEnumerable<DumpLine> Regions(IReadOnlyList<DpaMap> maps, int? width) => TextTable.Lines(
        ["region", "length", "block", "sharable", "free", "offered", "accepted", "shared"],
        [DumpRole.Field, DumpRole.Value, DumpRole.Value, DumpRole.Value, DumpRole.Value, DumpRole.Meaning,
            DumpRole.Value, DumpRole.Group],
        [
            .. maps.Select(map => (string[])
            [
                Number(map.Region.Number), ByteCount.Text(map.Region.Length), ByteCount.Text(map.Region.BlockSize),
                map.Region.IsSharable ? "yes" : "no", .. map.Bytes.Select(ByteCount.Text),
            ]),
        ],
        width);

    private static IEnumerable<DumpLine> Hosts(DeviceView device, int? width) => TextTable.Lines(
        ["host", "generation", "offers", "offered", "extents", "accepted", "extents left"],
        [DumpRole.Field, DumpRole.Value, DumpRole.Meaning, DumpRole.Meaning, DumpRole.Value, DumpRole.Value,
            DumpRole.Value],
        [
            .. device.Hosts.Select(host => (string[])
            [
                Number(host.Number), host.Generation.ToString(CultureInfo.InvariantCulture), Number(host.Offers),
                ByteCount.Text(Sum(host.Offered.Select(extent => extent.Length))), Number(host.Accepted.Count),
                ByteCount.Text(Sum(host.Accepted.Select(extent => extent.Length))),
                host.ExtentsLeft.ToString(CultureInfo.InvariantCulture),
            ]),
        ],
        width);

    private static IEnumerable<DumpLine> Refusals(DeviceView device, int? width)
    {
        if (device.RefusalCount == 0)
            return [Line(DumpRole.Space, "no command was refused")];
        RefusalView[] newest = [.. device.Refusals.TakeLast(Newest)];
        return
        [
            Line(DumpRole.Heading, string.Create(
                CultureInfo.InvariantCulture, $"refused commands: {device.RefusalCount}, the newest last")),
            .. TextTable.Lines(
                ["from", "command", "return code", "rule", "why"],
                [DumpRole.Field, DumpRole.Value, DumpRole.Meaning, DumpRole.Group, DumpRole.Error],
                [.. newest.Select(one => (string[])[one.Who, one.Command, one.Code, one.Rule, one.Reason])],
                width,
                4),
        ];
    }

    private static IEnumerable<DumpLine> Violations(DeviceView device, int? width)
    {
        if (device.Violations is not { } violations)
            return [Line(DumpRole.Space, "no rule of the host is judged: nobody judges here (serve --judge)")];
        if (violations.Count == 0)
            return [Line(DumpRole.Space, "no rule of the host was violated")];
        ViolationView[] newest = [.. violations.TakeLast(Newest)];
        return
        [
            Line(DumpRole.Heading, string.Create(
                CultureInfo.InvariantCulture, $"violated rules of the host: {violations.Count}, the newest last")),
            .. TextTable.Lines(
                ["from", "rule", "level", "expected", "seen"],
                [DumpRole.Field, DumpRole.Group, DumpRole.Meaning, DumpRole.Value, DumpRole.Error],
                [.. newest.Select(one => (string[])[one.Who, one.Rule, one.Level, one.Expected, one.Seen])],
                width,
                3,
                4),
        ];
    }

    // What a peer says may be more than there is.
    private static ulong Sum(IEnumerable<ulong> numbers) =>
        numbers.Aggregate(0UL, (sum, next) => next > ulong.MaxValue - sum ? ulong.MaxValue : sum + next);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static DumpLine Line(DumpRole role, string text) => new([new DumpSpan(role, text)]);
}
