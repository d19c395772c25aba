using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CxlWire.Cli.Text;

namespace CxlWire.Cli.Showing;

/// <summary>The DPA map of devices as a picture that needs nothing beside it, in the viewer's light or dark.</summary>
internal static class DeviceSvg
{
    private const int MaxCells = 256;
    private const int Left = 24;
    private const int BarWidth = 768;
    private const int BarHeight = 28;
    private const int RegionHeight = 60;
    private const int DeviceHeight = 36;
    private const int LegendHeight = 26;
    private const int SignWidth = 10;
    private const int PoisonWidth = 12;
    private const int PoisonHeight = 14;

    // By host, again and again; told apart by the numbers in the title of each stretch.
    private const int HostColours = 6;

    private const string Style =
        """
          <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .name { font-weight: 600; font-size: 15px }
            .page { fill: #ffffff } .free { fill: #e4e7eb } .frame { fill: none; stroke: #8c959f }
            .offered { fill: #e3b341 } .shared { fill: #cf222e } .several { fill: #6e7781 }
            .sanitizing { fill: url(#sweep) } .sweep { fill: #ffffff } .sweep-line { stroke: #57606a }
            .poisoned { fill: #ffffff; stroke: #1f2328 }
            .sign { font: 700 12px ui-monospace, monospace; fill: #ffffff; text-anchor: middle }
            .poison, .on-light { fill: #1f2328 }
            .h0 { fill: #0969da } .h1 { fill: #1a7f37 } .h2 { fill: #8250df }
            .h3 { fill: #bc4c00 } .h4 { fill: #1b7c83 } .h5 { fill: #bf3989 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .page { fill: #0d1117 } .free { fill: #30363d } .frame { stroke: #6e7681 }
              .offered { fill: #d29922 } .shared { fill: #f85149 } .several { fill: #8b949e }
              .sweep { fill: #0d1117 } .sweep-line { stroke: #b1bac4 }
              .poisoned { fill: #0d1117; stroke: #ffffff }
              .sign { fill: #0d1117 } .poison { fill: #ffffff }
              .h0 { fill: #388bfd } .h1 { fill: #3fb950 } .h2 { fill: #a371f7 }
              .h3 { fill: #f0883e } .h4 { fill: #39c5cf } .h5 { fill: #f778ba }
            }
          </style>
        """;

    // Told apart without colours, too, where there is no room for a sign.
    private const string Patterns =
        """
          <defs>
            <pattern id="sweep" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect class="sweep" width="8" height="8"/><line class="sweep-line" y2="8" stroke-width="5"/>
            </pattern>
          </defs>
        """;

