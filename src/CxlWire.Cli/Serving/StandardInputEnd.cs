namespace CxlWire.Cli.Serving;

/// <summary>Has a server end with its parent: at the end of standard input, which says nothing else.</summary>
internal static class StandardInputEnd
{
    /// <summary>Cancels at the end of the input; what comes before is thrown away.</summary>
    public static void Watch(Stream input, CancellationTokenSource stop)
    {
        // In the background: it waits for ever where the input has no end.
        var thread = new Thread(() => ReadToEnd(input, stop), maxStackSize: 256 * 1024)
        {
            IsBackground = true,
            Name = "cxlwire stdin",
        };
        thread.Start();
    }

    private static void ReadToEnd(Stream input, CancellationTokenSource stop)
    {
        byte[] ignored = new byte[4096];
        try
        {
            while (input.Read(ignored) > 0)
            {
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A terminal that is gone, or no input at all, is an end, too.
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The server has ended before.
        }
    }
}
