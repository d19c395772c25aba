using CxlWire.Device;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Mctp;
using CxlWire.Transport;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// A serial line with MCTP: whatever comes, in whatever pieces, what is answered is the same, all of it frames, and the
/// endpoint answers who is next. Pieces: kind of device, length of the splits; then bytes of the line.
/// </summary>
internal sealed class MctpTarget : FuzzTarget
{
    // Identify and Get Endpoint UUID, from an EID and with a tag that nobody else has.
    private static readonly byte[] _ping =
    [
        .. Frame([1, 0, 0xFE, 0xCF, 8, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]), .. Frame([1, 0, 0xFE, 0xCF, 0, 0x80, 3]),
    ];

    public override string Name => "mctp";

    public override byte[][] Create(Random random)
    {
        List<byte[]> pieces = [[(byte)random.Next(TestDevices.Count), (byte)(random.OneIn(2) ? 0 : random.Next(256))]];
        for (int i = random.Next(1, 20); i > 0; i--)
            pieces.Add(Line(random));
        return [.. pieces];
    }

    // A reply of a mebibyte for each request, and each byte of it escaped.
    public override long MaximumAllocation(long length) => (256L << 20) + (length << 20);

    public override void Run(byte[][] pieces)
    {
        if (pieces is not [[byte kind, byte split], ..])
            return;

        // An unfinished frame of 7Eh bytes may swallow what comes next: its length is not escaped.
        byte[] end = new byte[MctpSerialFrame.MaxSize];
        byte[] line = [.. pieces.Skip(1).SelectMany(p => p), .. end, .. _ping];
        string[] whole = Replies(ServeAsync(kind, line, 0).GetAwaiter().GetResult());
        string[] pieced = Replies(ServeAsync(kind, line, split).GetAwaiter().GetResult());
        FuzzFailure.Unless(whole.SequenceEqual(pieced), "pieces are answered as the whole is not", $"{split}");
        FuzzFailure.Unless(
            Convert.FromHexString(whole[^1]) is [1, 0xFE, _, 0xC7, 0, 0, 3, 0, ..],
            "the endpoint does not answer any more",
            whole[^1]);
    }

    private static byte[] Line(Random random)
    {
        byte[] message = random.OneIn(6)
            ? [0, (byte)random.Next(256), (byte)random.Next(8), .. Bytes(random, 6)]
            : random.OneIn(3) ? [7, .. Messages.Any(random, CciKinds.FabricManager)]
            : [8, .. Messages.Any(random, CciKinds.Host)];
        int unit = random.OneIn(4) ? 1 + random.Next(64) : MctpPacket.BaselineUnit;
        byte[][] parts = [.. message.Chunk(unit)];
        var line = new List<byte>();
        byte eid = (byte)(random.OneIn(20) ? random.Next(256) : 8 + random.Next(3));
        byte tag = (byte)random.Next(8);
        int first = random.Next(4);
        for (int i = 0; i < parts.Length; i++)
        {
            int flags = (i == 0 ? 0x80 : 0) | (i == parts.Length - 1 ? 0x40 : 0) | (((first + i) & 3) << 4) | 8 | tag;
            if (random.OneIn(50))
                flags ^= 1 << random.Next(8);
            byte destination = (byte)(random.OneIn(10) ? random.Next(256) : 9);
            byte[] frame = Frame([1, destination, eid, (byte)flags, .. parts[i]]);
            if (random.OneIn(50))
                frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
            if (random.OneIn(50))
                frame = frame[..random.Next(frame.Length)];
            line.AddRange(frame);
            if (random.OneIn(50))
                line.AddRange(frame);
        }

        return [.. line];
    }

    private static byte[] Bytes(Random random, int most)
    {
        byte[] bytes = new byte[random.Next(most)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Frame(byte[] packet)
    {
        byte[] frame = new byte[MctpSerialFrame.MaxSizeOf(packet.Length)];
        return frame[..MctpSerialFrame.Write(packet, frame)];
    }

    /// <summary>
    /// The packets of an answer but for notifications, which go out when there is time: what the Fabric Manager is told
    /// concerns hosts.
    /// </summary>
    private static string[] Replies(byte[] line)
    {
        const int TagOwner = 8;
        byte[] packet = new byte[MctpSerialFrame.MaxPacket];
        var replies = new List<string>();
        for (int at = 0; at < line.Length;)
        {
            MctpFrameStatus status = MctpSerialFrame.Read(line.AsSpan(at), packet, out int length, out int taken);
            FuzzFailure.Unless(status == MctpFrameStatus.Packet, "an answer is no frame", $"{status} at {at}");
            FuzzFailure.Unless(length is > 4 and <= 68, "a packet has not the length that it may have", $"{length}");
            if ((packet[3] & TagOwner) == 0)
                replies.Add(Convert.ToHexString(packet, 0, length));
            at += taken;
        }

        return [.. replies];
    }

    private static async Task<byte[]> ServeAsync(byte kind, byte[] line, int split)
    {
        CxlDevice device = TestDevices.Create(kind, new StepClock());
        var server = new MctpServer(
            new CciServer(device, device.Hosts[0].Cci, NullLogger.Instance),
            new CciServer(device, device.FabricManager.Cci, NullLogger.Instance),
            device.Configuration.SerialNumber,
            NullLogger.Instance);
        var link = new MemoryLink();
        Task served = server.ServeAsync(link, CancellationToken.None);
        await link.WriteAsync(line, split);
        link.EndInput();
        await served;
        link.EndOutput();
        return await link.ReadToEndAsync();
    }
}
