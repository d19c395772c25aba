using System.Runtime.InteropServices;

namespace CxlWire.Device.Capacity;

/// <summary>
/// A sorted map from DPA to a value, kept in chunks: search is two binary searches, insertion and
/// removal move at most one chunk. Nothing but growth allocates, a million entries cost little more than
/// their keys and values, and a handful little more than that.
/// </summary>
internal class SortedChunks<T>
{
    private const int ChunkCapacity = 64;

    // Ascending insertion, the common case, leaves room in each chunk, but little: without, the first insertion into
    // any of them would split it.
    private const int AppendedCapacity = ChunkCapacity * 3 / 4;
    private const int FirstCapacity = 8;

    private readonly List<Chunk> _chunks = [];

    // The first key of each chunk: a search among them stays in a few lines of the cache. That of an empty one,
    // which is then the only one, means nothing.
    private readonly List<ulong> _firstKeys = [];

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
        Chunk chunk = _chunks[c];
        if (c == _chunks.Count - 1 && chunk.Count >= AppendedCapacity && key > chunk.Keys[chunk.Count - 1])
        {
            InsertChunk(++c, new Chunk(ChunkCapacity));
        }
        else if (chunk.Count == ChunkCapacity)
        {
            InsertChunk(c + 1, chunk.SplitOffHalf());
            OnEntriesChanged(c);
            if (key >= _firstKeys[c + 1])
                c++;
        }

        _chunks[c].Insert(_chunks[c].IndexOfFloor(key) + 1, key, value);
        _firstKeys[c] = _chunks[c].Keys[0];
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

        _firstKeys[c] = _chunks[c].Keys[0];
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
        _firstKeys.Insert(index, chunk.Keys[0]);
        OnChunkInserted(index);
    }

    private void RemoveChunk(int index)
    {
        _chunks.RemoveAt(index);
        _firstKeys.RemoveAt(index);
        OnChunkRemoved(index);
    }

    /// <summary>Index of the last chunk whose first key is at most <paramref name="key"/>, or -1.</summary>
    private int FindChunk(ulong key)
    {
        if (Count == 0)
            return -1;
        int at = CollectionsMarshal.AsSpan(_firstKeys).BinarySearch(key);
        return at >= 0 ? at : ~at - 1;
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
