using System.Buffers;

namespace CxlWire.Transport.Connections;

/// <summary>
/// What was read and not yet taken, in one piece. It grows as far as a message needs, and shrinks again.
/// </summary>
/// <param name="maxMessage">Bytes of the longest message: fewer are left whenever something is read.</param>
internal sealed class InputBuffer(int maxMessage) : IDisposable
{
    private const int UsualSize = 4096;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(UsualSize);

    /// <summary>Bytes that were not taken.</summary>
    public int Length { get; private set; }

    /// <summary>Where to read to: never empty.</summary>
    public Span<byte> Room => _bytes.AsSpan(Length);

    /// <summary>What was not taken.</summary>
    public ReadOnlySequence<byte> Unread => new(_bytes, 0, Length);

    /// <summary>Counts bytes that were read to <see cref="Room"/>.</summary>
    public void Append(int count) => Length += count;

    /// <summary>Keeps the last bytes; all before them are taken.</summary>
    public void Keep(long count)
    {
        Span<byte> left = _bytes.AsSpan(Length - (int)count, (int)count);
        Length = (int)count;
        if (Length < _bytes.Length && (Length > 0 || _bytes.Length == UsualSize))
        {
            left.CopyTo(_bytes);
            return;
        }

        byte[] old = _bytes;
        _bytes = ArrayPool<byte>.Shared.Rent(
            Length == 0 ? UsualSize : Math.Min(2 * Length, Math.Max(maxMessage, UsualSize)));
        left.CopyTo(_bytes);
        ArrayPool<byte>.Shared.Return(old);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);
}
