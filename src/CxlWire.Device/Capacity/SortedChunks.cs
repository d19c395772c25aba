namespace CxlWire.Device.Capacity;

/// <summary>
/// A sorted map from DPA to a value, kept in chunks: search is two binary searches, insertion and
/// removal move at most one chunk. Nothing but growth allocates, a million entries cost little more than
/// their keys and values, and a handful little more than that.
/// </summary>
internal class SortedChunks<T>
{
    private const int ChunkCapacity = 256;
    private const int FirstCapacity = 8;

    private readonly List<Chunk> _chunks = [];

    public int Count { get; private set; }

    protected int ChunkCount => _chunks.Count;

    /// <summary>The entry with the largest key that is at most <paramref name="key"/>.</summary>
    public bool TryFloor(ulong key, out ulong foundKey, out T value)
    {
        int c = FindChunk(key);
        int i = c < 0 ? -1 : _chunks[c].IndexOfFloor(key);
        foundKey = i < 0 ? 0 : _chunks[c].Keys[i];
        value = i < 0 ? default! : _chunks[c].Values[i];
        return i >= 0;
    }

    /// <summary>The entry with the smallest key that is at least <paramref name="key"/>.</summary>
    public bool TryCeiling(ulong key, out ulong foundKey, out T value)
    {
        int c = Math.Max(FindChunk(key), 0);
        if (c < _chunks.Count)
        {
            Chunk chunk = _chunks[c];
            int i = chunk.IndexOfFloor(key);
            if (i < 0 || chunk.Keys[i] < key)
                i++;
            if (i == chunk.Count && ++c < _chunks.Count)
                (chunk, i) = (_chunks[c], 0);
            if (i < chunk.Count)
            {
                (foundKey, value) = (chunk.Keys[i], chunk.Values[i]);
                return true;
            }
        }

        (foundKey, value) = (0, default!);
        return false;
    }

    /// <summary>Adds an entry whose key is not there yet.</summary>
    public void Insert(ulong key, T value)
    {
        if (_chunks.Count == 0)
            InsertChunk(0, new Chunk(FirstCapacity));
        int c = Math.Max(FindChunk(key), 0);
        if (_chunks[c].Count == ChunkCapacity)
        {
            // Ascending insertion, the common case, leaves full chunks behind instead of half-full ones.
            bool atEnd = c == _chunks.Count - 1 && key > _chunks[c].Keys[ChunkCapacity - 1];
            InsertChunk(c + 1, atEnd ? new Chunk(ChunkCapacity) : _chunks[c].SplitOffHalf());
            if (!atEnd)
                OnEntriesChanged(c);
            if (atEnd || key >= _chunks[c + 1].Keys[0])
                c++;
        }

        _chunks[c].Insert(_chunks[c].IndexOfFloor(key) + 1, key, value);
        Count++;
        OnEntriesChanged(c);
    }

    /// <summary>Removes an entry that is there.</summary>
    public void Remove(ulong key)
    {
        int c = FindChunk(key);
        _chunks[c].RemoveAt(_chunks[c].IndexOfFloor(key));
        Count--;

        // The last chunk stays, so that a map that goes between empty and one entry does not allocate.
        if (_chunks[c].Count == 0 && _chunks.Count > 1)
        {
            RemoveChunk(c);
            return;
        }

        if (c + 1 < _chunks.Count && _chunks[c].Count + _chunks[c + 1].Count <= ChunkCapacity / 2)
        {
            _chunks[c].TakeAll(_chunks[c + 1]);
            RemoveChunk(c + 1);
        }

        OnEntriesChanged(c);
    }

    /// <summary>Replaces the value of an entry that is there.</summary>
    public void Update(ulong key, T value)
    {
        int c = FindChunk(key);
        _chunks[c].Values[_chunks[c].IndexOfFloor(key)] = value;
        OnEntriesChanged(c);
    }

    public void Clear()
    {
        for (int c = _chunks.Count - 1; c > 0; c--)
            RemoveChunk(c);
        if (_chunks.Count == 1)
        {
            _chunks[0].Count = 0;
            OnEntriesChanged(0);
        }

        Count = 0;
    }

    protected ReadOnlySpan<ulong> KeysOf(int chunk) => _chunks[chunk].Keys.AsSpan(0, _chunks[chunk].Count);

    protected ReadOnlySpan<T> ValuesOf(int chunk) => _chunks[chunk].Values.AsSpan(0, _chunks[chunk].Count);

    /// <summary>A chunk is there that was not, before the one that had its index.</summary>
    protected virtual void OnChunkInserted(int chunk)
    {
    }

    protected virtual void OnChunkRemoved(int chunk)
    {
    }

    protected virtual void OnEntriesChanged(int chunk)
    {
    }

    private void InsertChunk(int index, Chunk chunk)
    {
        _chunks.Insert(index, chunk);
        OnChunkInserted(index);
    }

    private void RemoveChunk(int index)
    {
        _chunks.RemoveAt(index);
        OnChunkRemoved(index);
    }

    /// <summary>Index of the last chunk whose first key is at most <paramref name="key"/>, or -1.</summary>
    private int FindChunk(ulong key)
    {
        int low = 0, high = _chunks.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            Chunk chunk = _chunks[middle];
            if (chunk.Count > 0 && chunk.Keys[0] <= key)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return high;
    }

    private sealed class Chunk(int capacity)
    {
        public ulong[] Keys = new ulong[capacity];
        public T[] Values = new T[capacity];

        public int Count { get; set; }

        public int IndexOfFloor(ulong key)
        {
            int at = Keys.AsSpan(0, Count).BinarySearch(key);
            return at >= 0 ? at : ~at - 1;
        }

        public void Insert(int at, ulong key, T value)
        {
            if (Count == Keys.Length)
                Grow(2 * Count);
            Keys.AsSpan(at, Count - at).CopyTo(Keys.AsSpan(at + 1));
            Values.AsSpan(at, Count - at).CopyTo(Values.AsSpan(at + 1));
            (Keys[at], Values[at]) = (key, value);
            Count++;
        }

        public void RemoveAt(int at)
        {
            Count--;
            Keys.AsSpan(at + 1, Count - at).CopyTo(Keys.AsSpan(at));
            Values.AsSpan(at + 1, Count - at).CopyTo(Values.AsSpan(at));
        }

        public Chunk SplitOffHalf()
        {
            var upper = new Chunk(ChunkCapacity) { Count = Count / 2 };
            Count -= upper.Count;
            Keys.AsSpan(Count, upper.Count).CopyTo(upper.Keys);
            Values.AsSpan(Count, upper.Count).CopyTo(upper.Values);
            return upper;
        }

        public void TakeAll(Chunk next)
        {
            if (Count + next.Count > Keys.Length)
                Grow(ChunkCapacity);
            next.Keys.AsSpan(0, next.Count).CopyTo(Keys.AsSpan(Count));
            next.Values.AsSpan(0, next.Count).CopyTo(Values.AsSpan(Count));
            Count += next.Count;
        }

        private void Grow(int capacity)
        {
            Array.Resize(ref Keys, capacity);
            Array.Resize(ref Values, capacity);
        }
    }
}
