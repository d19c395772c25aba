using CxlWire.Device.Activity;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>The mailbox does what the CCI does, and tells of it through registers and interrupts.</summary>
public class MailboxTests
{
    private const int EventStatus = 0x80;
    private const int MailboxVector = 1;
    private const uint DoorbellInterrupt = 2;
    private const uint BackgroundInterrupt = 4;

    private readonly List<int> _interrupts = [];

    [Fact]
    public void A_whole_exchange_is_as_on_the_cci_stream()
    {
        var rig = new Rig();
        var twin = new Rig();
        var mailbox = new MailboxClient(rig.Device);
        foreach (Rig one in new[] { rig, twin })
            Assert.Null(one.Offer(0, "00112233-4455-6677-8899-aabbccddeeff", (0, 64), (64, 64)));
        (Opcode Opcode, string Request)[] steps =
        [
            (Opcode.GetDynamicCapacityConfiguration, "0800"),
            (Opcode.GetEventRecords, "04"),
            (Opcode.ClearEventRecords, "0400020000000100 0200"),
            (Opcode.AddDynamicCapacityResponse, Rig.Entries((0, 64), (64, 64))),
            (Opcode.GetDynamicCapacityExtentList, "0a00000000000000"),
            (Opcode.ReleaseDynamicCapacity, Rig.Entries((0, 64))),
            (Opcode.GetDynamicCapacityExtentList, "0a00000000000000"),
            (Opcode.GetDynamicCapacityExtentList, "00"),
            (new Opcode(0xC0DE), ""),
        ];
        foreach ((Opcode opcode, string request) in steps)
        {
            CciReply reply = mailbox.Run(opcode, Hex.Bytes(request));
            Assert.Equal(twin.Ask(opcode, request), Rig.Reply(reply.ReturnCode, Hex.Text(reply.Payload)));
        }
    }

    [Fact]
    public void The_status_has_the_return_code_and_the_command_the_response_length()
    {
        var mailbox = new MailboxClient(new Rig().Device);
        mailbox.Run(Opcode.GetDynamicCapacityExtentList, Hex.Bytes("0100000001000000"));
        Assert.Equal(0x0002_0000_0000ul, mailbox.MailboxStatus);
        Assert.Equal(0x4801ul, mailbox.Read(0x108, 8));
        mailbox.Run(Opcode.GetDynamicCapacityExtentList, Hex.Bytes("0100000000000000"));
        Assert.Equal(0ul, mailbox.MailboxStatus);
        Assert.Equal(0x10_4801ul, mailbox.Read(0x108, 8));
    }

    [Theory]
    [InlineData(2049)]
    [InlineData(0x1FFFFF)]
    public void C5_a_length_beyond_the_payload_registers_is_refused(int length)
    {
        var rig = new Rig();
        var mailbox = new MailboxClient(rig.Device);
        var seen = new List<string>();
        rig.Device.Activity.CommandExecuted += (in ExecutedCommand command) =>
            seen.Add(
                $"{command.Route} {command.Opcode.Value:x4} {Hex.Text(command.Request)}: {command.Result.Refusal} "
                    + $"{Hex.Text(command.Reply)}");
        CciReply reply = mailbox.Run(Opcode.AddDynamicCapacityResponse, new byte[8], length);
        Assert.Equal(ReturnCode.InvalidPayloadLength, reply.ReturnCode);
        Assert.Equal([], reply.Payload);
        Assert.Equal([$"Mailbox 4802 : C5: payload_length, byte 5: {length} bytes, at most 2048 are taken "], seen);
    }

    [Fact]
    public void A_mebibyte_is_a_payload_where_the_registers_hold_one()
    {
        const int MiB = 1 << 20;
        var rig = new Rig("""{"payload_size": "1 MiB", "lsa_size": "2 MiB"}""");
        var mailbox = new MailboxClient(rig.Device);
        byte[] request = new byte[MiB];
        new Random(21).NextBytes(request.AsSpan(8));
        Assert.Equal(ReturnCode.Success, mailbox.Run(Opcode.SetLsa, request).ReturnCode);
        CciReply reply = mailbox.Run(Opcode.GetLsa, Hex.Bytes(Hex.U32(0), Hex.U32(MiB)));
        Assert.Equal(ReturnCode.Success, reply.ReturnCode);
        Assert.Equal([.. request.AsSpan(8), .. new byte[8]], reply.Payload);
        Assert.Equal(0x10_0000_4102ul, mailbox.Read(0x108, 8));
        Assert.Equal([20], mailbox.Run(Opcode.GetResponseMessageLimit).Payload);
        Assert.Equal([20], mailbox.Run(Opcode.SetResponseMessageLimit, [20]).Payload);
        reply = mailbox.Run(Opcode.SetLsa, request, MiB + 1);
        Assert.Equal(ReturnCode.InvalidPayloadLength, reply.ReturnCode);
    }

    [Fact]
    public void Writes_that_do_not_ring_run_nothing()
    {
        var rig = new Rig();
        rig.Device.Activity.CommandExecuted += (in _) => Assert.Fail("a command ran");
        var mailbox = new MailboxClient(rig.Device);
        mailbox.Write(0x108, 8, 0x4801);
        mailbox.Write(0x105, 3, 0xFFFFFF);
        mailbox.Write(0x104, 4, 0xFFFFFFFE);
        Assert.Equal(6u, mailbox.MailboxControl);
    }

