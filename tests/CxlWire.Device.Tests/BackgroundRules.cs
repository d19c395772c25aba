using System.Text;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Commands that go on in the background; a firmware package of a second is the example.</summary>
public class BackgroundRules
{
    private static readonly string _started = Reply(ReturnCode.BackgroundCommandStarted);

    private static readonly string[] _package =
    [
        "00 02 0000 00000000",
        new string('0', 240),
        Convert.ToHexString(Encoding.ASCII.GetBytes("NEW.".PadRight(1000))),
    ];

    private readonly Rig _rig = new("""{"hosts": 2, "firmware_bytes_per_second": 1000}""");

    [Fact]
    public void B1_one_command_at_a_time_goes_on_in_the_background_for_all_hosts()
    {
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
        foreach (Host host in _rig.Device.Hosts)
        {
            Assert.Equal(Reply(ReturnCode.Busy), Ask(host.Cci, Opcode.TransferFirmware, _package));
            Assert.Equal(
                Reply(ReturnCode.Success, "01 00 0102 0000 0000"), Ask(host.Cci, Opcode.BackgroundOperationStatus));
        }

        Assert.Equal("B1", _rig.RefusedBy(Opcode.TransferFirmware, _package));
        Assert.Equal(Reply(ReturnCode.InvalidPayloadLength), _rig.Ask(Opcode.TransferFirmware, "00"));
        Assert.StartsWith("Success: ", _rig.Ask(Opcode.Identify), StringComparison.Ordinal);
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
    }

    [Fact]
    public void B2_a_command_ends_by_the_clock_though_nobody_asks()
    {
        using JournalReader reader = _rig.Device.Journal.Open();
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
        Assert.True(reader.TryRead(new JournalEntry()));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(999));
        var entry = new JournalEntry();
        Assert.False(reader.TryRead(entry));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(reader.TryRead(entry));
        Assert.Equal(
            (JournalEntryKind.BackgroundEnded, null, 1_000_000_000L), (entry.Kind, entry.HostId, entry.Time));
        Assert.False(reader.TryRead(entry));
    }

    [Fact]
    public void B2_a_command_outlives_a_reset()
    {
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        _rig.Device.Reset();
        Assert.Equal(Reply(ReturnCode.Success, "65 00 0102 0000 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.StartsWith(
            Reply(ReturnCode.Success, "c8 00 0102"), _rig.Ask(Opcode.BackgroundOperationStatus),
            StringComparison.Ordinal);
    }

    [Fact]
    public void B3_an_aborted_command_does_nothing_and_another_may_start()
    {
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(420));
        string firmware = _rig.Ask(Opcode.GetFirmwareInfo);
        Assert.Equal(
            Reply(ReturnCode.Success), Ask(_rig.Device.Hosts[1].Cci, Opcode.RequestAbortBackgroundOperation));
        Assert.Equal(Reply(ReturnCode.Success, "54 00 0102 1200 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        _rig.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(firmware, _rig.Ask(Opcode.GetFirmwareInfo));
        Assert.Equal(Reply(ReturnCode.Success, "54 00 0102 1200 0000"), _rig.Ask(Opcode.BackgroundOperationStatus));
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
    }

    [Fact]
    public void B3_where_nothing_runs_nothing_is_aborted()
    {
        string refused = Reply(ReturnCode.RequestAbortBackgroundOperationNotSupported);
        Assert.Equal(refused, _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        Assert.Equal(_started, _rig.Ask(Opcode.TransferFirmware, _package));
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(refused, _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        Assert.Equal("B3", _rig.RefusedBy(Opcode.RequestAbortBackgroundOperation));
    }
}
