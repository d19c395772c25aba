using System.Runtime.InteropServices;

namespace CxlWire.Device.Capacity;

/// <summary>
/// Pages of a structure that changes, some of which those who look at it outside of the gate may have, too: a page
/// that was shared is copied before it is written. To share is to copy the references, however much is in the pages.
/// </summary>
internal sealed class SharedPages<T>
{
    private readonly List<T[]> _pages = [];
    private readonly List<bool> _areShared = [];

    public int Count => _pages.Count;

    /// <summary>A page, to be read.</summary>
    public T[] this[int page] => _pages[page];

    /// <summary>A page, to be written.</summary>
    public T[] Own(int page)
    {
        if (_areShared[page])
            Replace(page, (T[])_pages[page].Clone());
        return _pages[page];
    }

    /// <summary>All pages as they are now, for good.</summary>
    public T[][] Share()
    {
        CollectionsMarshal.AsSpan(_areShared).Fill(true);
        return [.. _pages];
    }

    public void Insert(int page, T[] values)
    {
        _pages.Insert(page, values);
        _areShared.Insert(page, false);
    }

    public void RemoveAt(int page)
    {
        _pages.RemoveAt(page);
        _areShared.RemoveAt(page);
    }

    public void Replace(int page, T[] values)
    {
        _pages[page] = values;
        _areShared[page] = false;
    }
}
