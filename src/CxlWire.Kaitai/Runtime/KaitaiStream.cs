using System.Buffers.Binary;

namespace Kaitai;

/// <summary>
/// Bytes with a position: the part of the Kaitai Struct runtime's API that the generated parsers use. A read beyond the
/// end throws <see cref="EndOfStreamException"/> and leaves the position where it was.
/// </summary>
public sealed class KaitaiStream
{
    private readonly byte[] _bytes;
    private int _position;

    // Bits of the byte before _position that no bit field has taken yet, the next one lowest.
    private UInt128 _bits;
    private int _bitCount;

    /// <summary>A stream over <paramref name="bytes"/>, which it does not copy.</summary>
    public KaitaiStream(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        _bytes = bytes;
    }

    /// <summary>A stream over a file's bytes.</summary>
    public KaitaiStream(string fileName) : this(File.ReadAllBytes(fileName))
    {
    }

    /// <summary>Length in bytes.</summary>
    public long Size => _bytes.Length;

    /// <summary>Bytes read so far; a byte of which some bits have been read counts.</summary>
    public long Pos => _position;

    /// <summary>Whether every byte, and every bit of the last one, has been read.</summary>
    public bool IsEof => _position == _bytes.Length && _bitCount == 0;

    /// <summary>Goes to the byte at <paramref name="position"/>.</summary>
    /// <exception cref="EndOfStreamException">The position is not in the stream.</exception>
    public void Seek(long position)
    {
        if (position < 0 || position > _bytes.Length)
            throw new EndOfStreamException($"no byte {position} in a stream of {_bytes.Length}");
        AlignToByte();
        _position = (int)position;
    }

    /// <summary>Drops what bit fields have left of the current byte.</summary>
    public void AlignToByte()
    {
        _bits = 0;
        _bitCount = 0;
    }

    /// <summary>Reads an unsigned byte.</summary>
    public byte ReadU1() => Take(1)[0];

    /// <summary>Reads 2 bytes, little endian.</summary>
    public ushort ReadU2le() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    /// <summary>Reads 2 bytes, little endian, signed.</summary>
    public short ReadS2le() => BinaryPrimitives.ReadInt16LittleEndian(Take(2));

    /// <summary>Reads 4 bytes, little endian.</summary>
    public uint ReadU4le() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>Reads 8 bytes, little endian.</summary>
    public ulong ReadU8le() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>Reads <paramref name="count"/> bytes.</summary>
    public byte[] ReadBytes(long count) => Take(count).ToArray();

    /// <summary>Reads <paramref name="count"/> bytes.</summary>
    public byte[] ReadBytes(ulong count) => Take((long)Math.Min(count, long.MaxValue)).ToArray();

    /// <summary>Reads all bytes that are left.</summary>
    public byte[] ReadBytesFull() => Take(_bytes.Length - _position).ToArray();

    /// <summary>Reads <paramref name="count"/> bits, 1 to 64, from bit 0 of a byte upwards.</summary>
    public ulong ReadBitsIntLe(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 64);

        int missing = Math.Max(0, count - _bitCount);
        foreach (byte next in TakeBytes((missing + 7) / 8))
        {
            _bits |= (UInt128)next << _bitCount;
            _bitCount += 8;
        }

        ulong value = (ulong)(_bits & ((UInt128.One << count) - 1));
        _bits >>= count;
        _bitCount -= count;
        return value;
    }

    /// <summary>Compares byte by byte, a prefix being less: negative, 0 or positive.</summary>
    public static int ByteArrayCompare(byte[] left, byte[] right) => left.AsSpan().SequenceCompareTo(right);

    /// <summary>Drops every <paramref name="padding"/> byte at the end.</summary>
    public static byte[] BytesStripRight(byte[] bytes, byte padding) => bytes.AsSpan().TrimEnd(padding).ToArray();

    private ReadOnlySpan<byte> Take(long count)
    {
        AlignToByte();
        return TakeBytes(count);
    }

    private ReadOnlySpan<byte> TakeBytes(long count)
    {
        int left = _bytes.Length - _position;
        if (count < 0 || count > left)
            throw new EndOfStreamException($"{count} bytes wanted at byte {_position}, {left} left");
        ReadOnlySpan<byte> taken = _bytes.AsSpan(_position, (int)count);
        _position += (int)count;
        return taken;
    }
}
