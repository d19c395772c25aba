using System.Buffers;
using System.IO.Pipelines;

namespace CxlWire.Control;

/// <summary>A command that waits: events are sent meanwhile, and a peer that leaves is noticed.</summary>
internal sealed partial class QmpSession
{
    // Bytes of further requests that are taken in meanwhile; beyond, nobody looks whether the peer is there.
    private const int MaximumAhead = 64 << 10;

    // What follows the request in what was read; null: the input has ended, or it was given back to the pipe.
    private ReadOnlySequence<byte>? _rest;

    // A read was ended because a command has ended its wait, and what came meanwhile is to be carried out.
    private bool _isWoken;

    /// <summary>Waits. Where the input ends, so does the wait.</summary>
    /// <returns>Empty: what was waited for is there. Else why not.</returns>
    private async Task<string> WaitAsync(Func<CancellationToken, Task<string>> wait)
    {
        // The session's end is the wait's, too; a peer that only stops sending is told how things are.
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_ends.Token);
        Task<string> waiting = wait(gone.Token);
        bool hasMore = false;
        if (!waiting.IsCompleted && _rest is null)
            await gone.CancelAsync().ConfigureAwait(false);
        if (!waiting.IsCompleted && _rest is { } rest)
        {
            hasMore = !rest.IsEmpty;
            _rest = null;
            _connection.Input.AdvanceTo(rest.Start, rest.End);
            _reading = _connection.Input.ReadAsync(_ends.Token).AsTask();
        }

        try
        {
            bool isWatched = _reading is not null;
            while (!waiting.IsCompleted)
            {
                await SendEventsAsync(_ends.Token).ConfigureAwait(false);
                await Task.WhenAny(isWatched ? [waiting, EventsWait(), _reading!] : [waiting, EventsWait()])
                    .ConfigureAwait(false);
                if (!isWatched || !_reading!.IsCompleted)
                    continue;
                ReadResult result = await _reading.ConfigureAwait(false);
                hasMore = true;
                isWatched = !result.IsCompleted && result.Buffer.Length < MaximumAhead;
                if (result.IsCompleted)
                    await gone.CancelAsync().ConfigureAwait(false);
                if (!isWatched)
                    continue;
                _connection.Input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                _reading = _connection.Input.ReadAsync(_ends.Token).AsTask();
            }

            // What happened until then was told before it.
            string missing = await waiting.ConfigureAwait(false);
            await SendEventsAsync(_ends.Token).ConfigureAwait(false);
            return missing;
        }
        finally
        {
            if (!waiting.IsCompleted)
            {
                await gone.CancelAsync().ConfigureAwait(false);
                await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            // What came meanwhile has been looked at by nobody, and no more may come.
            if (hasMore && _reading is { IsCompleted: false })
            {
                _isWoken = true;
                _connection.Input.CancelPendingRead();
            }
        }
    }
}
