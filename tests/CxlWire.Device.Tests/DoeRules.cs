using CxlWire.Device.Registers;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>X: the DOE mailbox.</summary>
public class DoeRules
{
    private const string Header = "981e0200 03000000";
    private const string NoStatus = "00000000";
    private const string Failed = "04000000";
    private const string Ready = "00000080";
    private const int Capability = 0x190;
    private const int Status = Capability + 0x0C;
    private const int WriteMailbox = Capability + 0x10;
    private const int ReadMailbox = Capability + 0x14;

    private readonly Rig _rig = new();
    private readonly DoeClient _client;

    public DoeRules() => _client = new DoeClient(_rig.Device);

    private RegisterBlock Space => _rig.Host.Function.ConfigurationSpace;

    [Fact]
    public void X1_discovery_finds_itself_and_table_access()
    {
        Assert.Equal([(0x0001, 0), (0x1E98, 2)], _client.Discover().Select(type => ((int)type.Vendor, (int)type.Type)));
        Assert.Equal("010000000300000001000001", Exchange("01000000 03000000 00000000"));
        Assert.Equal("0100000003000000981e0200", Exchange("01000000 03000000 01000000"));
        Assert.Equal("0100000003000000ffffff00", Exchange("01000000 03000000 02000000"));
        Assert.Equal("0100000003000000ffffff00", Exchange("01000000 03000000 ff000000"));
    }

    [Fact]
    public void X1_an_entry_is_read_by_its_handle()
    {
        AssertAnswer($"{Header} 00000000", "981e0200 07000000 00000100", "78010000 024a0000 00000000 00000000");
        AssertAnswer(
            $"{Header} 00000100", "981e0200 09000000 00000200",
            "00001800 00000000 00000000 00000000 00000010 00000000");
        AssertAnswer(
            $"{Header} 00000f00", "981e0200 09000000 0000ffff",
            "01001800 02000500 e8030000 00000000 10000000 00000000");
    }

    [Theory]
    [InlineData("981e0200 04000000 00000000")]
    [InlineData("981e0200 02000000 00000000")]
    [InlineData("981e0200 00000000 00000000")]
    [InlineData("981e0200 04000000 00000000 00000000")]
    [InlineData("981e0200 02000000")]
    [InlineData("981e0200 01000000")]
    [InlineData("981e0200")]
    [InlineData("")]
    [InlineData("981e0300 03000000 00000000")]
    [InlineData("981d0200 03000000 00000000")]
    [InlineData("01000100 03000000 00000000")]
    public void X7_an_object_of_another_length_or_an_unknown_type_is_discarded(string request)
    {
        Assert.Null(_client.Exchange(Hex.Bytes(request)));
        Assert.Equal(NoStatus, RegisterTests.Read(Space, Status, 4));
        Assert.Equal("0100000003000000981e0200", Exchange("01000000 03000000 01000000"));
    }

    [Theory]
    [InlineData("00001000")]
    [InlineData("0000ffff")]
    [InlineData("01000000")]
    [InlineData("00010000")]
    public void X8_a_table_access_to_what_is_not_there_is_an_error(string wanted)
    {
        Assert.Throws<InvalidDataException>(() => Exchange($"{Header} {wanted}"));
        AssertFailedUntilAbort();
    }

    [Fact]
    public void X8_no_more_dwords_are_taken_than_an_object_may_have()
    {
        for (int i = 0; i < 1 << 18; i++)
            _client.WriteDword(0);
        Assert.Equal(NoStatus, RegisterTests.Read(Space, Status, 4));
        _client.WriteDword(0);
        AssertFailedUntilAbort();
    }

    [Fact]
    public void X8_an_object_of_the_greatest_length_is_counted_and_not_kept()
    {
        foreach (uint dword in (uint[])[0x0002_1E98, 0])
            _client.WriteDword(dword);
        for (int i = 2; i < 1 << 18; i++)
            _client.WriteDword(0);
        _client.Control = 1U << 31;
        Assert.Equal(NoStatus, RegisterTests.Read(Space, Status, 4));
    }

    [Fact]
    public void X8_a_second_request_before_the_response_was_read_is_an_error()
    {
        Send($"{Header} 00000000");
        Assert.Equal(Ready, RegisterTests.Read(Space, Status, 4));
        _client.Control = 1U << 31;
        Assert.Equal(Ready, RegisterTests.Read(Space, Status, 4));
        Send($"{Header} 00000000");
        AssertFailedUntilAbort();
    }

