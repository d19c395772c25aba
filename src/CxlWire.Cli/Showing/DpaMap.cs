namespace CxlWire.Cli.Showing;

/// <summary>What becomes of a byte of a region.</summary>
internal enum CapacityUse
{
    /// <summary>No host was offered it.</summary>
    Free,

    /// <summary>A host has yet to answer.</summary>
    Offered,

    /// <summary>One host has it.</summary>
    Accepted,

    /// <summary>Several hosts have it, or one has and another was offered it.</summary>
    Shared,

    /// <summary>No host gets it before it is clean.</summary>
    Sanitizing,

    /// <summary>Of a cell of a map only: several of the others but free.</summary>
    Several,
}

/// <summary>A cell of a map, or a stretch of a region.</summary>
/// <param name="Use">What is in it.</param>
/// <param name="Host">Whose it is where it is accepted, or else 0.</param>
internal readonly record struct MapCell(CapacityUse Use, int Host)
{
    private const string HostSigns = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The sign of poison, whatever else is in a cell.</summary>
    public const char PoisonSign = '!';

    /// <summary>Whether any of it is poisoned.</summary>
    public bool IsPoisoned { get; init; }

    /// <summary>What stands for it on a map.</summary>
    public char Sign => IsPoisoned ? PoisonSign : Use switch
    {
        CapacityUse.Free => '.',
        CapacityUse.Offered => '?',
        CapacityUse.Accepted => (uint)Host < HostSigns.Length ? HostSigns[Host] : '@',
        CapacityUse.Shared => '=',
        CapacityUse.Sanitizing => '~',
        _ => '+',
    };

    /// <summary>What it is, poison left out: "accepted by host 1".</summary>
    public string Name => Use switch
    {
        CapacityUse.Free => "free",
        CapacityUse.Offered => "offered",
        CapacityUse.Accepted => FormattableString.Invariant($"accepted by host {Host}"),
        CapacityUse.Shared => "shared",
        CapacityUse.Sanitizing => "being sanitized",
        _ => "several of these",
    };
}

/// <summary>A region in cells of equal size, and how much of it is used how.</summary>
internal sealed class DpaMap
{
    private DpaMap(RegionView region, ulong cellSize, MapCell[] cells, ulong[] bytes) =>
        (Region, CellSize, Cells, Bytes) = (region, cellSize, cells, bytes);

    /// <summary>The region.</summary>
    public RegionView Region { get; }

    /// <summary>Bytes of a cell; the last one may have fewer.</summary>
    public ulong CellSize { get; }

    /// <summary>In the order of their addresses. What is free does not count where something else is.</summary>
    public IReadOnlyList<MapCell> Cells { get; }

    /// <summary>Bytes by <see cref="CapacityUse"/>.</summary>
    public IReadOnlyList<ulong> Bytes { get; }

    /// <summary>Makes the maps of a device's regions.</summary>
    /// <param name="device">The device.</param>
    /// <param name="maxCells">As many cells as a region has at most; all cells are whole blocks.</param>
    public static IReadOnlyList<DpaMap> Of(DeviceView device, int maxCells)
    {
        var edges = device.Regions.ToDictionary(region => region.Number, _ => new List<Edge>());
        foreach (HostView host in device.Hosts)
        {
            foreach (ExtentView extent in host.Offered)
                Add(extent, new Edge(0, Offers: 1));
            foreach (ExtentView extent in host.Accepted)
                Add(extent, new Edge(0, Holders: 1, Hosts: host.Number));
        }

        foreach (ExtentView extent in device.Sanitizing)
            Add(extent, new Edge(0, Sanitized: 1));
        ILookup<int, ExtentView> poisoned = device.Poisoned.ToLookup(extent => extent.Region);
        return
        [
            .. device.Regions.Select(
                region => Of(region, edges[region.Number], [.. poisoned[region.Number]], maxCells)),
        ];

        void Add(ExtentView extent, Edge begins)
        {
            if (!edges.TryGetValue(extent.Region, out List<Edge>? list))
                return;
            list.Add(begins with { At = extent.Offset });
            list.Add(new Edge(
                extent.End, -begins.Offers, -begins.Holders, -begins.Hosts, -begins.Sanitized));
        }
    }

    private static DpaMap Of(
        RegionView region, List<Edge> edges, IReadOnlyList<ExtentView> poisoned, int maxCells)
    {
        ulong block = Math.Max(region.BlockSize, 1);
        ulong blocks = (region.Length / block) + (region.Length % block > 0 ? 1UL : 0);
        ulong perCell = Math.Max((blocks / (ulong)maxCells) + (blocks % (ulong)maxCells > 0 ? 1UL : 0), 1);
        var cells = new MapCell[(blocks / perCell) + (blocks % perCell > 0 ? 1UL : 0)];
        ulong cellSize = block * perCell;
        ulong[] bytes = new ulong[(int)CapacityUse.Sanitizing + 1];

        // Between two edges all is of one use. Host numbers add up: of one holder the sum is its number.
        edges.Sort((a, b) => a.At.CompareTo(b.At));
        ulong at = 0;
        var now = default(Edge);
        foreach (Edge edge in edges.Append(new Edge(region.Length)))
        {
            ulong end = Math.Min(edge.At, region.Length);
            if (end > at)
            {
                MapCell piece = (now.Offers, now.Holders) switch
                {
                    (0, 0) => new MapCell(now.Sanitized > 0 ? CapacityUse.Sanitizing : CapacityUse.Free, 0),
                    (_, 0) => new MapCell(CapacityUse.Offered, 0),
                    (0, 1) => new MapCell(CapacityUse.Accepted, now.Hosts),
                    _ => new MapCell(CapacityUse.Shared, 0),
                };
                bytes[(int)piece.Use] += end - at;
                if (piece.Use != CapacityUse.Free)
                    Fill(cells.AsSpan((int)(at / cellSize)..(int)(((end - 1) / cellSize) + 1)), piece);
                at = end;
            }

            now = new Edge(
                0,
                now.Offers + edge.Offers,
                now.Holders + edge.Holders,
                now.Hosts + edge.Hosts,
                now.Sanitized + edge.Sanitized);
        }

        foreach (ExtentView extent in poisoned)
            Poison(extent);
        return new DpaMap(region, cellSize, cells, bytes);

        void Poison(ExtentView extent)
        {
            ulong end = Math.Min(extent.End, region.Length);
            for (ulong cell = extent.Offset / cellSize; cell < (ulong)cells.Length && cell * cellSize < end; cell++)
                cells[cell] = cells[cell] with { IsPoisoned = true };
        }
    }

    private static void Fill(Span<MapCell> cells, MapCell piece)
    {
        foreach (ref MapCell cell in cells)
        {
            cell = cell.Use == CapacityUse.Free || cell == piece ? piece : new MapCell(CapacityUse.Several, 0);
        }
    }

    // Where extents begin and end, and by how much that changes who has what.
    private readonly record struct Edge(
        ulong At, int Offers = 0, int Holders = 0, int Hosts = 0, int Sanitized = 0);
}
