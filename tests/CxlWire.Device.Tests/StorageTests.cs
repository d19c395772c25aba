using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>The label storage area and the alert configuration.</summary>
public class StorageTests
{
    [Fact]
    public void What_is_written_is_read_again()
    {
        var rig = new Rig("""{"lsa_size": 16}""");
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetLsa, Hex.U32(4), Hex.Zeros(4), "0102030405"));
        Assert.Equal(Reply(ReturnCode.Success, "000000000102030405"), rig.Ask(Opcode.GetLsa, Hex.U32(0), Hex.U32(9)));
    }

    [Theory]
    [InlineData(16, 1)]
    [InlineData(0, 17)]
    [InlineData(uint.MaxValue, 1)]
    [InlineData(1, uint.MaxValue)]
    public void Nothing_past_the_end_is_read(uint offset, uint length)
    {
        var rig = new Rig("""{"lsa_size": 16}""");
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetLsa, Hex.U32(offset), Hex.U32(length)));
    }

    [Fact]
    public void Nothing_past_the_end_is_written()
    {
        var rig = new Rig("""{"lsa_size": 16}""");
        rig.Device.LabelStorage.Load(Hex.Bytes("aa"));
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.SetLsa, Hex.U32(15), Hex.Zeros(4), "0102"));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.SetLsa, Hex.U32(uint.MaxValue), Hex.Zeros(4), "01"));
        Assert.Equal(Reply(ReturnCode.Success, "aa", Hex.Zeros(15)), rig.Ask(Opcode.GetLsa, Hex.U32(0), Hex.U32(16)));
        Assert.Throws<ArgumentException>(() => rig.Device.LabelStorage.Load(new byte[17]));
    }

    [Fact]
    public void A_page_that_does_not_fit_the_payload_is_refused()
    {
        var rig = new Rig("""{"lsa_size": "4 KiB"}""");
        Assert.Equal(Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetLsa, Hex.U32(0), Hex.U32(2049)));
        Assert.Equal(Reply(ReturnCode.Success, Hex.Zeros(2048)), rig.Ask(Opcode.GetLsa, Hex.U32(2048), Hex.U32(2048)));
    }

    [Fact]
    public void The_default_device_has_labels_that_are_zero()
    {
        var rig = new Rig();
        Assert.Equal(128 << 10, rig.Device.LabelStorage.Size);
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.Zeros(2048)), rig.Ask(Opcode.GetLsa, Hex.U32(126 << 10), Hex.U32(2048)));
        Assert.Equal(
            Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.GetLsa, Hex.U32((126 << 10) + 1), Hex.U32(2048)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetLsa, Hex.U32((128 << 10) - 2), Hex.Zeros(4), "0102"));
        Assert.Equal("0102", Hex.Text(rig.Device.LabelStorage.Content[((128 << 10) - 2)..]));
        Assert.Equal(128 << 10, rig.Device.LabelStorage.Bytes.Length);
    }

    [Fact]
    public void Labels_take_memory_once_something_is_written()
    {
        const int size = 16 << 20;
        _ = new Rig();
        long before = GC.GetAllocatedBytesForCurrentThread();
        var rig = new Rig($$"""{"lsa_size": {{size}}}""");
        Assert.Equal(Reply(ReturnCode.Success, "00"), rig.Ask(Opcode.GetLsa, Hex.U32(9), Hex.U32(1)));
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetLsa, Hex.U32(9), Hex.Zeros(4), "00"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, size / 4);
        Assert.Equal(0, rig.Device.LabelStorage.Content.Length);
        Assert.Equal(Reply(ReturnCode.Success), rig.Ask(Opcode.SetLsa, Hex.U32(9), Hex.Zeros(4), "01"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, size, 2 * size);
        Assert.Equal(Reply(ReturnCode.Success, "0001"), rig.Ask(Opcode.GetLsa, Hex.U32(8), Hex.U32(2)));
    }

    [Fact]
    public void Alerts_that_are_marked_valid_are_set()
    {
        var rig = new Rig();
        const string critical = "5f 00 5500 f6ff";
        Assert.Equal(Reply(ReturnCode.Success, "00 1f", critical, Hex.Zeros(8)), rig.Ask(Opcode.GetAlertConfiguration));

        // Valid: life used, over temperature, corrected volatile and persistent; of them all but the last enabled.
        Assert.Equal(
            Reply(ReturnCode.Success), rig.Ask(Opcode.SetAlertConfiguration, "1b 0f 4b 00 3c00 ecff 0500 0600"));
        Assert.Equal(
            Reply(ReturnCode.Success, "0b 1f 5f 4b 5500 f6ff 3c00 0000 0500 0600"),
            rig.Ask(Opcode.GetAlertConfiguration));
        Assert.Equal(
            Reply(ReturnCode.Success), rig.Ask(Opcode.SetAlertConfiguration, "05 04 00 00 0000 ecff 0000 0000"));
        Assert.Equal(
            Reply(ReturnCode.Success, "0e 1f 5f 00 5500 f6ff 3c00 ecff 0500 0600"),
            rig.Ask(Opcode.GetAlertConfiguration));
    }
}
