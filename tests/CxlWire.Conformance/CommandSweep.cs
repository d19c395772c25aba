using System.Text;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Fuzz.Targets;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Tests;
using CxlWire.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Conformance;

/// <summary>
/// Every command that libcxlmi's programs, Linux's driver and QEMU's type 3 device know, as a client of a stream sends
/// it: what each needs before it is sent, too, and then it succeeds, but for 4600h, since no protocol takes data. The
/// list is written down here, from what they know, and not the device's own.
/// </summary>
public class CommandSweep
{
    private const string CommandEffectsLog = "0da9c0b5bf414b788f7996b1623b3f17";
    private const string VendorDebugLog = "5e1819d911a9400c811fd60719403d86";
    private const string ComponentStateDumpLog = "b3fab4cf01b64332943e5e9962f23567";
    private const string PatrolScrub = "96dad7d6fde8482ba73375774e06db8a";
    private const string Tag = "5be13ce47e8d4dd2a5a33e5bfa5a5f01";

    // Behind 1 GiB of static capacity.
    private const string Block0 = "0000004000000000" + "0000200000000000";

    private static readonly string _noTag = Hex.Zeros(16);

    // A whole package for slot 2.
    private static readonly string _firmware = "00 02 0000" + Hex.U32(0) + Hex.Zeros(120) + Hex.Zeros(128);

    // A user's, which none is before.
    private static readonly string _passphrase = string.Concat(Enumerable.Repeat("70", 32));
    private static readonly (ushort, string) _setPassphrase =
        (0x4501, "01" + Hex.Zeros(31) + Hex.Zeros(32) + _passphrase);

    private static readonly string _oneBlock = Hex.U32(1) + "00 000000" + Block0 + Hex.Zeros(8);
    private static readonly (ushort, string) _offer = (
        0x5604, "0000 02 00" + Hex.U64(0) + _noTag + Hex.U32(1) + Block0 + _noTag + Hex.Zeros(8));

    private static readonly (ushort, string) _offerTag = (
        0x5604, "0000 02 00" + Hex.U64(0) + Tag + Hex.U32(1) + Block0 + Tag + Hex.Zeros(8));

