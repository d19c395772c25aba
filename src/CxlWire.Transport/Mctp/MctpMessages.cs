using System.Buffers;
using System.IO.Pipelines;
using CxlWire.Protocol.Mctp;

namespace CxlWire.Transport.Mctp;

/// <summary>A message that came over a serial line.</summary>
/// <param name="Header">Header of its last packet: who says it to whom, with which tag.</param>
/// <param name="Bytes">Its type and its body, as far as they are kept.</param>
/// <param name="Length">Bytes that it has.</param>
internal readonly record struct MctpReceived(MctpHeader Header, byte[] Bytes, int Length);

/// <summary>Takes whole messages from a serial line, for who waits for one at a time.</summary>
/// <param name="line">What is received.</param>
/// <param name="maxMessage">Longest message that is kept, type included.</param>
internal sealed class MctpMessages(PipeReader line, int maxMessage) : IDisposable
{
    private readonly MctpReassembler _messages = new(maxMessage);
    private readonly byte[] _joined = new byte[MctpSerialFrame.MaxSize];
    private readonly byte[] _packet = new byte[MctpSerialFrame.MaxPacket];

    /// <summary>Waits for the next message, whoever it is for; null: the line has ended.</summary>
    public async Task<MctpReceived?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await line.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> unread = read.Buffer;
            MctpReceived? received = Take(ref unread);
            line.AdvanceTo(unread.Start, received is null ? read.Buffer.End : unread.Start);
            if (received is not null || read.IsCompleted)
                return received;
        }
    }

    public void Dispose() => _messages.Dispose();

    private MctpReceived? Take(ref ReadOnlySequence<byte> unread)
    {
        while (true)
        {
            ReadOnlySpan<byte> front = unread.FirstSpan;
            if (front.Length < Math.Min(unread.Length, _joined.Length))
            {
                int there = (int)Math.Min(unread.Length, _joined.Length);
                unread.Slice(0, there).CopyTo(_joined);
                front = _joined.AsSpan(0, there);
            }

            MctpFrameStatus status = MctpSerialFrame.Read(front, _packet, out int length, out int taken);
            unread = unread.Slice(taken);
            if (status == MctpFrameStatus.Incomplete)
                return null;
            if (status != MctpFrameStatus.Packet || length <= MctpHeader.Size)
                continue;
            _ = MctpHeader.TryRead(_packet.AsSpan(0, MctpHeader.Size), out MctpHeader header, out _);
            ReadOnlySpan<byte> payload = _packet.AsSpan(MctpHeader.Size, length - MctpHeader.Size);
            if (header.HeaderVersion == MctpHeader.Version
                && _messages.Add(header, payload, out ReadOnlySpan<byte> message, out int whole)
                    == MctpAssembly.Message)
            {
                return new MctpReceived(header, message.ToArray(), whole);
            }
        }
    }
}
