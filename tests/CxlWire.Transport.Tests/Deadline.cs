namespace CxlWire.Transport.Tests;

/// <summary>Nothing here takes a minute: what does, hangs, and fails instead.</summary>
internal static class Deadline
{
    public static CancellationToken Token =>
        CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromMinutes(1)).Token).Token;

    /// <summary>Comes back once the condition holds.</summary>
    public static async Task Until(Func<bool> condition)
    {
        CancellationToken token = Token;
        while (!condition())
        {
            // The pace of asking, not a time to wait for.
            await Task.Delay(1, token);
        }
    }
}
