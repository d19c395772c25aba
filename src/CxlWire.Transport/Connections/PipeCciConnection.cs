using System.Buffers;
using System.IO.Pipelines;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Connections;

/// <summary>A peer on any two pipes, served by the event loop.</summary>
internal sealed class PipeCciConnection(
    IDuplexPipe pipe,
    TimeProvider time,
    ILogger logger,
    Func<ConnectionOutput, Action<Exception>, PeerSession> createSession,
    CancellationToken cancellationToken)
    : CciConnection(
        pipe.Output, (pipe as EndpointConnection)?.Transport, time, pipe, logger, createSession, cancellationToken)
{
    /// <summary>A peer that always has more to say gives way to the others after so many reads.</summary>
    private const int MaxReadsInARow = 16;

    /// <summary>Serves the peer until its end.</summary>
    public async Task RunAsync()
    {
        // Once for all: pipes that are given the token register with it for each read and each flush. The read last:
        // its end may be the connection's, here and now.
        using CancellationTokenRegistration cancelled = Cancelled.UnsafeRegister(
            static state =>
            {
                var pipe = (IDuplexPipe)state!;
                pipe.Output.CancelPendingFlush();
                pipe.Input.CancelPendingRead();
            },
            pipe);
        int readsInARow = 0;
        long left = 0;
        while (true)
        {
            ValueTask<ReadResult> reading = pipe.Input.ReadAsync(CancellationToken.None);
            readsInARow = reading.IsCompleted ? readsInARow + 1 : 0;
            ReadResult read = await reading;
            ThrowIfOver();
            if (readsInARow >= MaxReadsInARow)
            {
                readsInARow = 0;
                await Task.Yield();
            }

            // The end may come with nothing new: then there is nothing to wait for the output for.
            ReadOnlySequence<byte> unread = read.Buffer;
            if (unread.Length > left)
                unread = await SendAnswersAsync(unread);
            left = unread.Length;
            pipe.Input.AdvanceTo(unread.Start, unread.End);
            if (!read.IsCompleted)
                continue;
            LogEnd(left);
            await Deferred.WaitAsync(Cancelled);
            return;
        }
    }

    protected override void WakeReader() => pipe.Input.CancelPendingRead();

    /// <summary>Answers all that is there, and sends it as the peer takes it.</summary>
    /// <returns>What is left.</returns>
    private async ValueTask<ReadOnlySequence<byte>> SendAnswersAsync(ReadOnlySequence<byte> unread)
    {
        Session.Begin();
        Answer answer;
        do
        {
            await Output.EnterAsync(Cancelled);
            try
            {
                answer = Session.Answer(ref unread, pipe.Output.GetSpan(Session.OutputSize)[..Session.OutputSize]);
                pipe.Output.Advance(answer.Length);
                await Output.FlushAsync(CancellationToken.None);
                Cancelled.ThrowIfCancellationRequested();
            }
            finally
            {
                Output.Exit();
            }

            if (answer.Faulty is { } reply)
                await Deferred.SendAsync(reply, Cancelled);
        }
        while (answer.GoesOn);
        ThrowIfInvalid(answer);
        return unread;
    }
}
