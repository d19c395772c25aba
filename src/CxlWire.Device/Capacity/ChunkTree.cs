using System.Numerics;

namespace CxlWire.Device.Capacity;

/// <summary>
/// What a sequence of chunks holds, summed up in a binary tree over it: a change of one chunk, and a search for a
/// chunk by what is before or below it, look at one node a level. A chunk more or less costs a pass over the
/// nodes of those behind it, which is little for each of the entries that it takes to fill one.
/// </summary>
/// <typeparam name="T">A sum; its default is that of nothing.</typeparam>
internal sealed class ChunkTree<T>
    where T : struct, IAdditionOperators<T, T, T>
{
    // Node 1 is the root, 2n and 2n + 1 are below n; chunk c is node _leaves + c.
    private T[] _nodes = new T[2];
    private int _leaves = 1;
    private int _count;

    public T Root => _nodes[1];

    /// <summary>What each chunk holds.</summary>
    public ReadOnlySpan<T> Leaves => _nodes.AsSpan(_leaves, _count);

    public void Insert(int chunk, T sum)
    {
        if (_count == _leaves)
        {
            var wider = new T[4 * _leaves];
            _nodes.AsSpan(_leaves).CopyTo(wider.AsSpan(2 * _leaves));
            (_nodes, _leaves) = (wider, 2 * _leaves);
            SumUp(0, _count - 1);
        }

        Span<T> leaves = _nodes.AsSpan(_leaves, ++_count);
        leaves[chunk..^1].CopyTo(leaves[(chunk + 1)..]);
        leaves[chunk] = sum;
        SumUp(chunk, _count - 1);
    }

    public void Remove(int chunk)
    {
        Span<T> leaves = _nodes.AsSpan(_leaves, _count--);
        leaves[(chunk + 1)..].CopyTo(leaves[chunk..]);
        leaves[^1] = default;
        SumUp(chunk, _count);
    }

    public void Update(int chunk, T sum)
    {
        int node = _leaves + chunk;
        _nodes[node] = sum;
        while ((node /= 2) > 0)
            _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
    }

    /// <summary>The first of the two nodes below one, for a way down from the root, node 1; false at a chunk.</summary>
    public bool TryDescend(ref int node, out T first)
    {
        bool isInner = node < _leaves;
        if (isInner)
            node *= 2;
        first = isInner ? _nodes[node] : default;
        return isInner;
    }

    /// <summary>The chunk at which a way down has ended.</summary>
    public int ChunkAt(int node) => node - _leaves;

    /// <summary>Sums up what is above some chunks, level by level.</summary>
    private void SumUp(int first, int last)
    {
        for ((int low, int high) = ((_leaves + first) / 2, (_leaves + last) / 2); high > 0; low /= 2, high /= 2)
        {
            for (int node = low; node <= high; node++)
                _nodes[node] = _nodes[2 * node] + _nodes[(2 * node) + 1];
        }
    }
}
