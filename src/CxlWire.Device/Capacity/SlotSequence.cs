namespace CxlWire.Device.Capacity;

/// <summary>
/// A sequence of slot numbers in which any position can be read, and any slot followed by another or
/// removed, at about the same cost whether it holds a thousand or a million. The order of an extent
/// list is one.
/// </summary>
internal sealed class SlotSequence
{
    private const int ChunkCapacity = 512;

    private readonly List<Chunk> _chunks = [];
    private Chunk?[] _chunkOfSlot = [];

    // Position of each chunk's first slot; valid for the first _validStarts chunks.
    private int[] _starts = [];
    private int _validStarts;

    public int Count { get; private set; }

    /// <summary>The slot at a position; there is one.</summary>
    public int this[int position]
    {
        get
        {
            Span<int> slot = stackalloc int[1];
            CopyTo(position, slot);
            return slot[0];
        }
    }

    public void Append(int slot)
    {
        if (_chunks.Count == 0 || _chunks[^1].Count == ChunkCapacity)
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
        Count--;
        Invalidate(chunk.Index);
        if (chunk.Count == 0 && _chunks.Count > 1)
            RemoveChunk(chunk.Index);
        else if (chunk.Index + 1 < _chunks.Count && chunk.Count + _chunks[chunk.Index + 1].Count <= ChunkCapacity / 2)
            Merge(chunk, _chunks[chunk.Index + 1]);
    }

    /// <summary>The slots at consecutive positions; there are that many.</summary>
    public void CopyTo(int position, Span<int> slots)
    {
        if (slots.IsEmpty)
            return;
        int c = ChunkOfPosition(position);
        int i = position - _starts[c];
        while (true)
        {
            Chunk chunk = _chunks[c++];
            int n = Math.Min(chunk.Count - i, slots.Length);
            chunk.Slots.AsSpan(i, n).CopyTo(slots);
            slots = slots[n..];
            if (slots.IsEmpty)
                return;
            i = 0;
        }
    }

    private void Place(Chunk chunk, int at, int slot)
    {
        if (slot >= _chunkOfSlot.Length)
            Array.Resize(ref _chunkOfSlot, Math.Max(slot + 1, Math.Max(16, _chunkOfSlot.Length + (_chunkOfSlot.Length / 2))));
        chunk.Insert(at, slot);
        _chunkOfSlot[slot] = chunk;
        Count++;
        Invalidate(chunk.Index);
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
        InsertChunk(chunk.Index + 1, upper);
        Invalidate(chunk.Index);
    }

    private void Merge(Chunk chunk, Chunk next)
    {
        for (int i = 0; i < next.Count; i++)
        {
            chunk.Insert(chunk.Count, next.Slots[i]);
            _chunkOfSlot[next.Slots[i]] = chunk;
        }

        RemoveChunk(next.Index);
    }

    private void InsertChunk(int index, Chunk chunk)
    {
        _chunks.Insert(index, chunk);
        Renumber(index);
    }

    private void RemoveChunk(int index)
    {
        _chunks.RemoveAt(index);
        Renumber(index);
    }

    private void Renumber(int from)
    {
        for (int i = from; i < _chunks.Count; i++)
            _chunks[i].Index = i;
        _validStarts = Math.Min(_validStarts, from);
    }

    private void Invalidate(int chunkWhoseCountChanged) =>
        _validStarts = Math.Min(_validStarts, chunkWhoseCountChanged + 1);

    private int ChunkOfPosition(int position)
    {
        if (_starts.Length < _chunks.Count)
            Array.Resize(ref _starts, Math.Max(_chunks.Count, _starts.Length * 2));
        for (; _validStarts < _chunks.Count; _validStarts++)
            _starts[_validStarts] = _validStarts == 0 ? 0 : _starts[_validStarts - 1] + _chunks[_validStarts - 1].Count;
        int c = _starts.AsSpan(0, _chunks.Count).BinarySearch(position);
        return c >= 0 ? c : ~c - 1;
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
