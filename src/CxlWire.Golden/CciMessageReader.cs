using System.Diagnostics.CodeAnalysis;

namespace CxlWire.Golden;

/// <summary>Takes a recorded CCI stream apart, one message at a time.</summary>
/// <param name="stream">Messages back to back.</param>
public sealed class CciMessageReader(ReadOnlyMemory<byte> stream)
{
    private int _offset;
    private int _index;

    /// <summary>The message that the input ends in, once <see cref="TryRead"/> has come to it.</summary>
    public CciStreamError? Error { get; private set; }

    /// <summary>Where the next message begins, counted from the start of the input.</summary>
    public int Offset => _offset;

    /// <summary>What has not been read: after an <see cref="Error"/>, the cut message.</summary>
    public ReadOnlyMemory<byte> Rest => stream[_offset..];

    /// <summary>Reads the next message.</summary>
    /// <returns>False at the end of the input; <see cref="Error"/> says whether it is a clean one.</returns>
    public bool TryRead([NotNullWhen(true)] out CciMessage? message)
    {
        message = null;
        if (_offset == stream.Length || Error is not null)
            return false;
        if (!CciMessage.TryRead(stream[_offset..], _index, _offset, out message, out CciStreamError error))
        {
            Error = error;
            return false;
        }

        _offset += message.Bytes.Length;
        _index++;
        return true;
    }

    /// <summary>The messages that are left, read as they are asked for.</summary>
    public IEnumerable<CciMessage> ReadToEnd()
    {
        while (TryRead(out CciMessage? message))
            yield return message;
    }
}
