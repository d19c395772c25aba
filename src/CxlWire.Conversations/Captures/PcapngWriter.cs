using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CxlWire.Conversations.Captures;

/// <summary>
/// Writes blocks of pcapng (draft-ietf-opsawg-pcapng), little endian, times in nanoseconds. What is written reaches the
/// stream in blocks that are whole.
/// </summary>
internal sealed class PcapngWriter
{
    private const uint SectionHeaderBlock = 0x0A0D0D0A;
    private const uint InterfaceDescriptionBlock = 1;
    private const uint EnhancedPacketBlock = 6;
    private const uint ByteOrderMagic = 0x1A2B3C4D;
    private const ushort MajorVersion = 1;

    private const ushort EndOfOptions = 0;
    private const ushort CommentOption = 1;
    private const ushort NameOption = 2;
    private const ushort FlagsOption = 2;
    private const ushort ResolutionOption = 9;
    private const ushort ApplicationOption = 4;

    // 10 to the minus 9 seconds.
    private const byte Nanoseconds = 9;

    // Type and two lengths.
    private const int BlockOverhead = 12;

    // Options have 16 bits for their length; nobody reads as much.
    private const int MaxText = 1000;

    private const int MaxPending = 64 << 10;

    private readonly Stream _stream;
    private readonly ushort _linkType;
    private readonly ArrayBufferWriter<byte> _pending = new();
    private int _interfaces;

    /// <summary>Begins a section; nothing is written yet.</summary>
    /// <param name="stream">Stays the caller's.</param>
    /// <param name="linkType">Of all interfaces.</param>
    /// <param name="application">What wrote it.</param>
    public PcapngWriter(Stream stream, ushort linkType, string application)
    {
        (_stream, _linkType) = (stream, linkType);
        byte[] name = Encode(application);
        Begin(SectionHeaderBlock, 16 + LengthOfOption(name) + LengthOfOption([]));
        Write(ByteOrderMagic);
        Write(MajorVersion);
        Write((ushort)0);

        // The section's length is not known.
        Write(ulong.MaxValue);
        WriteOption(ApplicationOption, name);
        WriteOption(EndOfOptions, []);
        End(16 + LengthOfOption(name) + LengthOfOption([]));
    }

    /// <summary>Describes an interface.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public int AddInterface(string name)
    {
        byte[] text = Encode(name);
        int length = 8 + LengthOfOption(text) + LengthOfOption([Nanoseconds]) + LengthOfOption([]);
        Begin(InterfaceDescriptionBlock, length);
        Write(_linkType);
        Write((ushort)0);

        // Packets are of any length.
        Write(0u);
        WriteOption(NameOption, text);
        WriteOption(ResolutionOption, [Nanoseconds]);
        WriteOption(EndOfOptions, []);
        End(length);
        return _interfaces++;
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="interfaceNumber">Where it was seen.</param>
    /// <param name="time">Nanoseconds.</param>
    /// <param name="packet">What is captured of it.</param>
    /// <param name="length">Bytes that it had.</param>
    /// <param name="flags">Where it went, and what was wrong with it.</param>
    /// <param name="comments">What is said of it.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void WritePacket(
        int interfaceNumber,
        long time,
        ReadOnlySpan<byte> packet,
        int length,
        PacketFlags flags,
        IReadOnlyList<string> comments)
    {
        byte[][] texts = [.. comments.Select(Encode)];
        Span<byte> word = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(word, (uint)flags);
        int padded = Padded(packet.Length);
        int blockLength = 20 + padded + LengthOfOption(word)
            + texts.Sum(text => LengthOfOption(text)) + LengthOfOption([]);
        Begin(EnhancedPacketBlock, blockLength);
        Write((uint)interfaceNumber);
        Write((uint)(time >> 32));
        Write((uint)time);
        Write((uint)packet.Length);
        Write((uint)length);
        Span<byte> bytes = Take(padded);
        packet.CopyTo(bytes);
        WriteOption(FlagsOption, word);
        foreach (byte[] text in texts)
            WriteOption(CommentOption, text);
        WriteOption(EndOfOptions, []);
        End(blockLength);
    }

    /// <summary>Hands over what is written so far.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Flush()
    {
        if (_pending.WrittenCount > 0)
            _stream.Write(_pending.WrittenSpan);
        _pending.ResetWrittenCount();
        _stream.Flush();
    }

    /// <summary>Text of bounded length, without what would move a terminal's cursor.</summary>
    private static byte[] Encode(string text)
    {
        string legal = string.Create(Math.Min(text.Length, MaxText), text, (span, whole) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = char.IsControl(whole[i]) || char.IsSurrogate(whole[i]) ? '?' : whole[i];
        });
        return Encoding.UTF8.GetBytes(text.Length > MaxText ? legal + "..." : legal);
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static int LengthOfOption(ReadOnlySpan<byte> value) => 4 + Padded(value.Length);

    private void WriteOption(ushort code, ReadOnlySpan<byte> value)
    {
        Write(code);
        Write((ushort)value.Length);
        value.CopyTo(Take(Padded(value.Length)));
    }

    private void Begin(uint type, int length)
    {
        Write(type);
        Write((uint)(length + BlockOverhead));
    }

    private void End(int length)
    {
        Write((uint)(length + BlockOverhead));
        if (_pending.WrittenCount > MaxPending)
            Flush();
    }

    private void Write(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(sizeof(ushort)), value);

    private void Write(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(sizeof(uint)), value);

    private void Write(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), value);

    private Span<byte> Take(int length)
    {
        Span<byte> bytes = _pending.GetSpan(length)[..length];
        bytes.Clear();
        _pending.Advance(length);
        return bytes;
    }
}
