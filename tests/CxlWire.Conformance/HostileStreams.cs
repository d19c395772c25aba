using System.Buffers.Binary;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Mutation;
using CxlWire.Fuzz.Targets;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Conformance;

/// <summary>
/// Golden requests that end early, or lie: the device is as before, bit for bit, and the next connection is served.
/// </summary>
public class HostileStreams
{
    private static readonly byte[] _ping = [0, 7, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] _pong = [1, 7, 0, 0, 0xC0, 0, 0, 0, 3, 0, 0, 0];

    // All commands are there.
    private readonly CxlDevice _device = new(DeviceConfiguration.Default with { Hosts = 2 }, new StepClock());

    /// <summary>Requests that a device answers.</summary>
    public static TheoryData<string> Requests =>
        [.. Goldens.All.Values.Where(c => c is { IsMessage: true, ReturnCode: not null }).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_that_ends_early_does_nothing(string name)
    {
        byte[] message = Goldens.All[name].Bytes.ToArray();
        byte[] before = DeviceSnapshot.Of(_device);
        CciServer server = ServerFor(message);
        for (int length = 0; length < message.Length; length++)
            Assert.Empty(await SayAsync(server, message[..length]));
        Assert.Equal(before, DeviceSnapshot.Of(_device));
        Assert.Equal(_pong, await SayAsync(server, _ping));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_length_that_is_not_there_does_nothing(string name)
    {
        byte[] message = Goldens.All[name].Bytes.ToArray();
        byte[] before = DeviceSnapshot.Of(_device);
        CciServer server = ServerFor(message);
        foreach (int length in new[] { message.Length, 2048, 2049, 65536, 1 << 20, (1 << 21) - 1 }
            .Where(l => l > message.Length - CciHeader.Size))
            Assert.Empty(await SayAsync(server, WithLength(message, length)));
        Assert.Equal(before, DeviceSnapshot.Of(_device));
        Assert.Equal(_pong, await SayAsync(server, _ping));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task The_longest_payload_is_read_to_its_end_and_refused(string name)
    {
        const int Longest = (1 << 21) - 1;
        byte[] message = Goldens.All[name].Bytes.ToArray();
        byte[] before = DeviceSnapshot.Of(_device);
        byte[] whole = [.. WithLength(message, Longest), .. new byte[Longest - message.Length + CciHeader.Size]];
        byte[] output = await SayAsync(ServerFor(message), [.. whole, .. _ping]);
        Assert.Equal(CciHeader.Size + _pong.Length, output.Length);
        Assert.Equal(ReturnCode.InvalidPayloadLength.Value, BinaryPrimitives.ReadUInt16LittleEndian(output.AsSpan(8)));
        Assert.Equal(_pong, output[CciHeader.Size..]);
        Assert.Equal(before, DeviceSnapshot.Of(_device));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_count_that_lies_is_refused(string name)
    {
        GoldenCase golden = Goldens.All[name];
        if (golden is not { Layout.List.Count: { } count, Refusal: null })
            return;
        byte[] message = golden.Bytes.ToArray();
        byte[] before = DeviceSnapshot.Of(_device);
        ulong told = Layout.ReadUnsigned(golden.LayoutBytes.Span, count);
        ulong most = count.BitCount == 64 ? ulong.MaxValue : (1UL << count.BitCount) - 1;
        foreach (ulong lie in new ulong[] { 0, told - 1, told + 1, most / 2, most - 1, most }
            .Where(l => l <= most && l != told))
        {
            byte[] lying = [.. message];
            Layout.WriteUnsigned(lying.AsSpan(CciHeader.Size), count, lie);
            byte[] output = await SayAsync(ServerFor(message), lying);
            Assert.Equal(CciHeader.Size, output.Length);
            Assert.NotEqual(0, BinaryPrimitives.ReadUInt16LittleEndian(output.AsSpan(8)));
        }

        Assert.Equal(before, DeviceSnapshot.Of(_device));
    }

    [Fact]
    public async Task A_control_request_that_ends_early_does_nothing()
    {
        byte[] before = DeviceSnapshot.Of(_device);
        using var server = new QmpServer([_device]);
        byte[] hello = "{\"execute\": \"qmp_capabilities\"}"u8.ToArray();
        foreach (byte[] request in Seeds.ControlRequests.Select(r => r.AsSpan().TrimEnd((byte)'\n').ToArray())
            .Where(r => r.Length < 1000))
        {
            // With capabilities inside them, or several requests, what is whole is done.
            if (request.AsSpan().IndexOf("}{"u8) >= 0 || request.AsSpan().Count("\"execute\""u8) != 1)
                continue;
            for (int length = 0; length < request.Length; length++)
            {
                var link = new MemoryLink();
                await link.WriteAsync((byte[])[.. hello, .. request[..length]]);
                link.EndInput();
                await server.RunAsync(link, CancellationToken.None);
                link.EndOutput();
                string output = System.Text.Encoding.ASCII.GetString(await link.ReadToEndAsync());
                Assert.Equal(length == 0 ? 2 : 3, output.Count(c => c == '\n'));
            }
        }

        Assert.Equal(before, DeviceSnapshot.Of(_device));
    }

    private static byte[] WithLength(byte[] message, int length)
    {
        byte[] changed = [.. message];
        (changed[5], changed[6], changed[7]) =
            ((byte)length, (byte)(length >> 8), (byte)((changed[7] & 0xE0) | (length >> 16)));
        return changed;
    }

    private static async Task<byte[]> SayAsync(CciServer server, byte[] bytes)
    {
        var link = new MemoryLink();
        await link.WriteAsync(bytes);
        link.EndInput();
        await server.ServeAsync(link, CancellationToken.None);
        link.EndOutput();
        return await link.ReadToEndAsync();
    }

    private CciServer ServerFor(byte[] message)
    {
        var opcode = new Opcode(BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(3)));
        bool isHosts = !CommandTable.TryGet(opcode, out CommandRow row) || (row.Ccis & CciKinds.Host) != 0;
        return new CciServer(_device, isHosts ? _device.Hosts[0].Cci : _device.FabricManager.Cci, NullLogger.Instance);
    }
}
