using System.Numerics;

namespace CxlWire.Device.Capacity;

/// <summary>
/// Ranges that touch nowhere, by their start, that know which is the first of at least some length and how much
/// the first so many hold, without a look at each.
/// </summary>
internal sealed class SummarizedRanges : SortedChunks<ulong>
{
    private readonly ChunkTree<Summary> _tree = new();

    /// <summary>The lowest range of at least some length.</summary>
    public bool TryFindFirst(ulong length, out DpaRange range)
    {
        range = default;
        if (Count == 0 || _tree.Root.Longest < length)
            return false;
        int node = 1;
        while (_tree.TryDescend(ref node, out Summary first))
        {
            if (first.Longest < length)
                node++;
        }

        int chunk = _tree.ChunkAt(node);
        ReadOnlySpan<ulong> starts = KeysOf(chunk), ends = ValuesOf(chunk);
        int i = 0;
        while (ends[i] - starts[i] < length)
            i++;
        range = new DpaRange(starts[i], ends[i] - starts[i]);
        return true;
    }

    /// <summary>Bytes in the lowest ranges, so many or all that there are.</summary>
    public ulong LengthOfFirst(uint count)
    {
        if (count >= Count)
            return _tree.Root.Length;
        ulong length = 0;
        int node = 1;
        while (_tree.TryDescend(ref node, out Summary first))
        {
            if (first.Count > count)
                continue;
            count -= first.Count;
            length += first.Length;
            node++;
        }

        return length + Summarize(_tree.ChunkAt(node), (int)count).Length;
    }

    protected override void OnChunkInserted(int chunk) => _tree.Insert(chunk, Summarize(chunk, KeysOf(chunk).Length));

    protected override void OnChunkRemoved(int chunk) => _tree.Remove(chunk);

    protected override void OnEntriesChanged(int chunk) => _tree.Update(chunk, Summarize(chunk, KeysOf(chunk).Length));

    private Summary Summarize(int chunk, int count)
    {
        ReadOnlySpan<ulong> starts = KeysOf(chunk)[..count], ends = ValuesOf(chunk)[..count];
        ulong longest = 0, length = 0;
        for (int i = 0; i < starts.Length; i++)
        {
            ulong one = ends[i] - starts[i];
            longest = Math.Max(longest, one);
            length += one;
        }

        return new Summary(longest, length, (uint)count);
    }

    private readonly record struct Summary(ulong Longest, ulong Length, uint Count)
        : IAdditionOperators<Summary, Summary, Summary>
    {
        public static Summary operator +(Summary left, Summary right) =>
            new(Math.Max(left.Longest, right.Longest), left.Length + right.Length, left.Count + right.Count);
    }
}