    [Fact]
    public void X8_an_acknowledgement_where_nothing_waits_is_an_error()
    {
        Exchange("01000000 03000000 00000000");
        _client.AcknowledgeDword();
        AssertFailedUntilAbort();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ResetKind.FunctionLevel)]
    [InlineData(ResetKind.Conventional)]
    public void X8_an_abort_and_any_reset_clear_request_response_and_error(ResetKind? kind)
    {
        Action clear = kind is { } reset ? () => _rig.Host.Function.Reset(reset) : _client.Abort;
        _client.WriteDword(0x1234_5678);
        clear();
        Assert.Equal("0100000003000000981e0200", Exchange("01000000 03000000 01000000"));
        Send($"{Header} 00000000");
        clear();
        Assert.Equal(NoStatus + Hex.Zeros(8), RegisterTests.Read(Space, Status, 12));
        _client.AcknowledgeDword();
        Assert.Equal(Failed, RegisterTests.Read(Space, Status, 4));
        clear();
        Assert.Equal(NoStatus, RegisterTests.Read(Space, Status, 4));
    }

    [Fact]
    public void X9_only_whole_dwords_reach_the_data_mailboxes()
    {
        RegisterTests.Write(Space, WriteMailbox, "ff");
        RegisterTests.Write(Space, WriteMailbox + 2, "ffff");
        Send($"{Header} 00000000");
        RegisterTests.Write(Space, ReadMailbox, "00");
        RegisterTests.Write(Space, ReadMailbox + 1, "000000");
        Assert.Equal(NoStatus + "981e0200", RegisterTests.Read(Space, WriteMailbox, 8));
        RegisterTests.Write(Space, ReadMailbox, "00000000");
        Assert.Equal("07000000", RegisterTests.Read(Space, ReadMailbox, 4));
        Assert.Equal("00", RegisterTests.Read(Space, ReadMailbox + 1, 1));
    }

    [Fact]
    public void X10_a_response_or_an_error_interrupts_once_until_its_status_is_cleared()
    {
        var raised = new List<int>();
        _rig.Host.Function.InterruptRaised += raised.Add;
        Send($"{Header} 00000000");
        Assert.Equal([], raised);
        _client.Abort();
        _client.Control = 2;
        Assert.Equal(2U, _client.Control);
        Send($"{Header} 00000000", enabled: true);
        Assert.Equal([7], raised);
        Assert.Equal("02000080", RegisterTests.Read(Space, Status, 4));
        _client.Control = 3;
        Assert.Equal("02000000", RegisterTests.Read(Space, Status, 4));
        _client.AcknowledgeDword();
        Assert.Equal([7], raised);
        _client.Status = 2;
        Assert.Equal(Failed, RegisterTests.Read(Space, Status, 4));
        _client.Control = 3;
        _client.AcknowledgeDword();
        Assert.Equal([7, 7], raised);
    }

    [Fact]
    public void X2_the_flex_bus_port_says_that_IO_and_Mem_are_up() => Assert.Equal(
        "23000119 981e0202 0700 2600 0200 2600 ef000000".Replace(" ", "", StringComparison.Ordinal) + Hex.Zeros(12),
        RegisterTests.Read(Space, 0x170, 0x20));

    private void AssertFailedUntilAbort()
    {
        Assert.Equal(Failed, RegisterTests.Read(Space, Status, 4));
        Send("01000000 03000000 00000000");
        Assert.Equal(Failed + Hex.Zeros(8), RegisterTests.Read(Space, Status, 12));
        _client.AcknowledgeDword();
        Assert.Equal(Failed, RegisterTests.Read(Space, Status, 4));
        _client.Abort();
        Assert.Equal(NoStatus, RegisterTests.Read(Space, Status, 4));
        Assert.Equal("0100000003000000981e0200", Exchange("01000000 03000000 01000000"));
    }

    private void AssertAnswer(string request, params string[] response) =>
        Assert.Equal(Hex.Text(Hex.Bytes(response)), Exchange(request));

    private void Send(string request, bool enabled = false)
    {
        byte[] bytes = Hex.Bytes(request);
        for (int at = 0; at < bytes.Length; at += 4)
            _client.WriteDword(BitConverter.ToUInt32(bytes, at));
        _client.Control = (1U << 31) | (enabled ? 2U : 0);
    }

    private string? Exchange(string request)
    {
        byte[]? response = _client.Exchange(Hex.Bytes(request));
        return response is null ? null : Hex.Text(response);
    }
}
