namespace CxlWire.Protocol.Mctp;

/// <summary>
/// A message cut into packets, each with its header. Reads as a list: <see cref="Count"/> packets, of which
/// <see cref="Write"/> writes any one.
/// </summary>
public readonly ref struct MctpPackets
{
    private readonly MctpHeader _address;
    private readonly byte _type;
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _unit;

    /// <summary>A message to be cut.</summary>
    /// <param name="address">
    /// Both EIDs, the tag and who owns it, and the sequence number of the first packet; the rest is said here.
    /// </param>
    /// <param name="type">What the message is, without an integrity check.</param>
    /// <param name="body">What follows the type.</param>
    /// <param name="unit">Largest payload of a packet, in bytes; the type counts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The unit is not positive.</exception>
    public MctpPackets(
        MctpHeader address, MctpMessageType type, ReadOnlySpan<byte> body, int unit = MctpPacket.BaselineUnit)
    {
        _address = address;
        _type = type.Value;
        _body = body;
        _unit = unit > 0 ? unit : throw new ArgumentOutOfRangeException(nameof(unit));
    }

    /// <summary>Packets of the message, at least 1.</summary>
    public int Count => CountOf(_body.Length, _unit);

    /// <summary>Packets of a message.</summary>
    /// <param name="body">Bytes that follow the message type.</param>
    /// <param name="unit">Largest payload of a packet, in bytes.</param>
    public static int CountOf(int body, int unit) => (MctpMessage.Size + body + unit - 1) / unit;

    /// <summary>Writes a packet.</summary>
    /// <param name="index">Which, from 0 on.</param>
    /// <param name="destination">Room for the header and the unit.</param>
    /// <returns>Bytes written.</returns>
    public int Write(int index, Span<byte> destination)
    {
        // Where the packet's payload begins in the body; the type is before it.
        int start = (index * _unit) - MctpMessage.Size;
        int end = Math.Min(start + _unit, _body.Length);
        MctpHeader header = _address with
        {
            HeaderVersion = MctpHeader.Version,
            PacketSequence = (byte)((_address.PacketSequence + index) & 3),
            StartOfMessage = index == 0,
            EndOfMessage = end == _body.Length,
        };
        header.TryWrite(destination);
        Span<byte> payload = destination.Slice(MctpHeader.Size);
        if (index == 0)
        {
            payload[0] = _type;
            payload = payload.Slice(MctpMessage.Size);
            start = 0;
        }

        _body.Slice(start, end - start).CopyTo(payload);
        return destination.Length - payload.Length + (end - start);
    }
}
