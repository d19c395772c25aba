namespace CxlWire.Device.Capacity;

/// <summary>A <see cref="SlotSequence"/> as it was at one moment.</summary>
/// <param name="chunks">Slots of each chunk.</param>
/// <param name="counts">How many of them count.</param>
internal readonly struct SharedOrder(int[][] chunks, int[] counts)
{
    /// <summary>The slots in their order.</summary>
    public IEnumerable<int> Slots()
    {
        for (int chunk = 0; chunk < chunks.Length; chunk++)
        {
            for (int i = 0; i < counts[chunk]; i++)
                yield return chunks[chunk][i];
        }
    }
}
