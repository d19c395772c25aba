using CxlWire.Device.Faults;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Testing;

namespace CxlWire.Device.Tests;

/// <summary>What goes wrong with a reply, in mailbox registers: all of it is about the doorbell.</summary>
public sealed class MailboxFaultTests
{
    private const uint Doorbell = 1;
    private const uint InterruptAtEnd = 2;
    private const uint InterruptOfBackground = 4;

    private readonly Rig _rig = new();
    private readonly MailboxClient _mailbox;
    private readonly List<int> _vectors = [];

    public MailboxFaultTests()
    {
        _mailbox = new MailboxClient(_rig.Device);
        _rig.Host.Function.InterruptRaised += _vectors.Add;
    }

    private void Load(string then) => _rig.Device.LoadFaults(FaultScenarioFile.Parse(
        $$"""{"faults": [{"when": {"command": "identify"}, "then": {{then}} }]}"""));

    private void RunUnanswered() =>
        Assert.Equal(
            "the doorbell is still set",
            Assert.Throws<InvalidDataException>(() => _mailbox.Run(Opcode.Identify)).Message);

    [Theory]
    [InlineData("""{"fault": "no_reply"}""")]
    [InlineData("""{"fault": "cut", "bytes": 5}""")]
    public void A_doorbell_that_never_clears_is_cleared_by_a_reset(string then)
    {
        Load(then);
        _mailbox.MailboxControl = InterruptAtEnd;
        RunUnanswered();
        RunUnanswered();
        _mailbox.MailboxControl = 0;
        _mailbox.Write(0x108, 8, 0xBEEF);
        _mailbox.Write(0x120, 8, ulong.MaxValue);
        _rig.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(Doorbell | InterruptAtEnd, _mailbox.MailboxControl);
        Assert.Equal(Opcode.Identify.Value, _mailbox.Read(0x108, 8));
        Assert.NotEqual(ulong.MaxValue, _mailbox.Read(0x120, 8));
        Assert.Empty(_vectors);
        _rig.Host.Function.Reset(ResetKind.FunctionLevel);
        Assert.Equal(ReturnCode.Success, _mailbox.Run(Opcode.Identify).ReturnCode);
    }

    [Fact]
    public void A_delayed_reply_is_a_doorbell_that_clears_later()
    {
        Load("""{"fault": "delay", "ms": 250}""");
        _mailbox.MailboxControl = InterruptAtEnd;
        RunUnanswered();
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(249));
        Assert.Equal(Doorbell | InterruptAtEnd, _mailbox.MailboxControl);
        Assert.Empty(_vectors);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(InterruptAtEnd, _mailbox.MailboxControl);
        Assert.Equal([1], _vectors);
    }

    [Fact]
    public void A_delay_that_a_reset_ended_ends_nothing_else()
    {
        Load("""{"fault": "delay", "ms": 250}""");
        RunUnanswered();
        _rig.Host.Function.Reset(ResetKind.FunctionLevel);
        Load("""{"fault": "no_reply"}""");
        RunUnanswered();
        _rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Doorbell, _mailbox.MailboxControl);
    }

    [Fact]
    public void A_vendor_status_is_in_the_status_register()
    {
        Load("""{"fault": "return_code", "code": "0x8001", "vendor_status": "0xabcd"}""");
        Assert.Equal(0x8001, _mailbox.Run(Opcode.Identify).ReturnCode.Value);
        Assert.Equal(0xABCD_8001_0000_0000, _mailbox.MailboxStatus);
    }

    [Theory]
    [InlineData("""{"fault": "reply_twice"}""")]
    [InlineData("""{"fault": "wrong_tag"}""")]
    public void What_registers_do_not_have_does_not_go_wrong(string then)
    {
        Load(then);
        Assert.Equal(18, _mailbox.Run(Opcode.Identify).Payload.Length);
    }

    [Fact]
    public void A_command_in_the_background_interrupts_when_it_has_ended()
    {
        Load("""{"fault": "background", "after_ms": 1000, "code": "Aborted", "vendor_status": 7}""");
        _mailbox.MailboxControl = InterruptOfBackground;
        Assert.Equal(ReturnCode.BackgroundCommandStarted, _mailbox.Run(Opcode.Identify).ReturnCode);
        Assert.Equal(1UL, _mailbox.MailboxStatus & 1);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(0x0000_0000_0032_0001UL, _mailbox.BackgroundCommandStatus);
        Assert.Empty(_vectors);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal([1], _vectors);
        Assert.Equal(0x0007_0012_0064_0001UL, _mailbox.BackgroundCommandStatus);
        Assert.Equal(0UL, _mailbox.MailboxStatus & 1);
    }
}
