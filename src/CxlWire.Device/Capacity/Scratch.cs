namespace CxlWire.Device.Capacity;

/// <summary>Lists that are filled and emptied again and again.</summary>
internal static class Scratch
{
    /// <summary>Entries for which memory is kept; one large request must not hold what it took for ever.</summary>
    public const int Kept = 1024;

    public static void ClearScratch<T>(this List<T> list)
    {
        list.Clear();
        if (list.Capacity > Kept)
            list.Capacity = Kept;
    }
}
