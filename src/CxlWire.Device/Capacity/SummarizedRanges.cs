namespace CxlWire.Device.Capacity;

/// <summary>
/// Ranges that touch nowhere, by their start, that know where the first of at least some length is and how much
/// the first so many hold, without a look at each: over the chunks stands a binary tree, whose nodes sum up
/// what is below them.
/// </summary>
internal sealed class SummarizedRanges : SortedChunks<ulong>
{
    // Node 1 is the root, 2n and 2n + 1 are below n, and chunk c is node _leaves + c; those past the last are empty.
    private Summary[] _nodes = new Summary[2];
    private int _leaves = 1;

    /// <summary>The lowest range of at least some length.</summary>
    public bool TryFindFirst(ulong length, out DpaRange range)
    {
        range = default;
        if (_nodes[1].Longest < length || Count == 0)
            return false;
        int node = 1;
        while (node < _leaves)
            node = _nodes[2 * node].Longest >= length ? 2 * node : (2 * node) + 1;
        ReadOnlySpan<ulong> starts = KeysOf(node - _leaves), ends = ValuesOf(node - _leaves);
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
            return _nodes[1].Length;
        ulong length = 0;
        int node = 1;
        while (node < _leaves)
        {
            node *= 2;
            if (_nodes[node].Count <= count)
            {
                count -= _nodes[node].Count;
                length += _nodes[node].Length;
                node++;
            }
        }

        return length + Summarize(node - _leaves, (int)count).Length;
    }

    protected override void OnChunkInserted(int chunk)
    {
        if (ChunkCount > _leaves)
        {
            var wider = new Summary[4 * _leaves];
            _nodes.AsSpan(_leaves).CopyTo(wider.AsSpan(2 * _leaves));
            (_nodes, _leaves) = (wider, 2 * _leaves);
        }

        Span<Summary> leaves = _nodes.AsSpan(_leaves, ChunkCount);
        leaves[chunk..^1].CopyTo(leaves[(chunk + 1)..]);
        leaves[chunk] = Summarize(chunk, KeysOf(chunk).Length);
        SumUp();
    }

    protected override void OnChunkRemoved(int chunk)
    {
        Span<Summary> leaves = _nodes.AsSpan(_leaves, ChunkCount + 1);
        leaves[(chunk + 1)..].CopyTo(leaves[chunk..]);
        leaves[^1] = default;
        SumUp();
    }

    protected override void OnEntriesChanged(int chunk)
    {
        int node = _leaves + chunk;
        _nodes[node] = Summarize(chunk, KeysOf(chunk).Length);
        while ((node /= 2) > 0)
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
    }

    private void SumUp()
    {
        for (int node = _leaves - 1; node > 0; node--)
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
    }

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
    {
        public static Summary operator +(Summary left, Summary right) =>
            new(Math.Max(left.Longest, right.Longest), left.Length + right.Length, left.Count + right.Count);
    }
}
