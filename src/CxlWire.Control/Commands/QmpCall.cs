using System.Buffers;
using System.Text.Json;
using CxlWire.Control.Json;

namespace CxlWire.Control.Commands;

/// <summary>What a command works on while it runs.</summary>
internal sealed class QmpCall
{
    private readonly ArrayBufferWriter<byte> _reply;

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

    /// <summary>Carries out a command.</summary>
    /// <returns>What it returned, as it stands in the reply.</returns>
    /// <exception cref="QmpException">It was not carried out; what it wrote is to be dropped.</exception>
    public ReadOnlyMemory<byte> Run(Action execute)
    {
        Result.Flush();
        int before = _reply.WrittenCount;
        execute();
        Result.Flush();
        if (_reply.WrittenCount == before)
        {
            Result.WriteStartObject();
            Result.WriteEndObject();
            Result.Flush();
        }

        return _reply.WrittenMemory[before..];
    }
}
