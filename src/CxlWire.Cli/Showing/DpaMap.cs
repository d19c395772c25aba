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

    /// <summary>Of a cell of a map only: several of the others but free.</summary>
    Several,
}

/// <summary>A cell of a map, or a stretch of a region.</summary>
/// <param name="Use">What is in it.</param>
/// <param name="Host">Whose it is where it is accepted, or else 0.</param>
internal readonly record struct MapCell(CapacityUse Use, int Host);

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
                Add(extent, host.Number, accepted: 0);
            foreach (ExtentView extent in host.Accepted)
                Add(extent, host.Number, accepted: 1);
        }

        return [.. device.Regions.Select(region => Of(region, edges[region.Number], maxCells))];

        void Add(ExtentView extent, int host, int accepted)
        {
            if (!edges.TryGetValue(extent.Region, out List<Edge>? list))
                return;
            ulong end = extent.Length > ulong.MaxValue - extent.Offset
                ? ulong.MaxValue
                : extent.Offset + extent.Length;
            list.Add(new Edge(extent.Offset, 1 - accepted, accepted, accepted * host));
            list.Add(new Edge(end, accepted - 1, -accepted, -accepted * host));
        }
    }

    private static DpaMap Of(RegionView region, List<Edge> edges, int maxCells)
    {
        ulong block = Math.Max(region.BlockSize, 1);
        ulong blocks = (region.Length / block) + (region.Length % block > 0 ? 1UL : 0);
        ulong perCell = Math.Max((blocks / (ulong)maxCells) + (blocks % (ulong)maxCells > 0 ? 1UL : 0), 1);
        var cells = new MapCell[(blocks / perCell) + (blocks % perCell > 0 ? 1UL : 0)];
        ulong cellSize = block * perCell;
        ulong[] bytes = new ulong[(int)CapacityUse.Shared + 1];

        // Between two edges all is of one use. Host numbers add up: of one holder the sum is its number.
        edges.Sort((a, b) => a.At.CompareTo(b.At));
        ulong at = 0;
        int offers = 0, holders = 0, hosts = 0;
        foreach (Edge edge in edges.Append(new Edge(region.Length, 0, 0, 0)))
        {
            ulong end = Math.Min(edge.At, region.Length);
            if (end > at)
            {
                MapCell piece = (offers, holders) switch
                {
                    (0, 0) => new MapCell(CapacityUse.Free, 0),
                    (_, 0) => new MapCell(CapacityUse.Offered, 0),
                    (0, 1) => new MapCell(CapacityUse.Accepted, hosts),
                    _ => new MapCell(CapacityUse.Shared, 0),
                };
                bytes[(int)piece.Use] += end - at;
                if (piece.Use != CapacityUse.Free)
                    Fill(cells.AsSpan((int)(at / cellSize)..(int)(((end - 1) / cellSize) + 1)), piece);
                at = end;
            }

            (offers, holders, hosts) = (offers + edge.Offers, holders + edge.Holders, hosts + edge.Hosts);
        }

        return new DpaMap(region, cellSize, cells, bytes);
    }

    private static void Fill(Span<MapCell> cells, MapCell piece)
    {
        foreach (ref MapCell cell in cells)
        {
            cell = cell.Use == CapacityUse.Free || cell == piece ? piece : new MapCell(CapacityUse.Several, 0);
        }
    }

    // Where extents begin and end, and by how much that changes who has what.
    private readonly record struct Edge(ulong At, int Offers, int Holders, int Hosts);
}
