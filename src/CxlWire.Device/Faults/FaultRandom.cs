namespace CxlWire.Device.Faults;

/// <summary>SplitMix64: the same numbers from the same seed on every machine and .NET.</summary>
internal struct FaultRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            ulong z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>True in that part of all cases, 0 to 1.</summary>
    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <summary>0 to <paramref name="limit"/> - 1, all about as often.</summary>
    public int Below(int limit) => (int)(Next() % (ulong)limit);
}
