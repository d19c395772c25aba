using System.Buffers;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Connections;

/// <summary>
/// A peer with a thread of its own, which reads, answers and writes by calls that block. Meanwhile others send through
/// the connection's pipe, as they do where there is no thread.
/// </summary>
internal sealed class ThreadCciConnection(
    EndpointConnection connection,
    TimeProvider time,
    ILogger logger,
    Func<ConnectionOutput, Action<Exception>, PeerSession> createSession,
    CancellationToken cancellationToken)
    : CciConnection(
        connection.Output, connection.Transport, time, connection, logger, createSession, cancellationToken)
{
    private readonly EndpointTransport _transport = connection.Transport;

    /// <summary>Serves the peer until its end.</summary>
    public void Run()
    {
        using CancellationTokenRegistration cancelled = Cancelled.UnsafeRegister(
            static transport => ((EndpointTransport)transport!).Wake(), _transport);
        using var input = new InputBuffer(Session.MaxRequest);
        try
        {
            while (true)
            {
                int received = _transport.Read(input.Room);
                ThrowIfOver();
                if (received == 0)
                    break;
                input.Append(received);
                SendAnswers(input);
            }

            LogEnd(input.Length);
            Deferred.WaitAsync(Cancelled).GetAwaiter().GetResult();
        }
        catch (IOException) when (Cancelled.IsCancellationRequested)
        {
            throw new OperationCanceledException(Cancelled);
        }
    }

    protected override void WakeReader() => _transport.Wake();

    /// <summary>Answers all that is there, and sends it as the peer takes it.</summary>
    private void SendAnswers(InputBuffer input)
    {
        Session.Begin();
        ReadOnlySequence<byte> unread = input.Unread;
        byte[] output = ArrayPool<byte>.Shared.Rent(Session.OutputSize);
        Answer answer;
        do
        {
            Output.Enter(Cancelled);
            try
            {
                answer = Session.Answer(ref unread, output.AsSpan(0, Session.OutputSize));
                if (answer.Length > 0)
                    _transport.Write(output.AsMemory(0, answer.Length));
            }
            finally
            {
                Output.Exit();
            }

            if (answer.Faulty is { } reply)
                Deferred.SendAsync(reply, Cancelled).GetAwaiter().GetResult();
        }
        while (answer.GoesOn);
        ArrayPool<byte>.Shared.Return(output);
        input.Keep(unread.Length);
        ThrowIfInvalid(answer);
    }
}