    [Fact]
    public void The_doorbell_interrupts_where_that_is_asked_for()
    {
        MailboxClient mailbox = Listen(new Rig());
        mailbox.Run(Opcode.GetTimestamp);
        Assert.Equal([], _interrupts);
        mailbox.MailboxControl = DoorbellInterrupt;
        mailbox.Run(Opcode.GetTimestamp);
        mailbox.Run(new Opcode(0xC0DE));
        Assert.Equal([MailboxVector, MailboxVector], _interrupts);
        Assert.Equal(DoorbellInterrupt, mailbox.MailboxControl);
    }

    [Fact]
    public void E8_logs_interrupt_with_the_message_of_their_policy()
    {
        var rig = new Rig("""{"interrupt_vectors": "host"}""");
        MailboxClient mailbox = Listen(rig);
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal([], _interrupts);
        mailbox.Run(Opcode.ClearEventRecords, Hex.Bytes("0400010000000100"));
        mailbox.Run(Opcode.SetEventInterruptPolicy, Hex.Bytes("01 11 21 02 51"));
        Assert.Null(rig.Offer((1, 1)));
        Assert.Null(rig.Offer((2, 1)));
        Assert.Equal([5], _interrupts);
        byte[] record = new byte[128];
        Assert.True(rig.Host.Cci.Logs[0].Append(record));
        Assert.True(rig.Host.Cci.Logs[2].Append(record));
        Assert.True(rig.Host.Cci.Logs[3].Append(record));
        Assert.Equal([5, 0, 2], _interrupts);
    }

    [Fact]
    public void The_event_status_says_which_logs_hold_records()
    {
        var rig = new Rig();
        var mailbox = new MailboxClient(rig.Device);
        Assert.Equal(0ul, mailbox.Read(EventStatus, 8));
        for (int log = 0; log < 4; log++)
            Assert.True(rig.Host.Cci.Logs[log].Append(new byte[128]));
        Assert.Equal(0x0Ful, mailbox.Read(EventStatus, 8));
        Assert.Null(rig.Offer((0, 1)));
        Assert.Equal(0x1Ful, mailbox.Read(EventStatus, 1));
        mailbox.Run(Opcode.ClearEventRecords, Hex.Bytes("0100010000000100"));
        Assert.Equal(0x1Dul, mailbox.Read(EventStatus, 4));
        mailbox.Write(EventStatus, 8, ulong.MaxValue);
        Assert.Equal(0x1Dul, mailbox.Read(EventStatus, 8));
    }

    [Theory]
    [InlineData(BackgroundInterrupt, true)]
    [InlineData(0, false)]
    public void F5_sanitizing_shows_in_status_registers_and_interrupts_at_its_end(uint control, bool interrupts)
    {
        var rig = new Rig("""{"regions": [{"sanitize_on_release": true}], "sanitize_bytes_per_second": "1 MiB"}""");
        MailboxClient mailbox = Listen(rig);
        mailbox.MailboxControl = control;
        rig.Give((0, 1), (2, 1));
        Assert.Equal(ReturnCode.Success, Release(0));
        Assert.Equal(1ul, mailbox.MailboxStatus);
        Assert.Equal(0x4803ul, mailbox.BackgroundCommandStatus);
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0x32_4803ul, mailbox.BackgroundCommandStatus);
        Assert.Equal(ReturnCode.Success, Release(2));
        rig.Clock.Advance(TimeSpan.FromSeconds(2.999));
        Assert.Equal([], _interrupts);
        Assert.Equal(1ul, mailbox.MailboxStatus & 1);
        rig.Clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(interrupts ? [MailboxVector] : [], _interrupts);
        Assert.Equal(0ul, mailbox.MailboxStatus);
        Assert.Equal(0x64_4803ul, mailbox.BackgroundCommandStatus);

        ReturnCode Release(ulong block) =>
            mailbox.Run(Opcode.ReleaseDynamicCapacity, Hex.Bytes(Rig.Entries((block, 1)))).ReturnCode;
    }

    [Fact]
    public void Q22_the_background_bit_is_set_until_something_has_run_there()
    {
        var rig = new Rig("""{"quirks": ["q22"], "regions": [{"sanitize_on_release": true}]}""");
        var mailbox = new MailboxClient(rig.Device);
        Assert.Equal(1ul, mailbox.MailboxStatus);
        rig.Give((0, 1));
        mailbox.Run(Opcode.ReleaseDynamicCapacity, Hex.Bytes(Rig.Entries((0, 1))));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0ul, mailbox.MailboxStatus & 1);
    }

    [Fact]
    public void A_host_s_mailbox_is_its_own()
    {
        var rig = new Rig("""{"hosts": 2}""");
        new MailboxClient(rig.Device, host: 1).Run(Opcode.SetTimestamp, Hex.Bytes("0100000000000000"));
        Assert.Equal(0ul, new MailboxClient(rig.Device, host: 0).Read(0x108, 8));
        Assert.Equal("0000000000000000", Hex.Text(new MailboxClient(rig.Device).Run(Opcode.GetTimestamp).Payload));
        Assert.Equal(
            "0100000000000000", Hex.Text(new MailboxClient(rig.Device, host: 1).Run(Opcode.GetTimestamp).Payload));
    }

    private MailboxClient Listen(Rig rig)
    {
        rig.Host.Function.InterruptRaised += _interrupts.Add;
        return new MailboxClient(rig.Device);
    }
}
