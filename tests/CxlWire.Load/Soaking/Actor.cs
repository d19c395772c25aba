namespace CxlWire.Load.Soaking;

/// <summary>Somebody who uses the device, again and again, as its seed says.</summary>
/// <param name="soak">What is used.</param>
/// <param name="seed">Decides what it does; what others do meanwhile, it does not.</param>
internal abstract class Actor(SoakDevice soak, int seed)
{
    /// <summary>How long anything that has to come may take.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What it did.</summary>
    public long Actions { get; protected set; }

    protected SoakDevice Soak { get; } = soak;

    protected Random Random { get; } = new(seed);

    /// <summary>Lives one life after the other, until it is told to stop.</summary>
    /// <exception cref="InvalidDataException">Something is not as it has to be.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await LiveAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception e) when (e is not InvalidDataException)
            {
                throw new InvalidDataException($"{this}: {e}", e);
            }
        }
    }

    public override string ToString() => GetType().Name;

    /// <summary>One connection, from its beginning to its end.</summary>
    protected abstract Task LiveAsync(CancellationToken stop);

    protected byte[] Bytes(int length)
    {
        byte[] bytes = new byte[length];
        Random.NextBytes(bytes);
        return bytes;
    }
}
