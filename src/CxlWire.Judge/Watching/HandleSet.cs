using System.Collections;

namespace CxlWire.Judge.Watching;

/// <summary>Handles of the records of a log that were read and not cleared.</summary>
internal sealed class HandleSet
{
    private BitArray? _bits;

    public int Count { get; private set; }

    public bool Contains(ushort handle) => _bits?[handle] == true;

    /// <returns>False: it was there.</returns>
    public bool Add(ushort handle)
    {
        _bits ??= new BitArray(1 << 16);
        if (_bits[handle])
            return false;
        _bits[handle] = true;
        Count++;
        return true;
    }

    public bool Remove(ushort handle)
    {
        if (!Contains(handle))
            return false;
        _bits![handle] = false;
        Count--;
        return true;
    }

    public void Clear()
    {
        _bits?.SetAll(false);
        Count = 0;
    }
}
