namespace CxlWire.Device.Capacity;

/// <summary>
/// Values by number, that grows without a copy and without room to spare: a million more cost what the first
/// million did.
/// </summary>
internal sealed class PagedArray<T>
{
    private const int PageBits = 10;
    private const int PageSize = 1 << PageBits;
    private const int FirstPageSize = 16;

    private readonly List<T[]> _pages = [];

    /// <summary>A value whose number is less than <see cref="Capacity"/>.</summary>
    public ref T this[int number] => ref _pages[number >> PageBits][number & (PageSize - 1)];

    /// <summary>Numbers that there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>Makes room for a number; references to others may be of no use then.</summary>
    public void Grow(int number)
    {
        while (number >= Capacity)
        {
            if (Capacity is > 0 and < PageSize)
            {
                T[] only = _pages[0];
                Array.Resize(ref only, 2 * Capacity);
                _pages[0] = only;
                Capacity = only.Length;
            }
            else
            {
                _pages.Add(new T[Capacity == 0 ? FirstPageSize : PageSize]);
                Capacity += _pages[^1].Length;
            }
        }
    }
}
