using CxlWire.Protocol;

namespace CxlWire.Device.Tests;

/// <summary>
/// What the rules say, said again as plainly as possible: two regions of 32 blocks each, side by side,
/// as one array of blocks. Quadratic and proud of it.
/// </summary>
internal sealed class DeviceModel(int extentsSupported, int tagsSupported)
{
    public const int RegionBlocks = 32;
    public const int Blocks = 2 * RegionBlocks;

    private readonly List<Run> _staged = [];
    private readonly List<Run> _stagedRelease = [];

    public List<Run> List { get; private set; } = [];

    public List<Offered> Offers { get; } = [];

    public uint Generation { get; private set; }

    public int HostRecords { get; private set; }

    public int FabricManagerRecords { get; private set; }

    public int Pending => Offers.Sum(o => o.Runs.Count);

    public int ExtentsAvailable => extentsSupported - List.Count - Pending;

    public int TagsAvailable => tagsSupported - LiveTags().Count;

    public bool Offer(int region, int tag, IReadOnlyList<Run> runs)
    {
        bool refused = runs.Count == 0
            || runs.Any(r => r.Length <= 0 || r.Start < region * RegionBlocks || r.End > (region + 1) * RegionBlocks)
            || OverlapEachOther(runs)
            || runs.Any(r => List.Any(r.Overlaps) || Offers.Any(o => o.Runs.Any(r.Overlaps)))
            || runs.Count > ExtentsAvailable
            || (tag > 0 && (LiveTags().Contains(tag) || TagsAvailable == 0));
        if (refused)
            return false;
        Offers.Add(new Offered(tag, [.. runs.Select(r => r with { Tag = tag })]));
        HostRecords += runs.Count;
        return true;
    }

    public bool AskBack(IReadOnlyList<Run> runs)
    {
        bool refused = runs.Count == 0
            || runs.Any(r => r.Length <= 0 || r.Start < 0 || r.End > RegionBlocks)
            || OverlapEachOther(runs)
            || runs.Any(r => !IsHeld(List, r));
        if (refused)
            return false;

        // One record for each run of equal tags within each listed extent.
        foreach (Run run in runs)
        {
            int[] tags = [.. Enumerable.Range(run.Start, run.Length).Select(b => List.Single(r => r.Holds(b)).Tag)];
            HostRecords += 1 + tags.Zip(tags.Skip(1)).Count(pair => pair.First != pair.Second);
        }

        return true;
    }

    public ReturnCode Respond(IReadOnlyList<Run> runs, bool more)
    {
        ReturnCode code = CheckResponse(runs);
        if (code != ReturnCode.Success)
        {
            _staged.Clear();
            return code;
        }

        _staged.AddRange(runs);
        if (more)
            return code;
        Offered offer = Offers[0];
        Offers.RemoveAt(0);
        List.AddRange(_staged.Select(r => r with { Tag = offer.Tag }));
        if (_staged.Count > 0)
            Generation++;
        FabricManagerRecords += Math.Max(_staged.Count, 1);
        _staged.Clear();
        return code;
    }

    public ReturnCode Release(IReadOnlyList<Run> runs, bool more)
    {
        ReturnCode code = CheckRelease(runs);
        if (code != ReturnCode.Success)
        {
            _stagedRelease.Clear();
            return code;
        }

        _stagedRelease.AddRange(runs);
        if (more)
            return code;
        foreach (Run run in _stagedRelease)
        {
            FabricManagerRecords += List.Count(run.Overlaps);
            List = Without(List, run);
        }

        Generation++;
        _stagedRelease.Clear();
        return code;
    }

    private static bool OverlapEachOther(IReadOnlyList<Run> runs) =>
        runs.Where((r, i) => runs.Skip(i + 1).Any(r.Overlaps)).Any();

    private static bool IsHeld(List<Run> list, Run run) =>
        Enumerable.Range(run.Start, run.Length).All(b => list.Any(r => r.Holds(b)));

    private static List<Run> Without(List<Run> list, Run taken)
    {
        var left = new List<Run>();
        foreach (Run run in list)
        {
            if (!run.Overlaps(taken))
            {
                left.Add(run);
                continue;
            }

            if (run.Start < taken.Start)
                left.Add(run with { Length = taken.Start - run.Start });
            if (run.End > taken.End)
                left.Add(run with { Start = taken.End, Length = run.End - taken.End });
        }

        return left;
    }

    private static ReturnCode CheckEntries(IReadOnlyList<Run> runs, List<Run> staged)
    {
        for (int i = 0; i < runs.Count; i++)
        {
            Run run = runs[i];
            if (run.Length == 0)
                return ReturnCode.InvalidExtentList;
            bool inOneRegion = run.Start >= 0 && run.End <= Blocks
                && run.Start / RegionBlocks == (run.End - 1) / RegionBlocks;
            if (!inOneRegion)
                return ReturnCode.InvalidPhysicalAddress;
            if (staged.Concat(runs.Take(i)).Any(run.Overlaps))
                return ReturnCode.InvalidExtentList;
        }

        return ReturnCode.Success;
    }

    private ReturnCode CheckResponse(IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0 && Offers.Count == 0)
            return ReturnCode.InvalidInput;
        int otherPending = Pending - (Offers.Count > 0 ? Offers[0].Runs.Count : 0);
        if (List.Count + otherPending + _staged.Count + runs.Count > extentsSupported)
            return ReturnCode.ResourcesExhausted;
        ReturnCode malformed = CheckEntries(runs, _staged);
        if (malformed != ReturnCode.Success)
            return malformed;
        foreach (Run run in runs)
        {
            if (List.Any(run.Overlaps))
                return ReturnCode.InvalidPhysicalAddress;
            int holder = Offers.FindIndex(o => o.Runs.Any(r => r.Holds(run)));
            if (holder != 0)
                return holder < 0 ? ReturnCode.InvalidPhysicalAddress : ReturnCode.InvalidInput;
        }

        return ReturnCode.Success;
    }

    private ReturnCode CheckRelease(IReadOnlyList<Run> runs)
    {
        if (runs.Count == 0)
            return ReturnCode.InvalidInput;
        ReturnCode malformed = CheckEntries(runs, _stagedRelease);
        if (malformed != ReturnCode.Success)
            return malformed;
        List<Run> list = List;
        foreach (Run run in _stagedRelease)
            list = Without(list, run);
        foreach (Run run in runs)
        {
            if (!IsHeld(list, run))
                return ReturnCode.InvalidPhysicalAddress;
            list = Without(list, run);
            if (list.Count + Pending > extentsSupported)
                return ReturnCode.ResourcesExhausted;
        }

        return ReturnCode.Success;
    }

    private HashSet<int> LiveTags() =>
        [.. List.Select(r => r.Tag).Concat(Offers.Select(o => o.Tag)).Where(t => t > 0)];

    /// <summary>A run of blocks, counted through both regions; tag 0 is none.</summary>
    internal readonly record struct Run(int Start, int Length, int Tag = 0)
    {
        public int End => Start + Length;

        public bool Overlaps(Run other) => Start < other.End && other.Start < End;

        public bool Holds(int block) => block >= Start && block < End;

        public bool Holds(Run other) => other.Start >= Start && other.End <= End;
    }

    internal sealed record Offered(int Tag, List<Run> Runs);
}
