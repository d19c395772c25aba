using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;

namespace CxlWire.Cli.Showing;

/// <summary>Devices as lines.</summary>
internal static class DeviceText
{
    private const int MaxCells = 64;
    private const int Newest = 5;
    private const int MaxRanges = 4;

    // Of a device's columns: they begin another line where one is too narrow.
    private const int FirstCount = 8;

    private static readonly DumpLine _empty = new([]);

    /// <summary>Everything about one.</summary>
    /// <param name="device">The device.</param>
    /// <param name="width">Columns of the terminal; null: it is none.</param>
    /// <param name="rates">Commands a second; null: they are not shown.</param>
    public static IEnumerable<DumpLine> Lines(DeviceView device, int? width, CommandRates? rates)
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
            .. Ranges(device, width),
            _empty,
            .. Hosts(device, width),
            _empty,
            .. Ccis(device, width, rates),
            _empty,
            .. Refusals(device, width),
            _empty,
            .. Violations(device, width),
        ];
    }

    /// <summary>A line each.</summary>
    /// <inheritdoc cref="Lines"/>
    public static IEnumerable<DumpLine> Table(IReadOnlyList<DeviceView> devices, int? width, CommandRates? rates) =>
    [
        .. TextTable.Lines(
            ["device", "hosts", "free", "offered", "accepted", "shared", "sanitizing", "poisoned", "offers", "extents",
                "records", "lost", "commands", .. RateHeading(rates), "refusals", "violations"],
            [DumpRole.Field, DumpRole.Value, DumpRole.Reserved, DumpRole.Meaning, DumpRole.Value, DumpRole.Group,
                DumpRole.Meaning, DumpRole.Error, DumpRole.Meaning, DumpRole.Value, DumpRole.Value, DumpRole.Error,
                DumpRole.Value, .. RateHeading(rates).Select(_ => DumpRole.Value), DumpRole.Value, DumpRole.Error],
            [.. devices.Select(device => Row(device, rates))],
            width,
            FirstCount),
        _empty,
        Line(DumpRole.Reserved, "records: in event logs, those that wait to get in included; lost: too many for them"),
        Line(DumpRole.Reserved, "violations: - where nobody judges"),
    ];

    private static string[] RateHeading(CommandRates? rates) => rates is null ? [] : ["a second"];

    private static string[] Row(DeviceView device, CommandRates? rates)
    {
        IReadOnlyList<DpaMap> maps = DpaMap.Of(device, 1);
        return
        [
            device.Path[(device.Path.LastIndexOf('/') + 1)..],
            Number(device.Hosts.Count),
            .. Enumerable.Range(0, (int)CapacityUse.Sanitizing + 1)
                .Select(use => ByteCount.Text(Sum(maps.Select(map => map.Bytes[use])))),
            ByteCount.Text(Sum(device.Poisoned.Select(extent => extent.Length))),
            Number(device.Hosts.Sum(host => (long)host.Offers)),
            Number(device.Hosts.Sum(host => (long)host.Accepted.Count)),
            Number(Sum(Logs(device).SelectMany(log => (ulong[])[log.Records, log.Waiting]))),
            Number(Sum(Logs(device).Select(log => log.Lost))),
            Number(Sum(device.Ccis.Select(cci => cci.Commands))),
            .. rates is null ? (string[])[] : [rates.Text(device.Path, device.Ccis)],
            Number(device.RefusalCount),
            device.Violations is { } violations ? Number(violations.Count) : "-",
        ];
    }

    private static IEnumerable<LogView> Logs(DeviceView device) => device.Ccis.SelectMany(cci => cci.Logs);

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
                $"  {new MapCell(CapacityUse.Accepted, host).Sign} {new MapCell(CapacityUse.Accepted, host).Name}")),
            new(DumpRole.Heading, "  = shared"),
            new(DumpRole.Meaning, "  ~ being sanitized"),
            new(DumpRole.Error, "  ! poisoned"),
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
            yield return new DumpSpan(RoleOf(cells[start]), new string(cells[start].Sign, end - start));
        }
    }

    private static DumpRole RoleOf(MapCell cell) => cell.IsPoisoned ? DumpRole.Error : cell.Use switch
    {
        CapacityUse.Free => DumpRole.Reserved,
        CapacityUse.Offered or CapacityUse.Sanitizing => DumpRole.Meaning,
        CapacityUse.Accepted => cell.Host % 2 == 0 ? DumpRole.Value : DumpRole.Group,
        CapacityUse.Shared => DumpRole.Heading,
        _ => DumpRole.Bytes,
    };

    private static IEnumerable<DumpLine> Regions(IReadOnlyList<DpaMap> maps, int? width) => TextTable.Lines(
        ["region", "length", "block", "sharable", "free", "offered", "accepted", "shared", "sanitizing"],
        [DumpRole.Field, DumpRole.Value, DumpRole.Value, DumpRole.Value, DumpRole.Value, DumpRole.Meaning,
            DumpRole.Value, DumpRole.Group, DumpRole.Meaning],
        [
            .. maps.Select(map => (string[])
            [
                Number(map.Region.Number), ByteCount.Text(map.Region.Length), ByteCount.Text(map.Region.BlockSize),
                map.Region.IsSharable ? "yes" : "no", .. map.Bytes.Select(ByteCount.Text),
            ]),
        ],
        width);

    private static IEnumerable<DumpLine> Ranges(DeviceView device, int? width)
    {
        (string Name, IReadOnlyList<ExtentView> Ranges)[] all =
            [("sanitizing", device.Sanitizing), ("poisoned", device.Poisoned)];
        string[][] rows =
        [
            .. all.Where(one => one.Ranges.Count > 0).Select(one => (string[])
            [
                one.Name, Number(one.Ranges.Count), ByteCount.Text(Sum(one.Ranges.Select(range => range.Length))),
                string.Join(", ", one.Ranges.Take(MaxRanges).Select(Range))
                    + (one.Ranges.Count > MaxRanges ? $" and {Number(one.Ranges.Count - MaxRanges)} more" : ""),
            ]),
        ];
        if (rows.Length == 0)
            return [Line(DumpRole.Space, "nothing is being sanitized, and nothing is poisoned")];
        return
        [
            .. TextTable.Lines(
                ["what", "ranges", "bytes", "from DPA"],
                [DumpRole.Error, DumpRole.Value, DumpRole.Value, DumpRole.Value],
                rows,
                width),
            .. device.HasMoreRanges
                ? (DumpLine[])[Line(DumpRole.Reserved, "there are more ranges than the control socket tells")] : [],
        ];

        string Range(ExtentView range)
        {
            ulong start = device.Regions.FirstOrDefault(region => region.Number == range.Region)?.Base ?? 0;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"0x{unchecked(start + range.Offset):x} + {ByteCount.Text(range.Length)}");
        }
    }

    private static IEnumerable<DumpLine> Ccis(DeviceView device, int? width, CommandRates? rates)
    {
        string[] logs = [.. Logs(device).Select(log => log.Name).Distinct()];
        return
        [
            Line(DumpRole.Heading, "commands that were answered, and records in event logs"),
            .. TextTable.Lines(
                ["from", "commands", .. RateHeading(rates), .. logs],
                [DumpRole.Field, DumpRole.Value, .. RateHeading(rates).Select(_ => DumpRole.Value),
                    .. logs.Select(_ => DumpRole.Meaning)],
                [
                    .. device.Ccis.Select(cci => (string[])
                    [
                        cci.Who, Number(cci.Commands),
                        .. rates is null ? (string[])[] : [rates.Text(device.Path, cci)],
                        .. logs.Select(name => LogText(cci.Logs.FirstOrDefault(log => log.Name == name))),
                    ]),
                ],
                width),
        ];
    }

    private static string LogText(LogView? log) => log is null
        ? ""
        : Number(log.Records)
            + (log.Waiting > 0 ? $" + {Number(log.Waiting)} waiting" : "")
            + (log.Lost > 0 ? $", {Number(log.Lost)} lost" : "");

    private static IEnumerable<DumpLine> Hosts(DeviceView device, int? width) => TextTable.Lines(
        ["host", "generation", "offers", "offered", "extents", "accepted", "extents left"],
        [DumpRole.Field, DumpRole.Value, DumpRole.Meaning, DumpRole.Meaning, DumpRole.Value, DumpRole.Value,
            DumpRole.Value],
        [
            .. device.Hosts.Select(host => (string[])
            [
                Number(host.Number), Number(host.Generation), Number(host.Offers),
                ByteCount.Text(Sum(host.Offered.Select(extent => extent.Length))), Number(host.Accepted.Count),
                ByteCount.Text(Sum(host.Accepted.Select(extent => extent.Length))),
                Number(host.ExtentsLeft),
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

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static DumpLine Line(DumpRole role, string text) => new([new DumpSpan(role, text)]);
}