    /// <summary>The whole file.</summary>
    public static string Of(IReadOnlyList<DeviceView> devices)
    {
        var body = new StringBuilder();
        var hosts = new SortedSet<int>();
        int y = 8;
        foreach (DeviceView device in devices)
        {
            Line(body, $"  <text class=\"name\" x=\"{Left}\" y=\"{y + 22}\">{Escape(device.Path)}</text>");
            y += DeviceHeight;
            foreach (DpaMap map in DpaMap.Of(device, MaxCells))
            {
                Region(body, map, y);
                hosts.UnionWith(map.Cells.Where(c => c.Use == CapacityUse.Accepted).Select(c => c.Host));
                y += RegionHeight;
            }
        }

        Legend(body, hosts, ref y);
        int width = BarWidth + (2 * Left);
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {y}\" width=\"{width}\" "
            + $"height=\"{y}\" role=\"img\" aria-label=\"DPA map\">");
        svg.Append(Style).Append('\n').Append(Patterns).Append('\n');
        Line(svg, $"  <rect class=\"page\" width=\"{width}\" height=\"{y}\"/>");
        return svg.Append(body).Append("</svg>\n").ToString();
    }

    private static void Region(StringBuilder svg, DpaMap map, int y)
    {
        RegionView region = map.Region;
        string sharable = region.IsSharable ? ", sharable" : "";
        string free = ByteCount.Text(map.Bytes[(int)CapacityUse.Free]);
        Line(svg, $"  <text x=\"{Left}\" y=\"{y + 14}\">region {region.Number}: {ByteCount.Text(region.Length)} "
            + $"from DPA 0x{region.Base:x}{sharable}; {free} free</text>");
        Line(svg, $"  <rect class=\"free\" x=\"{Left}\" y=\"{y + 20}\" width=\"{BarWidth}\" height=\"{BarHeight}\"/>");
        var poison = new StringBuilder();
        for (int start = 0, end; start < map.Cells.Count; start = end)
        {
            MapCell cell = map.Cells[start];
            for (end = start + 1; end < map.Cells.Count && map.Cells[end] == cell;)
                end++;
            if (cell is { Use: CapacityUse.Free, IsPoisoned: false })
                continue;
            double from = (double)BarWidth * start / map.Cells.Count;
            double to = (double)BarWidth * end / map.Cells.Count;
            string name = cell.IsPoisoned ? $"poisoned, {cell.Name}" : cell.Name;
            Line(svg, $"  <rect class=\"{ClassOf(cell)}\" x=\"{Decimal(Left + from)}\" y=\"{y + 20}\" "
                + $"width=\"{Decimal(to - from)}\" height=\"{BarHeight}\"><title>{name}</title></rect>");
            if (cell.IsPoisoned)
                Poison(poison, Left + from, to - from, y + 20, name);
            else if (to - from >= SignWidth)
                Sign(svg, cell, Left + ((from + to) / 2), y + 38);
        }

        Line(svg, $"  <rect class=\"frame\" x=\"{Left}\" y=\"{y + 20}\" width=\"{BarWidth}\" height=\"{BarHeight}\"/>");
        svg.Append(poison);
    }

    private static void Legend(StringBuilder svg, IEnumerable<int> hosts, ref int y)
    {
        MapCell[] cells =
        [
            new(CapacityUse.Free, 0), new(CapacityUse.Offered, 0),
            .. hosts.Select(host => new MapCell(CapacityUse.Accepted, host)),
            new(CapacityUse.Shared, 0), new(CapacityUse.Sanitizing, 0), new(CapacityUse.Several, 0),
            new(CapacityUse.Free, 0) { IsPoisoned = true },
        ];
        int x = Left;
        foreach (MapCell cell in cells)
        {
            string name = cell.IsPoisoned ? "poisoned" : cell.Name;
            int width = 32 + (name.Length * 7);
            if (x + width > Left + BarWidth)
                (x, y) = (Left, y + 22);
            if (cell.IsPoisoned)
                Line(svg, $"  <rect class=\"poisoned\" x=\"{x}\" y=\"{y + 8}\" width=\"14\" height=\"14\"/>");
            else
                Line(svg, $"  <rect class=\"{ClassOf(cell)}\" x=\"{x}\" y=\"{y + 8}\" width=\"14\" height=\"14\"/>");
            Sign(svg, cell, x + 7, y + 19);
            Line(svg, $"  <text x=\"{x + 20}\" y=\"{y + 19}\">{name}</text>");
            x += width;
        }

        y += LegendHeight + 8;
    }

    // At the lower edge, so that what is below shows whose it is; a single line of 64 bytes is to be seen, too.
    private static void Poison(StringBuilder svg, double x, double width, int y, string name)
    {
        double wide = Math.Max(width, PoisonWidth);
        double left = Math.Min(x + ((width - wide) / 2), Left + BarWidth - wide);
        Line(svg, $"  <rect class=\"poisoned\" x=\"{Decimal(Math.Max(left, Left))}\" "
            + $"y=\"{y + BarHeight - PoisonHeight}\" width=\"{Decimal(wide)}\" height=\"{PoisonHeight}\">"
            + $"<title>{name}</title></rect>");
        Sign(svg, new MapCell { IsPoisoned = true }, Math.Max(left, Left) + (wide / 2), y + BarHeight - 3);
    }

    // Stripes are a sign of their own, and so is nothing.
    private static void Sign(StringBuilder svg, MapCell cell, double x, int y)
    {
        if (cell is { IsPoisoned: false, Use: CapacityUse.Free or CapacityUse.Sanitizing })
            return;
        string role = cell.IsPoisoned ? "sign poison" : cell.Use == CapacityUse.Offered ? "sign on-light" : "sign";
        Line(svg, $"  <text class=\"{role}\" x=\"{Decimal(x)}\" y=\"{y}\">{cell.Sign}</text>");
    }

    private static string ClassOf(MapCell cell) => cell.Use switch
    {
        CapacityUse.Free => "free",
        CapacityUse.Offered => "offered",
        CapacityUse.Accepted => string.Create(CultureInfo.InvariantCulture, $"h{(uint)cell.Host % HostColours}"),
        CapacityUse.Shared => "shared",
        CapacityUse.Sanitizing => "sanitizing",
        _ => "several",
    };

    private static string Escape(string text) =>
        text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    private static string Decimal(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Line(StringBuilder svg, DefaultInterpolatedStringHandler line) =>
        svg.Append(line.ToStringAndClear()).Append('\n');
}
