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

    private readonly SharedPages<T> _pages = new();

    /// <summary>A value whose number is less than <see cref="Capacity"/>.</summary>
    public ref readonly T this[int number] => ref In(_pages[number >> PageBits], number);

    /// <summary>Numbers that there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>A value out of what was shared.</summary>
    public static ref readonly T In(T[][] shared, int number) => ref In(shared[number >> PageBits], number);

    /// <summary>The place of a value, to write it; of no use any more once all are shared.</summary>
    public ref T Own(int number) => ref In(_pages.Own(number >> PageBits), number);

    /// <inheritdoc cref="SharedPages{T}.Share"/>
    public T[][] Share() => _pages.Share();

    /// <summary>Makes room for a number; references to others may be of no use then.</summary>
    public void Grow(int number)
    {
        while (number >= Capacity)
        {
            if (Capacity is > 0 and < PageSize)
            {
                T[] only = _pages[0];
                Array.Resize(ref only, 2 * Capacity);
                _pages.Replace(0, only);
                Capacity = only.Length;
            }
            else
            {
                _pages.Insert(_pages.Count, new T[Capacity == 0 ? FirstPageSize : PageSize]);
                Capacity += _pages[_pages.Count - 1].Length;
            }
        }
    }

    private static ref T In(T[] page, int number) => ref page[number & (PageSize - 1)];
}
