namespace CxlWire.Device.Capacity;

/// <summary>
/// A sequence of slot numbers in which any position can be read, and any slot followed by another or
/// removed, at about the same cost whether it holds a thousand or a million. The order of an extent
/// list is one.
/// </summary>
internal sealed class SlotSequence
{
    private const int ChunkCapacity = 256;

    // Appending leaves room in each chunk: else the first insertion into any of them would split it.
    private const int AppendedCapacity = ChunkCapacity * 3 / 4;

    private readonly List<Chunk> _chunks = [];
    private readonly ChunkTree<int> _counts = new();
    private readonly PagedArray<Chunk?> _chunkOfSlot = new();

    public int Count => _counts.Root;

    public void Append(int slot)
    {
        if (_chunks.Count == 0 || _chunks[^1].Count >= AppendedCapacity)
            InsertChunk(_chunks.Count, new Chunk());
        Place(_chunks[^1], _chunks[^1].Count, slot);
    }

    public void InsertAfter(int slot, int newSlot)
    {
        Chunk chunk = _chunkOfSlot[slot]!;
        if (chunk.Count == ChunkCapacity)
        {
            Split(chunk);
            chunk = _chunkOfSlot[slot]!;
        }

        Place(chunk, chunk.IndexOf(slot) + 1, newSlot);
    }

    public void Remove(int slot)
    {
        Chunk chunk = _chunkOfSlot[slot]!;
        _chunkOfSlot[slot] = null;
        chunk.RemoveAt(chunk.IndexOf(slot));
        _counts.Update(chunk.Index, chunk.Count);
        if (chunk.Count == 0 && _chunks.Count > 1)
            RemoveChunk(chunk.Index);
        else if (chunk.Index + 1 < _chunks.Count && chunk.Count + _chunks[chunk.Index + 1].Count <= ChunkCapacity / 2)
            Merge(chunk, _chunks[chunk.Index + 1]);
    }

    /// <summary>Some of the slots from a position on, at least the one at it, which there is.</summary>
    public ReadOnlySpan<int> From(int position)
    {
        Chunk chunk = _chunks[ChunkOfPosition(position, out int offset)];
        return chunk.Slots.AsSpan(offset, chunk.Count - offset);
    }

    private void Place(Chunk chunk, int at, int slot)
    {
        _chunkOfSlot.Grow(slot);
        chunk.Insert(at, slot);
        _chunkOfSlot[slot] = chunk;
        _counts.Update(chunk.Index, chunk.Count);
    }

    private void Split(Chunk chunk)
    {
        var upper = new Chunk();
        int kept = chunk.Count / 2;
        for (int i = kept; i < chunk.Count; i++)
        {
            upper.Insert(upper.Count, chunk.Slots[i]);
            _chunkOfSlot[chunk.Slots[i]] = upper;
        }

        chunk.Count = kept;
        _counts.Update(chunk.Index, kept);
        InsertChunk(chunk.Index + 1, upper);
    }

    private void Merge(Chunk chunk, Chunk next)
    {
        for (int i = 0; i < next.Count; i++)
        {
            chunk.Insert(chunk.Count, next.Slots[i]);
            _chunkOfSlot[next.Slots[i]] = chunk;
        }

        _counts.Update(chunk.Index, chunk.Count);
        RemoveChunk(next.Index);
    }

    private void InsertChunk(int index, Chunk chunk)
    {
        _chunks.Insert(index, chunk);
        _counts.Insert(index, chunk.Count);
        Renumber(index);
    }

    private void RemoveChunk(int index)
    {
        _chunks.RemoveAt(index);
        _counts.Remove(index);
        Renumber(index);
    }

    private void Renumber(int from)
    {
        for (int i = from; i < _chunks.Count; i++)
            _chunks[i].Index = i;
    }

    /// <summary>The chunk that holds a position, and where in it that is.</summary>
    private int ChunkOfPosition(int position, out int offset)
    {
        offset = position;
        int node = 1;
        while (_counts.TryDescend(ref node, out int first))
        {
            if (first > offset)
                continue;
            offset -= first;
            node++;
        }

        return _counts.ChunkAt(node);
    }

    private sealed class Chunk
    {
        public readonly int[] Slots = new int[ChunkCapacity];

        public int Count { get; set; }

        public int Index { get; set; }

        public int IndexOf(int slot) => Slots.AsSpan(0, Count).IndexOf(slot);

        public void Insert(int at, int slot)
        {
            Slots.AsSpan(at, Count - at).CopyTo(Slots.AsSpan(at + 1));
            Slots[at] = slot;
            Count++;
        }

        public void RemoveAt(int at)
        {
            Count--;
            Slots.AsSpan(at + 1, Count - at).CopyTo(Slots.AsSpan(at));
        }
    }
}
