using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Conformance.Wire;

/// <summary>A page of docs/wire and of docs/goldens: layouts of some command sets and of some namespaces.</summary>
/// <param name="Name">File, without .md.</param>
/// <param name="Title">Heading.</param>
/// <param name="Sets">Higher bytes of the opcodes.</param>
/// <param name="Namespaces">Last names of the namespaces whose structures no opcode of another page has.</param>
internal sealed record WirePage(string Name, string Title, byte[] Sets, params string[] Namespaces)
{
    private static readonly Dictionary<LayoutField, Type> _types = Types();
    private static readonly ConcurrentDictionary<string, WirePage> _pages = new(StringComparer.Ordinal);

    /// <summary>All pages, as the index lists them.</summary>
    public static IReadOnlyList<WirePage> All { get; } =
    [
        new("cci", "CCI: header, information, status and timestamp", [0x00, 0x03], "Cci"),
        new("events", "Events", [0x01], "Events"),
        new("dcd", "Dynamic capacity, as a host sees it", [0x48], "Dcd"),
        new("fm-dcd", "Dynamic capacity, as the Fabric Manager sees it", [0x56]),
        new("fm", "Tunnels, logical devices and heads", [0x53, 0x54, 0x55], "Fm"),
        new("memory-device", "Memory device: identity, partitions, labels, health", [0x40, 0x41, 0x42], "Mailbox"),
        new("logs", "Logs", [0x04], "Logs"),
        new("features", "Features", [0x05], "Features"),
        new("maintenance", "Maintenance", [0x06], "Maintenance"),
        new("firmware", "Firmware", [0x02], "Firmware"),
        new("poison", "Poison and scans of the media", [0x43], "Media"),
        new("sanitize", "Sanitizing", [0x44], "Sanitize"),
        new("security", "Passphrases and security protocols", [0x45, 0x46], "Security", "SecurityProtocols"),
        new("qos", "QoS telemetry", [0x47], "Qos"),
        new("cdat", "CDAT and DOE", [], "Cdat", "Doe"),
        new("mctp", "MCTP", [], "Mctp"),
    ];

    /// <summary>The commands of the page, by opcode.</summary>
    public IEnumerable<CommandRow> Rows => CommandTable.Rows.Where(row => Sets.Contains((byte)(row.Opcode.Value >> 8)));

    /// <summary>The layouts of the page: those of its commands by opcode, then the structures by name.</summary>
    public IEnumerable<Layout> Layouts =>
        Rows.SelectMany(row => new[] { row.Request, row.Response })
            .Concat(KitTables.Layouts)
            .DistinctBy(layout => layout.Name)
            .Where(layout => layout != Layout.Empty && Of(layout) == this);

    /// <summary>The page that has a layout.</summary>
    public static WirePage Of(Layout layout)
    {
        if (!_pages.TryGetValue(layout.Name, out WirePage? page))
            _pages[layout.Name] = page = Find(layout);
        return page;
    }

    /// <summary>The layouts that are fields, entries or the tail of another.</summary>
    public static IEnumerable<Layout> Inside(Layout layout) =>
        layout.Fields.Select(field => field.Structure)
            .Append(layout.List?.Entry).Append(layout.List?.Tail).OfType<Layout>();

    /// <summary>The C# type that declares a layout's fields; null: it has no field of its own.</summary>
    public static Type? TypeOf(Layout layout) =>
        layout.Fields.Count > 0 ? _types.GetValueOrDefault(layout.Fields[0]) : null;

    /// <summary>Whether a command's request or response has the layout's name.</summary>
    public static bool IsOf(CommandRow row, Layout layout) =>
        row.Request.Name == layout.Name || row.Response.Name == layout.Name;

    /// <summary>Number of an opcode, "4801h".</summary>
    public static string Number(Opcode opcode) => opcode.Value.ToString("X4", CultureInfo.InvariantCulture) + "h";

    private static WirePage Find(Layout layout)
    {
        if (All.FirstOrDefault(page => page.Rows.Any(row => IsOf(row, layout))) is { } direct)
            return direct;
        WirePage[] around = [.. KitTables.Layouts.Where(other => Inside(other).Contains(layout)).Select(Of).Distinct()];
        return around.Length == 1 ? around[0]
            : All.FirstOrDefault(page => page.Namespaces.Contains(NamespaceOf(layout)))
            ?? throw new InvalidOperationException($"no page of {nameof(WirePage)} has {layout.Name}");
    }

    /// <summary>The entries of the Command Effects Log are Mailbox's, and the log's page has them.</summary>
    private static string NamespaceOf(Layout layout) =>
        layout.Name is "cel_entry" or "command_effects_log" or "supported_log"
            ? "Logs"
            : TypeOf(layout)?.Namespace!.Split('.')[^1] ?? "";

    private static Dictionary<LayoutField, Type> Types()
    {
        var types = new Dictionary<LayoutField, Type>();
        foreach (Type type in typeof(Layout).Assembly.GetExportedTypes())
        {
            PropertyInfo? property = type.GetProperty("Layout", BindingFlags.Public | BindingFlags.Static);
            if (property?.GetValue(null) is Layout { Fields.Count: > 0 } layout)
                types.TryAdd(layout.Fields[0], type);
        }

        return types;
    }
}
