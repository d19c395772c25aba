using System.Buffers;
using System.Collections;
using System.Text.Json;
using CxlWire.Control.Json;

namespace CxlWire.Control.Commands;

/// <summary>What a command works on while it runs, and until its result is written.</summary>
internal sealed class QmpCall : IDisposable
{
    private readonly ArrayBufferWriter<byte> _reply;
    private IEnumerator? _rest;
    private long _held;

    /// <param name="server">The shared part: devices, clock, sessions.</param>
    /// <param name="session">The connection that the command came from; null: commands about one do nothing.</param>
    /// <param name="reply">Where the reply is written.</param>
    public QmpCall(QmpServer server, QmpSession? session, ArrayBufferWriter<byte> reply)
    {
        (Server, Session, _reply) = (server, session, reply);
        Result = QmpJson.CreateWriter(reply);
    }

    public QmpServer Server { get; }

    public QmpSession? Session { get; }

    /// <summary>Takes one value; nothing written stands for an empty object.</summary>
    public Utf8JsonWriter Result { get; }

    /// <summary>
    /// Waited for before the result is written, the gate free: what it returns is an error, unless it is empty. It ends
    /// soon where it is cancelled. Null: nothing is.
    /// </summary>
    public Func<CancellationToken, Task<string>>? Wait { get; set; }

    /// <summary>Whether a part of the result is still to be written.</summary>
    public bool HasMore => _rest is not null;

    /// <summary>Has a long result written once the gate is free, piece by piece, as the peer takes it.</summary>
    /// <param name="steps">Write <see cref="Result"/>, a little each, from what does not change any more.</param>
    /// <param name="extents">Extents that are kept for it until then.</param>
    /// <exception cref="QmpException">Too many are kept.</exception>
    public void WriteLater(IEnumerable steps, int extents)
    {
        if (extents > QmpServer.ExtentsOfShortReply)
        {
            if (!Server.HeldExtents.TryTake(extents))
                throw QmpException.Generic("too many long replies are being written, to all sessions together");
            _held = extents;
        }

        _rest = steps.GetEnumerator();
    }

    /// <summary>Writes on until so many bytes of the reply wait, or all is written.</summary>
    public void WriteOn(int bytes)
    {
        while (_rest is not null && _reply.WrittenCount + Result.BytesPending < bytes)
        {
            if (!_rest.MoveNext())
                _rest = null;
        }

        Result.Flush();
    }

    /// <summary>Carries out a command.</summary>
    /// <param name="execute">Does it.</param>
    /// <param name="now">Bytes of the reply that are to be written at once, where it is longer.</param>
    /// <returns>What it returned, as it stands in the reply; empty where there is more.</returns>
    /// <exception cref="QmpException">It was not carried out; what it wrote is to be dropped.</exception>
    public ReadOnlyMemory<byte> Run(Action execute, int now)
    {
        Result.Flush();
        int before = _reply.WrittenCount;
        execute();
        WriteOn(now);
        if (HasMore)
            return default;
        if (_reply.WrittenCount == before)
        {
            Result.WriteStartObject();
            Result.WriteEndObject();
            Result.Flush();
        }

        return _reply.WrittenMemory[before..];
    }

    public void Dispose()
    {
        (_rest as IDisposable)?.Dispose();
        _rest = null;
        Server.HeldExtents.Return(_held);
        _held = 0;
        Result.Dispose();
    }
}
