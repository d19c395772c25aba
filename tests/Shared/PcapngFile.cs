using System.Buffers.Binary;
using System.Text;

namespace CxlWire.Tests;

/// <summary>A pcapng file, read apart from the code that writes it: every length in it has to agree.</summary>
internal sealed class PcapngFile
{
    private PcapngFile(IReadOnlyList<string> interfaces, IReadOnlyList<CapturedPacket> packets) =>
        (Interfaces, Packets) = (interfaces, packets);

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Interfaces { get; }

    public IReadOnlyList<CapturedPacket> Packets { get; }

    public static PcapngFile Read(ReadOnlySpan<byte> file)
    {
        var interfaces = new List<string>();
        var packets = new List<CapturedPacket>();
        bool isFirst = true;
        while (!file.IsEmpty)
        {
            uint type = BinaryPrimitives.ReadUInt32LittleEndian(file);
            int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
            Assert.Equal(0, length % 4);
            Assert.Equal(length, (int)BinaryPrimitives.ReadUInt32LittleEndian(file[(length - 4)..]));
            Assert.Equal(isFirst, type == 0x0A0D0D0A);
            isFirst = false;
            ReadOnlySpan<byte> body = file[8..(length - 4)];
            if (type == 0x0A0D0D0A)
                Assert.Equal("4d3c2b1a01000000ffffffffffffffff", Convert.ToHexStringLower(body[..16]));
            else if (type == 1)
                interfaces.Add(ReadInterface(body));
            else
                packets.Add(ReadPacket(type, body, interfaces));
            file = file[length..];
        }

        return new PcapngFile(interfaces, packets);
    }

    private static string ReadInterface(ReadOnlySpan<byte> body)
    {
        Assert.Equal("2301000000000000", Convert.ToHexStringLower(body[..8]));
        List<(int Code, byte[] Value)> options = ReadOptions(body[8..]);
        Assert.Equal([9], Assert.Single(options, option => option.Code == 9).Value);
        return Encoding.UTF8.GetString(Assert.Single(options, option => option.Code == 2).Value);
    }

    private static CapturedPacket ReadPacket(uint type, ReadOnlySpan<byte> body, List<string> interfaces)
    {
        Assert.Equal(6u, type);
        string name = interfaces[(int)BinaryPrimitives.ReadUInt32LittleEndian(body)];
        long time = ((long)BinaryPrimitives.ReadUInt32LittleEndian(body[4..]) << 32)
            | BinaryPrimitives.ReadUInt32LittleEndian(body[8..]);
        int length = (int)BinaryPrimitives.ReadUInt32LittleEndian(body[12..]);
        int whole = (int)BinaryPrimitives.ReadUInt32LittleEndian(body[16..]);
        Assert.InRange(length, 0, whole);
        List<(int Code, byte[] Value)> options = ReadOptions(body[(20 + ((length + 3) & ~3))..]);
        byte[] flags = Assert.Single(options, option => option.Code == 2).Value;
        options.RemoveAll(option => option.Code == 2);
        return new CapturedPacket(
            name,
            time,
            body.Slice(20, length).ToArray(),
            whole,
            BinaryPrimitives.ReadUInt32LittleEndian(flags),
            [
                .. options.Select(option =>
                {
                    Assert.Equal(1, option.Code);
                    return Encoding.UTF8.GetString(option.Value);
                }),
            ]);
    }

    private static List<(int Code, byte[] Value)> ReadOptions(ReadOnlySpan<byte> options)
    {
        var read = new List<(int, byte[])>();
        while (!options.IsEmpty)
        {
            int code = BinaryPrimitives.ReadUInt16LittleEndian(options);
            int length = BinaryPrimitives.ReadUInt16LittleEndian(options[2..]);
            Assert.Equal(code == 0, options.Length == 4);
            if (code != 0)
                read.Add((code, options.Slice(4, length).ToArray()));
            options = options[(4 + ((length + 3) & ~3))..];
        }

        return read;
    }
}

/// <param name="Interface">Name of its interface.</param>
/// <param name="Time">Nanoseconds.</param>
/// <param name="Bytes">The MCTP packet.</param>
/// <param name="Length">Bytes that it had.</param>
/// <param name="Flags">epb_flags: 1 inbound, 2 outbound, and errors from bit 24 on.</param>
/// <param name="Comments">What is said of it.</param>
internal sealed record CapturedPacket(
    string Interface, long Time, byte[] Bytes, int Length, uint Flags, IReadOnlyList<string> Comments);
