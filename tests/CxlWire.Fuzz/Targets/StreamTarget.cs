using System.Buffers.Binary;
using CxlWire.Device;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// A whole connection to a host's CCI: byte for byte the answers that a device like it gives when its commands are
/// called one by one. Pieces: kind of device, length of the splits; then bytes.
/// </summary>
internal sealed class StreamTarget : FuzzTarget
{
    public override string Name => "stream";

    public override byte[][] Create(Random random)
    {
        List<byte[]> pieces = [[(byte)random.Next(TestDevices.Count), (byte)(random.OneIn(2) ? 0 : random.Next(256))]];
        for (int i = random.Next(1, 20); i > 0; i--)
            pieces.Add(random.OneIn(30) ? Messages.Long(random) : Messages.Any(random, CciKinds.Host));
        return [.. pieces];
    }

    // A reply of a mebibyte for each request: 12 bytes may ask for one.
    public override long MaximumAllocation(long length) => (64L << 20) + (length << 18);

    public override void Run(byte[][] pieces)
    {
        if (pieces is not [[byte kind, byte split], ..])
            return;
        byte[] stream = [.. pieces.Skip(1).SelectMany(p => p)];
        byte[] expected = Expect(TestDevices.Create(kind, new StepClock()), stream, out bool endsBadly);
        CxlDevice device = TestDevices.Create(kind, new StepClock());
        (byte[] actual, Exception? end) = ServeAsync(device, stream, split).GetAwaiter().GetResult();
        FuzzFailure.Unless(end is null or InvalidDataException, "a connection ends with an error", $"{end}");
        FuzzFailure.Unless(endsBadly == end is not null, "C5: a category is not what ends a connection", $"{end}");
        int same = expected.AsSpan().CommonPrefixLength(actual);
        FuzzFailure.Unless(
            same == expected.Length && same == actual.Length,
            "the stream answers other bytes than the device",
            $"{expected.Length} and {actual.Length} bytes, the first {same} are the same");
    }

    private static async Task<(byte[] Output, Exception? End)> ServeAsync(CxlDevice device, byte[] stream, int split)
    {
        var link = new MemoryLink();
        Task served = new CciServer(device, device.Hosts[0].Cci, NullLogger.Instance)
            .ServeAsync(link, CancellationToken.None);
        await link.WriteAsync(stream, split);
        link.EndInput();
        Exception? end = null;
        try
        {
            await served;
        }
        catch (Exception e)
        {
            end = e;
        }

        link.EndOutput();
        return (await link.ReadToEndAsync(), end);
    }

    /// <summary>What has to be answered, by a framer that has the whole stream at once.</summary>
    private static byte[] Expect(CxlDevice device, ReadOnlySpan<byte> stream, out bool endsBadly)
    {
        CciPort port = device.Hosts[0].Cci;
        ushort notification = 0;
        port.EventNotification += mask => notification |= mask;
        using var output = new MemoryStream();
        byte[] reply = new byte[port.MaximumPayload];
        endsBadly = false;
        while (stream.Length >= CciHeader.Size)
        {
            int category = stream[0] & 0xF, length = stream[5] | (stream[6] << 8) | ((stream[7] & 0x1F) << 16);
            endsBadly = category > 1;
            if (endsBadly || stream.Length - CciHeader.Size < length)
                break;
            if (category == 0)
            {
                var opcode = new Opcode(BinaryPrimitives.ReadUInt16LittleEndian(stream[3..]));
                CommandResult result = length > port.MaximumPayload
                    ? port.RefuseOversized(opcode, (uint)length)
                    : port.Execute(opcode, stream.Slice(CciHeader.Size, length), reply);
                Write(output, 1, stream[1], opcode, result, reply.AsSpan(0, result.Length));
                if (notification != 0)
                    Write(
                        output, 0, 0, Opcode.EventNotification, default, [
                        (byte)notification, (byte)(notification >> 8)]);
                notification = 0;
            }

            stream = stream[(CciHeader.Size + length)..];
        }

        return output.ToArray();
    }

    private static void Write(
        MemoryStream output, byte category, byte tag, Opcode opcode, CommandResult result, ReadOnlySpan<byte> payload)
    {
        int length = payload.Length | (result.BackgroundOperation ? 1 << 23 : 0);
        output.Write(
        [
            category, tag, 0, (byte)opcode.Value, (byte)(opcode.Value >> 8),
            (byte)length, (byte)(length >> 8), (byte)(length >> 16), (byte)result.Code.Value,
            (byte)(result.Code.Value >> 8), 0, 0,
        ]);
        output.Write(payload);
    }
}
