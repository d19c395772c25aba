using System.Numerics;
using CxlWire.Protocol;

namespace CxlWire.Device.Capacity;

/// <summary>
/// Finds what bears a tag by its slot number: 8 bytes for each, where whoever has the slots has the tag. It grows by
/// a bucket with each tag, so that no command waits for all of them to be put into a larger table.
/// </summary>
/// <param name="tagOf">The tag of a slot.</param>
internal sealed class TagIndex(Func<int, Tag> tagOf)
{
    // The first slot of each bucket, and of each slot the next of its bucket; each plus 1, and 0: none.
    private readonly PagedArray<int> _first = new();
    private readonly PagedArray<int> _next = new();
    private int _buckets;
    private int _count;

    public bool TryGet(Tag tag, out int slot)
    {
        slot = _buckets == 0 ? -1 : _first[BucketOf(tag)] - 1;
        while (slot >= 0 && tagOf(slot) != tag)
            slot = _next[slot] - 1;
        return slot >= 0;
    }

    /// <summary>Adds a slot of whose tag there is none.</summary>
    public void Add(int slot)
    {
        if (_count++ == _buckets)
            AddBucket();
        _next.Grow(slot);
        Push(BucketOf(tagOf(slot)), slot);
    }

    /// <summary>Removes a slot that is there, and still has its tag.</summary>
    public void Remove(int slot)
    {
        ref int at = ref _first.Own(BucketOf(tagOf(slot)));
        while (at != slot + 1)
            at = ref _next.Own(at - 1);
        at = _next[slot];
        _count--;
    }

    // Whoever chooses the tags does not know the seed, and so not which share a bucket.
    private static int HashOf(Tag tag) => HashCode.Combine(tag.Value.High, tag.Value.Low);

    private int BucketOf(Tag tag)
    {
        int whole = (int)BitOperations.RoundUpToPowerOf2((uint)_buckets);
        int bucket = HashOf(tag) & (whole - 1);
        return bucket < _buckets ? bucket : bucket - (whole / 2);
    }

    /// <summary>Adds a bucket, and moves there what was in the one that stood for both.</summary>
    private void AddBucket()
    {
        int added = _buckets++;
        _first.Grow(added);
        if (added == 0)
            return;
        int split = added - (int)(BitOperations.RoundUpToPowerOf2((uint)_buckets) / 2);
        int slot = _first[split] - 1;
        _first.Own(split) = 0;
        while (slot >= 0)
        {
            int next = _next[slot] - 1;
            Push(BucketOf(tagOf(slot)), slot);
            slot = next;
        }
    }

    private void Push(int bucket, int slot)
    {
        ref int first = ref _first.Own(bucket);
        (_next.Own(slot), first) = (first, slot + 1);
    }
}
