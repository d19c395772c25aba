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

    // The slots of each chunk, apart from it: they are what is shared.
    private readonly SharedPages<int> _slots = new();
    private readonly ChunkTree<int> _counts = new();
    private readonly PagedArray<Chunk?> _chunkOfSlot = new();

    public int Count => _counts.Root;

    public void Append(int slot)
    {
        if (_chunks.Count == 0 || _chunks[^1].Count >= AppendedCapacity)
            InsertChunk(_chunks.Count, new Chunk(), new int[ChunkCapacity]);
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

        Place(chunk, IndexIn(chunk, slot) + 1, newSlot);
    }

    public void Remove(int slot)
    {
        Chunk chunk = _chunkOfSlot[slot]!;
        _chunkOfSlot.Own(slot) = null;
        int at = IndexIn(chunk, slot);
        int[] slots = _slots.Own(chunk.Index);
        slots.AsSpan(at + 1, --chunk.Count - at).CopyTo(slots.AsSpan(at));
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
        return _slots[chunk.Index].AsSpan(offset, chunk.Count - offset);
    }

    /// <summary>All slots in their order, as it is now, for good; to be read outside of the gate.</summary>
    public SharedOrder Share() => new(_slots.Share(), [.. _counts.Leaves]);

    private int IndexIn(Chunk chunk, int slot) => _slots[chunk.Index].AsSpan(0, chunk.Count).IndexOf(slot);

    private void Place(Chunk chunk, int at, int slot)
    {
        _chunkOfSlot.Grow(slot);
        int[] slots = _slots.Own(chunk.Index);
        slots.AsSpan(at, chunk.Count - at).CopyTo(slots.AsSpan(at + 1));
        slots[at] = slot;
        chunk.Count++;
        _chunkOfSlot.Own(slot) = chunk;
        _counts.Update(chunk.Index, chunk.Count);
    }

    private void Split(Chunk chunk)
    {
        int kept = chunk.Count / 2;
        var upper = new Chunk { Count = chunk.Count - kept };
        int[] slots = new int[ChunkCapacity];
        _slots[chunk.Index].AsSpan(kept, upper.Count).CopyTo(slots);
        foreach (int slot in slots.AsSpan(0, upper.Count))
            _chunkOfSlot.Own(slot) = upper;
        chunk.Count = kept;
        _counts.Update(chunk.Index, kept);
        InsertChunk(chunk.Index + 1, upper, slots);
    }

    private void Merge(Chunk chunk, Chunk next)
    {
        ReadOnlySpan<int> moved = _slots[next.Index].AsSpan(0, next.Count);
        moved.CopyTo(_slots.Own(chunk.Index).AsSpan(chunk.Count));
        foreach (int slot in moved)
            _chunkOfSlot.Own(slot) = chunk;
        chunk.Count += next.Count;
        _counts.Update(chunk.Index, chunk.Count);
        RemoveChunk(next.Index);
    }

    private void InsertChunk(int index, Chunk chunk, int[] slots)
    {
        _chunks.Insert(index, chunk);
        _slots.Insert(index, slots);
        _counts.Insert(index, chunk.Count);
        Renumber(index);
    }

    private void RemoveChunk(int index)
    {
        _chunks.RemoveAt(index);
        _slots.RemoveAt(index);
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
        public int Count { get; set; }

        public int Index { get; set; }
    }
}
