using CxlWire.Device.Faults;

namespace CxlWire.Judge.Searching;

/// <summary>Choices of an episode: the same from the same seed on every machine.</summary>
internal sealed class SearchRandom(long seed)
{
    private FaultRandom _random = new((ulong)seed);

    /// <summary>0 to <paramref name="limit"/> - 1.</summary>
    public int Below(int limit) => _random.Below(limit);

    /// <summary>From <paramref name="min"/> to <paramref name="max"/>.</summary>
    public int Between(int min, int max) => min + _random.Below(max - min + 1);

    /// <summary>One time in so many.</summary>
    public bool OneIn(int times) => _random.Below(times) == 0;

    /// <summary>One of some.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[_random.Below(choices.Count)];

    /// <summary>One of some, each as often as its weight says.</summary>
    public T Of<T>(IReadOnlyList<(int Weight, T Choice)> choices)
    {
        int at = _random.Below(choices.Sum(choice => choice.Weight));
        foreach ((int weight, T choice) in choices)
        {
            if ((at -= weight) < 0)
                return choice;
        }

        throw new InvalidOperationException("no weight");
    }
}
