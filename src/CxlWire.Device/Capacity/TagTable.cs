using CxlWire.Protocol;

namespace CxlWire.Device.Capacity;

/// <summary>How much pending and accepted capacity bears each tag.</summary>
internal sealed class TagTable
{
    private readonly Dictionary<Tag, ulong> _bytes = [];

    /// <summary>Tags in use.</summary>
    public int Count => _bytes.Count;

    public bool IsLive(Tag tag) => _bytes.ContainsKey(tag);

    /// <summary>Capacity without tag is not counted.</summary>
    public void Add(Tag tag, ulong bytes)
    {
        if (!tag.IsNone)
            _bytes[tag] = _bytes.GetValueOrDefault(tag) + bytes;
    }

    /// <inheritdoc cref="Add"/>
    public void Remove(Tag tag, ulong bytes)
    {
        if (tag.IsNone)
            return;
        ulong left = _bytes[tag] - bytes;
        if (left == 0)
            _bytes.Remove(tag);
        else
            _bytes[tag] = left;
    }
}
