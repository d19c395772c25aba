namespace CxlWire.Device.Capacity;

/// <summary>
/// A sorted map from DPA to a value, kept in chunks: search is two binary searches, insertion and
/// removal move at most one chunk. Nothing but growth allocates, and a million entries cost little
/// more than their keys and values.
/// </summary>
internal sealed class SortedChunks<T>
{
    private const int ChunkCapacity = 256;

    private readonly List<Chunk> _chunks = [];

    public int Count { get; private set; }

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
            _chunks.Add(new Chunk());
        int c = Math.Max(FindChunk(key), 0);
        if (_chunks[c].Count == ChunkCapacity)
        {
            // Ascending insertion, the common case, leaves full chunks behind instead of half-full ones.
            bool atEnd = c == _chunks.Count - 1 && key > _chunks[c].Keys[ChunkCapacity - 1];
            _chunks.Insert(c + 1, atEnd ? new Chunk() : _chunks[c].SplitOffHalf());
            if (atEnd || key >= _chunks[c + 1].Keys[0])
                c++;
        }

        _chunks[c].Insert(_chunks[c].IndexOfFloor(key) + 1, key, value);
        Count++;
    }

    /// <summary>Removes an entry that is there.</summary>
    public void Remove(ulong key)
    {
        int c = FindChunk(key);
        _chunks[c].RemoveAt(_chunks[c].IndexOfFloor(key));
        Count--;

        // The last chunk stays, so that a map that goes between empty and one entry does not allocate.
        if (_chunks[c].Count == 0 && _chunks.Count > 1)
            _chunks.RemoveAt(c);
        else if (c + 1 < _chunks.Count && _chunks[c].Count + _chunks[c + 1].Count <= ChunkCapacity / 2)
        {
            _chunks[c].TakeAll(_chunks[c + 1]);
            _chunks.RemoveAt(c + 1);
        }
    }

    /// <summary>Replaces the value of an entry that is there.</summary>
    public void Update(ulong key, T value)
    {
        Chunk chunk = _chunks[FindChunk(key)];
        chunk.Values[chunk.IndexOfFloor(key)] = value;
    }

    public void Clear()
    {
        if (_chunks.Count > 1)
            _chunks.RemoveRange(1, _chunks.Count - 1);
        if (_chunks.Count == 1)
            _chunks[0].Count = 0;
        Count = 0;
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

    private sealed class Chunk
    {
        public readonly ulong[] Keys = new ulong[ChunkCapacity];
        public readonly T[] Values = new T[ChunkCapacity];

        public int Count { get; set; }

        public int IndexOfFloor(ulong key)
        {
            int at = Keys.AsSpan(0, Count).BinarySearch(key);
            return at >= 0 ? at : ~at - 1;
        }

        public void Insert(int at, ulong key, T value)
        {
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
            var upper = new Chunk { Count = Count / 2 };
            Count -= upper.Count;
            Keys.AsSpan(Count, upper.Count).CopyTo(upper.Keys);
            Values.AsSpan(Count, upper.Count).CopyTo(upper.Values);
            return upper;
        }

        public void TakeAll(Chunk next)
        {
            next.Keys.AsSpan(0, next.Count).CopyTo(Keys.AsSpan(Count));
            next.Values.AsSpan(0, next.Count).CopyTo(Values.AsSpan(Count));
            Count += next.Count;
        }
    }
}