    private static readonly DeviceConfiguration _device = DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(
        """
        {"hosts": 2, "volatile_capacity": "256 MiB", "persistent_capacity": "256 MiB",
         "partitionable_capacity": "512 MiB", "partition_alignment": "256 MiB", "lsa_size": 4096,
         "regions": [{"length": "1 GiB"}]}
        """));

    /// <summary>What a command needs before it can succeed, and its payload.</summary>
    private static readonly Dictionary<ushort, Case> _cases = new()
    {
        // libcxlmi, generic.
        [0x0001] = new(""),
        [0x0002] = new(""),
        [0x0003] = new(""),
        [0x0004] = new("0a"),
        [0x0005] = new("", (0x4400, "")),
        [0x0100] = new("04"),
        [0x0101] = new("00 00 01 000000 0100", (0x4301, Hex.U64(0x1000))),
        [0x0102] = new(""),
        [0x0103] = new("01 01 01 01 01"),
        [0x0104] = new(""),
        [0x0105] = new("1f 80"),
        [0x0200] = new(""),
        [0x0201] = new(_firmware) { Code = ReturnCode.BackgroundCommandStarted },
        [0x0202] = new("01 02", (0x0201, _firmware)) { Wait = TimeSpan.FromSeconds(1) },
        [0x0300] = new(""),
        [0x0301] = new(Hex.U64(1767225600000000000)),
        [0x0400] = new(""),
        [0x0401] = new(CommandEffectsLog + Hex.U32(0) + Hex.U32(4)),
        [0x0402] = new(CommandEffectsLog),
        [0x0403] = new(VendorDebugLog),
        [0x0404] = new(ComponentStateDumpLog) { Code = ReturnCode.BackgroundCommandStarted },
        [0x0405] = new("ff 00"),
        [0x0500] = new(Hex.U32(2048) + "0000 0000"),
        [0x0501] = new(PatrolScrub + "0000 0400 00"),
        [0x0502] = new(PatrolScrub + "08000000 0000 01" + Hex.Zeros(9) + "1801"),
        [0x0600] = new("00 00"),

        // libcxlmi, memdev.
        [0x4000] = new(""),
        [0x4100] = new(""),
        [0x4101] = new(Hex.U64(1) + "00"),
        [0x4102] = new(Hex.U32(0) + Hex.U32(256)),
        [0x4103] = new(Hex.U32(0) + Hex.U32(0) + "00010203"),
        [0x4200] = new(""),
        [0x4201] = new(""),
        [0x4202] = new(Hex.Zeros(12)),
        [0x4203] = new(""),
        [0x4204] = new("01"),
        [0x4300] = new(Hex.U64(0) + Hex.U64(0x400)),
        [0x4301] = new(Hex.U64(0x1000)),
        [0x4302] = new(Hex.U64(0x1000) + Hex.Zeros(64), (0x4301, Hex.U64(0x1000))),
        [0x4303] = new(Hex.U64(0) + Hex.U64(0x400)),
        [0x4304] = new(Hex.U64(0) + Hex.U64(0x400) + "00") { Code = ReturnCode.BackgroundCommandStarted },
        [0x4305] = new("", (0x4304, Hex.U64(0) + Hex.U64(0x400) + "00")) { Wait = TimeSpan.FromSeconds(1) },
        [0x4400] = new("") { Code = ReturnCode.BackgroundCommandStarted },
        [0x4401] = new(""),
        [0x4402] = new("01 00 0000" + Hex.U32(1) + Hex.U64(0) + Hex.U64(4096))
        {
            Code = ReturnCode.BackgroundCommandStarted,
        },
        [0x4500] = new(""),
        [0x4501] = new(_setPassphrase.Item2),
        [0x4502] = new("01" + Hex.Zeros(31) + _passphrase, _setPassphrase),
        [0x4503] = new(_passphrase, _setPassphrase) { HasReset = true },
        [0x4504] = new(""),
        [0x4505] = new("01" + Hex.Zeros(31) + _passphrase, _setPassphrase),
        [0x4600] = new("01 0100" + Hex.Zeros(5)) { Code = ReturnCode.InvalidInput },
        [0x4601] = new("00 0000" + Hex.Zeros(5)),
        [0x4700] = new(""),
        [0x4701] = new("01 0a 19 08"),
        [0x4702] = new(""),
        [0x4800] = new("08 00"),
        [0x4801] = new(Hex.U32(8) + Hex.U32(0)),
        [0x4802] = new(_oneBlock, _offer),
        [0x4803] = new(_oneBlock, _offer, (0x4802, _oneBlock)),

        // Fabric Managers'.
        [0x5300] = new("00 00 0c00" + "00 5a 00 0100 000000 0000 0000"),
        [0x5400] = new(""),
        [0x5401] = new("00 10"),
        [0x5402] = new("01 00 0000" + Hex.U64(3) + Hex.U64(1)),
        [0x5403] = new(""),
        [0x5404] = new("01 0a 19 08 0000 40"),
        [0x5405] = new(""),
        [0x5406] = new("02 00"),
        [0x5407] = new("02 00 4080"),
        [0x5408] = new("02 00"),
        [0x5409] = new("02 00 80ff"),
        [0x5500] = new("00 08"),
        [0x5501] = new("00 08"),
        [0x5600] = new(""),
        [0x5601] = new("0000 08 00"),
        [0x5602] = new("00 000000" + Hex.U64(2 << 20) + "00 000000"),
        [0x5603] = new("0000 0000" + Hex.U32(8) + Hex.U32(0)),
        [0x5604] = new(_offer.Item2),
        [0x5605] = new(
            "0000 01 00" + Hex.U64(0) + _noTag + Hex.U32(1) + Block0 + _noTag + Hex.Zeros(8),
            _offer,
            (0x4802, _oneBlock)),
        [0x5606] = new(Tag, _offerTag),
        [0x5607] = new(Tag, _offerTag, (0x5606, Tag)),
        [0x5608] = new(Hex.U32(0) + Hex.U32(8)),
    };

    public static TheoryData<ushort> Opcodes => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Opcodes))]
    public async Task A_command_that_clients_know_does_what_it_is_for(ushort opcode)
    {
        Case command = _cases[opcode];
        var clock = new StepClock();
        var device = new CxlDevice(_device, clock);
        foreach ((ushort Opcode, string Payload) step in command.Before)
        {
            CciHeader before = await AskAsync(device, step.Opcode, step.Payload);
            Assert.True(before.ReturnCode.Value <= 1, $"{before.Opcode}: {before.ReturnCode}");
        }

        clock.Advance(command.Wait);
        if (command.HasReset)
            device.Reset();
        CciHeader reply = await AskAsync(device, opcode, command.Payload);
        Assert.Equal(
            (new Opcode(opcode), command.Code, (ushort)0), (reply.Opcode, reply.ReturnCode, reply.VendorStatus));
    }

    /// <summary>Sends a message on a stream of its own, and reads the one that is the answer.</summary>
    private static async Task<CciHeader> AskAsync(CxlDevice device, ushort opcode, string payload)
    {
        byte[] body = Hex.Bytes(payload);
        byte[] request = new byte[CciHeader.Size];
        new CciHeader { MessageTag = 0x5A, Opcode = new Opcode(opcode), PayloadLength = (uint)body.Length }
            .TryWrite(request);
        CciPort port = opcode < 0x5000 ? device.Hosts[0].Cci : device.FabricManager.Cci;
        var link = new MemoryLink();
        await link.WriteAsync((byte[])[.. request, .. body]);
        link.EndInput();
        await new CciServer(device, port, NullLogger.Instance).ServeAsync(link, CancellationToken.None);
        link.EndOutput();
        byte[] reply = await link.ReadToEndAsync();
        Assert.True(CciHeader.TryRead(reply.AsSpan(0, CciHeader.Size), out CciHeader header, out _));
        Assert.Equal(reply.Length - CciHeader.Size, (int)header.PayloadLength);
        Assert.Equal((CciCategory.Response, (byte)0x5A), (header.Category, header.MessageTag));
        return header;
    }

    /// <summary>A command: what is sent before it, and how it ends.</summary>
    private sealed record Case(string Payload, params (ushort Opcode, string Payload)[] Before)
    {
        public ReturnCode Code { get; init; } = ReturnCode.Success;

        /// <summary>What passes before it is sent.</summary>
        public TimeSpan Wait { get; init; }

        /// <summary>Whether the device is reset before it is sent.</summary>
        public bool HasReset { get; init; }
    }
}
