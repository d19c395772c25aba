namespace CxlWire.Control.Json;

/// <summary>
/// What all sessions of a server together may keep of something; one alone is always let, whatever it takes. Any thread
/// may call.
/// </summary>
/// <param name="most">The limit.</param>
internal sealed class SharedBudget(long most)
{
    private long _taken;

    /// <summary>What is kept now.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    /// <summary>Whether so much more may be kept; then it counts until it is returned.</summary>
    public bool TryTake(long amount)
    {
        long taken = Interlocked.Add(ref _taken, amount);
        if (taken <= most || taken == amount)
            return true;
        Return(amount);
        return false;
    }

    public void Return(long amount) => Interlocked.Add(ref _taken, -amount);
}
