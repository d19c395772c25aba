namespace CxlWire.Examples.Driver;

/// <summary>How long a driver waits.</summary>
internal sealed record DriverTimes
{
    /// <summary>For an answer; then it is lost (H27).</summary>
    public TimeSpan Reply { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Times for a judge, or a device, that has another patience than 20 s.</summary>
    /// <param name="patience">T of docs/judge.</param>
    public static DriverTimes For(TimeSpan patience)
    {
        var usual = new DriverTimes();
        double scale = patience / TimeSpan.FromSeconds(20);
        return usual with { Reply = usual.Reply * scale, Look = usual.Look * scale, Chain = usual.Chain * scale };
    }

    /// <summary>Before a command that was Busy is sent again (H27).</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Between looks at a device that says nothing: notifications may be lost.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>For the end of a chain, or for the records of an offer; then it is declined (H6).</summary>
    public TimeSpan Chain { get; init; } = TimeSpan.FromSeconds(5);
}
