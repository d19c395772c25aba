using System.Text;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Firmware: slots, packages, activation.</summary>
public class FirmwareRules
{
    private const byte Full = 0, Initiate = 1, Continue = 2, End = 3, Abort = 4;

    private static readonly string _started = Reply(ReturnCode.BackgroundCommandStarted);

    private readonly Rig _rig = new("""{"firmware_slots": 3, "firmware_bytes_per_second": 1920}""");

    [Fact]
    public void W1_a_new_device_runs_the_firmware_in_slot_1() =>
        Assert.Equal(Info(0b00_000_001, "CXLWIRE 0.1", "", ""), _rig.Ask(Opcode.GetFirmwareInfo));

    [Fact]
    public void W2_a_whole_package_is_in_its_slot_once_its_time_is_over()
    {
        Assert.Equal(_started, Send(Full, slot: 2, offset: 9, Image("NEW 1")));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(999));
        Assert.Equal(Reply(ReturnCode.Success, "c7 00 0102 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", ""), _rig.Ask(Opcode.GetFirmwareInfo));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "NEW 1", ""), _rig.Ask(Opcode.GetFirmwareInfo));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0102 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
    }

    [Fact]
    public void W2_a_package_in_parts_is_in_its_slot_after_the_last_one()
    {
        SendParts(slot: 3, "NEW 2");
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", "NEW 2"), _rig.Ask(Opcode.GetFirmwareInfo));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Send(Continue, 3, 45, Bytes(128)));
    }

    [Theory]
    [InlineData(Continue, 14, 128)]
    [InlineData(Continue, 16, 128)]
    [InlineData(End, 0, 1919)]
    public void W2_a_part_that_does_not_follow_is_out_of_order_and_the_right_one_may_still_come(
        byte action, uint offset, int length)
    {
        Run(Initiate, 3, 0, Image("NEW"));
        Assert.Equal(Reply(ReturnCode.FirmwareTransferOutOfOrder), Send(action, 3, offset, Bytes(length)));
        Assert.Equal("W2", Refused(action, 3, offset, Bytes(length)));
        Run(End, 3, 15, Bytes(1));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", "NEW"), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Fact]
    public void W2_the_last_part_may_come_again_and_counts_once()
    {
        byte[] first = Bytes(1920), second = Bytes(128);
        Run(Initiate, 2, 0, first);
        Run(Continue, 2, 15, second);
        Run(Continue, 2, 15, second);
        Run(End, 2, 16, second);
        string hash = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData([.. first, .. second, .. second]));
        Assert.Equal(Info(1, "CXLWIRE 0.1", $"SHA256 {hash[..9]}", ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Theory]
    [InlineData(Full)]
    [InlineData(Initiate)]
    public void W2_one_package_at_a_time(byte action)
    {
        Run(Initiate, 3, 0, Image("NEW"));
        Assert.Equal(Reply(ReturnCode.FirmwareTransferInProgress), Send(action, 2, 0, Image("OTHER")));
        Run(End, 3, 15, []);
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", "NEW"), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Fact]
    public void W2_abort_forgets_the_parts_that_came()
    {
        Run(Initiate, 3, 0, Image("NEW"));
        Assert.Equal(Reply(ReturnCode.Success), Send(Abort, 0, 99, []));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Send(End, 3, 15, []));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Theory]
    [InlineData(30_000, true)]
    [InlineData(30_001, false)]
    public void W2_30_seconds_may_pass_between_parts(int milliseconds, bool isTaken)
    {
        Run(Initiate, 3, 0, Image("NEW"));
        _rig.Ask(Opcode.Identify);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(isTaken ? _started : Reply(ReturnCode.InvalidInput), Send(Continue, 3, 15, Bytes(128)));
        if (!isTaken)
            Assert.Equal(_started, Send(Initiate, 2, 0, Image("OTHER")));
    }

    [Theory]
    [InlineData(Full, 0)]
    [InlineData(Full, 1)]
    [InlineData(Full, 4)]
    [InlineData(End, 1)]
    public void W2_the_slot_of_the_last_part_exists_and_does_not_run(byte action, byte slot)
    {
        if (action == End)
            Run(Initiate, 1, 0, Image("NEW"));
        Assert.Equal(Reply(ReturnCode.InvalidSlot), Send(action, slot, 15, Bytes(128)));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Theory]
    [InlineData(Initiate, 1, 128)]
    [InlineData(Continue, 262_144, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(255, 0, 0)]
    public void W2_what_is_no_part_of_a_package_is_invalid_input(byte action, uint offset, int length)
    {
        if (action == Continue)
            Run(Initiate, 2, 0, Image("NEW"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Send(action, 2, offset, Bytes(length)));
        Assert.Equal("W2", Refused(action, 2, offset, Bytes(length)));
    }

    [Fact]
    public void W2_a_slot_that_runs_when_the_package_is_whole_keeps_its_firmware()
    {
        Run(Full, 2, 0, Image("NEW 1"));
        Assert.Equal(_started, Send(Full, 2, 0, Image("NEW 2")));
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.ActivateFirmware, "00 02"));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0102 0b00 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(Info(2, "CXLWIRE 0.1", "NEW 1", ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Fact]
    public void W2_a_reset_forgets_no_part()
    {
        Run(Initiate, 3, 0, Image("NEW"));
        Reset("power-on");
        Run(End, 3, 15, []);
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", "NEW"), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Fact]
    public void W3_a_package_without_bytes_fails_at_its_end()
    {
        Assert.Equal(_started, Send(Full, 2, 0, []));
        Assert.Equal(Reply(ReturnCode.Success, "c8 00 0102 0a00 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "", ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Theory]
    [InlineData("16 characters...", "16 characters...")]
    [InlineData("a\tb", null)]
    [InlineData("\0late", null)]
    [InlineData("", null)]
    public void W3_a_revision_is_the_text_at_the_beginning_else_a_hash(string begins, string? revision)
    {
        byte[] image = Image(begins);
        revision ??= "SHA256 " + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(image))[..9];
        Run(Full, 2, 0, image);
        Assert.Equal(Info(1, "CXLWIRE 0.1", revision, ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Fact]
    public void W4_what_is_activated_online_runs_at_once()
    {
        SendParts(slot: 2, "NEW 1");
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.ActivateFirmware, "00 02"));
        Assert.Equal(Info(2, "CXLWIRE 0.1", "NEW 1", ""), _rig.Ask(Opcode.GetFirmwareInfo));
        Assert.StartsWith(
            Reply(ReturnCode.Success, Text16("NEW 1")),
            _rig.Ask(Opcode.IdentifyMemoryDevice),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("function", true)]
    [InlineData("power-on", true)]
    [InlineData("function-level", false)]
    public void W4_what_is_staged_runs_after_a_reset(string kind, bool runs)
    {
        SendParts(slot: 2, "NEW 1");
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.ActivateFirmware, "01 02"));
        Assert.Equal(Info(0b00_010_001, "CXLWIRE 0.1", "NEW 1", ""), _rig.Ask(Opcode.GetFirmwareInfo));
        Reset(kind);
        Assert.Equal(
            Info((byte)(runs ? 0b00_000_010 : 0b00_010_001), "CXLWIRE 0.1", "NEW 1", ""),
            _rig.Ask(Opcode.GetFirmwareInfo));
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 01")]
    [InlineData("00 03")]
    [InlineData("01 04")]
    [InlineData("00 ff")]
    [InlineData("02 02")]
    public void W4_a_slot_without_firmware_that_could_run_and_an_unknown_action_are_refused(string payload)
    {
        SendParts(slot: 2, "NEW 1");
        ReturnCode code = payload == "02 02" ? ReturnCode.InvalidInput : ReturnCode.InvalidSlot;
        Assert.Equal(Reply(code), _rig.Ask(Opcode.ActivateFirmware, payload));
        Assert.Equal("W4", _rig.RefusedBy(Opcode.ActivateFirmware, payload));
        Assert.Equal(Info(1, "CXLWIRE 0.1", "NEW 1", ""), _rig.Ask(Opcode.GetFirmwareInfo));
    }

    private static string Info(byte slots, params string[] revisions) => Reply(
        ReturnCode.Success,
        $"03 {slots:x2} 01", new string('0', 26), string.Concat(revisions.Select(Text16)), new string('0', 32));

    private static string Text16(string text) =>
        Convert.ToHexString(Encoding.ASCII.GetBytes(text.PadRight(16, '\0')));

    private static byte[] Image(string begins)
    {
        byte[] image = Bytes(1920);
        image.AsSpan(0, 16).Clear();
        Encoding.ASCII.GetBytes(begins).CopyTo(image, 0);
        return image;
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7))];

    private static string[] Part(byte action, byte slot, uint offset, byte[] data) =>
    [
        $"{action:x2} {slot:x2} 0000",
        Convert.ToHexString(BitConverter.GetBytes(offset)),
        new string('0', 240),
        Convert.ToHexString(data),
    ];

    private string Send(byte action, byte slot, uint offset, byte[] data) =>
        _rig.Ask(Opcode.TransferFirmware, Part(action, slot, offset, data));

    private string? Refused(byte action, byte slot, uint offset, byte[] data) =>
        _rig.RefusedBy(Opcode.TransferFirmware, Part(action, slot, offset, data));

    private void Run(byte action, byte slot, uint offset, byte[] data)
    {
        Assert.Equal(_started, Send(action, slot, offset, data));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private void SendParts(byte slot, string begins)
    {
        Run(Initiate, slot, 0, Image(begins));
        Run(Continue, slot, 15, Bytes(1920));
        Run(Continue, slot, 30, Bytes(1920));
        Run(End, slot, 45, Bytes(1));
    }

    private void Reset(string kind)
    {
        if (kind == "")
            _rig.Device.Reset();
        else
            _rig.Host.Function.Reset(kind switch
            {
                "function" => ResetKind.Conventional,
                "power-on" => ResetKind.PowerOn,
                _ => ResetKind.FunctionLevel,
            });
    }
}
