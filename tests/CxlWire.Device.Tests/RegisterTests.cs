using CxlWire.Device.Registers;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>Registers as a host finds them, and what they do with what is written.</summary>
public class RegisterTests
{
    private readonly Rig _rig = new("""{"serial_number": "0x1122334455667788"}""");

    private PciFunction Function => _rig.Host.Function;

    [Fact]
    public void Configuration_space_is_that_of_a_cxl_memory_device()
    {
        string expected =
            "981ecd0d 00001000 01100205 00000000 04000000 00000000 04000000 00000000"
            + "04000000 00000000 00000000 981e0100 00000000 40000000 00000000 00000000"
            + "10800200 00800010 10280000 05010000 00000501" + Hex.Zeros(16) + "00000000 00000000 3e000000 05000000"
            + Hex.Zeros(12)
            + "11000f00 04000000 04080000" + Hex.Zeros(0x100 - 0x8C)
            + "23000112 981ec001 08000000 00010000 00000000 02030000 00000000" + Hex.Zeros(4)
            + "03000113 88776655 44332211" + Hex.Zeros(4)
            + "23000117 981ec203 00001e00 02000000 00000000 00000000 00000000 4b000010" + Hex.Zeros(0x170 - 0x150)
            + "23000119 981e0202 07002600 02002600 ef000000" + Hex.Zeros(12)
            + "2e00011b 0f000000" + Hex.Zeros(0x1B0 - 0x198)
            + "01000200 00000000 00004000 10204600 00000000 00e00000" + Hex.Zeros(4096 - 0x1C8);
        Assert.Equal(Hex.Text(Hex.Bytes(expected)), Read(Function.ConfigurationSpace, 0, 4096));
    }

    [Fact]
    public void Device_registers_begin_with_the_capability_array()
    {
        string expected =
            "0000010103000000" + Hex.Zeros(8)
            + "0100020080000000 08000000" + Hex.Zeros(4)
            + "0200010000010000 20080000" + Hex.Zeros(4)
            + "0040010000100000 08000000" + Hex.Zeros(4)
            + Hex.Zeros(0x80 - 0x40)
            + Hex.Zeros(8) + Hex.Zeros(0x78)
            + "eb000000 00000000" + Hex.Zeros(8) + Hex.Zeros(8) + Hex.Zeros(8) + Hex.Zeros(2048)
            + Hex.Zeros(0x1000 - 0x920) + "1400000000000000" + Hex.Zeros(0xF000 - 8);
        Assert.Equal(Hex.Text(Hex.Bytes(expected)), Read(Function.DeviceRegisters, 0, Function.DeviceRegisters.Size));
    }

    [Fact]
    public void Component_registers_begin_with_ras_and_decoders()
    {
        string expected =
            "01001102 02000208 05000320" + Hex.Zeros(0x74)
            + "00000000 ffcf0100 ffcf0100 00000000 7f000000 00000000" + Hex.Zeros(64)
            + Hex.Zeros(0x200 - 0xD8) + "01030000" + Hex.Zeros(0x4C);
        Assert.Equal(Hex.Text(Hex.Bytes(expected)), Read(Function.ComponentRegisters, 0x1000, 0x250));
        Assert.Equal(0x10000, Function.ComponentRegisters.Size);
    }

    [Fact]
    public void A_register_that_takes_whole_writes_only_ignores_parts_of_it()
    {
        var block = new RegisterBlock(
            "test", 16,
            [
                new(0, 4, "Before", Writable: uint.MaxValue),
                new(4, 4, "Whole", Writable: uint.MaxValue) { Whole = true },
                new(8, 4, "Behind", Writable: uint.MaxValue),
            ]);
        Write(block, 2, "11111111 11");
        Write(block, 7, "222222");
        Assert.Equal("00001111000000002222000000000000", Read(block, 0, 16));
        Write(block, 3, "333333333333");
        Assert.Equal("00001133333333333322000000000000", Read(block, 0, 16));
    }

    [Theory]
    [InlineData(256, 0x10000, 0x1000)]
    [InlineData(2048, 0x10000, 0x1000)]
    [InlineData(4096, 0x10000, 0x2000)]
    [InlineData(65536, 0x20000, 0x11000)]
    [InlineData(1048576, 0x200000, 0x101000)]
    public void The_block_is_as_large_as_the_payload_needs(int payload, int size, int status)
    {
        var rig = new Rig($$"""{"payload_size": {{payload}}}""");
        RegisterBlock registers = rig.Host.Function.DeviceRegisters;
        Assert.Equal(size, registers.Size);
        Assert.Equal(Hex.U32(status), Read(registers, 0x34, 4));
        Assert.Equal("1400000000000000", Read(registers, status, 8));
        Write(rig.Host.Function.ConfigurationSpace, 0x18, "ffffffff ffffffff");
        Assert.Equal(Hex.U64((ulong)-(long)size | 4), Read(rig.Host.Function.ConfigurationSpace, 0x18, 8));
    }

    [Fact]
    public void Bars_tell_their_size_and_keep_their_address()
    {
        RegisterBlock space = Function.ConfigurationSpace;
        Write(space, 0x10, string.Concat(Enumerable.Repeat("ff", 24)));
        Assert.Equal(
            "0400ffffffffffff 0400ffffffffffff 04f0ffffffffffff".Replace(" ", "", StringComparison.Ordinal),
            Read(space, 0x10, 24));
        Write(space, 0x10, "000010fe 01000000");
        Assert.Equal("040010fe01000000", Read(space, 0x10, 8));
    }

    [Fact]
    public void A_committed_decoder_stays_locked_until_a_conventional_reset()
    {
        RegisterBlock registers = Function.ComponentRegisters;
        const int First = 0x1210;
        Write(registers, First, "00000040 01000000 00000020 00000000 00030000");
        Assert.Equal("0000004001000000000000200000000000070000", Read(registers, First, 20));
        Write(registers, First, "00000090 05000000 00000030 00000000 00000000 00000050");
        Assert.Equal("000000400100000000000020000000000007000000000000", Read(registers, First, 24));
        Function.Reset(ResetKind.FunctionLevel);
        Assert.Equal("0000004001000000000000200000000000070000", Read(registers, First, 20));
        Function.Reset(ResetKind.Conventional);
        Assert.Equal(Hex.Zeros(20), Read(registers, First, 20));
    }

    [Fact]
    public void A_decoder_without_lock_is_uncommitted_by_a_zero()
    {
        RegisterBlock registers = Function.ComponentRegisters;
        Write(registers, 0x1210, "00000040 00000000 00000010 00000000 00020000");
        Assert.Equal("00060000", Read(registers, 0x1220, 4));
        Write(registers, 0x1220, "00000000");
        Assert.Equal("00000000", Read(registers, 0x1220, 4));
    }

    [Theory]
    [InlineData("00000040 00000000 00000010 00000000", true)]
    [InlineData("00000050 00000000 00000010 00000000", false)]
    public void Decoders_commit_in_order_and_do_not_overlap(string first, bool fits)
    {
        RegisterBlock registers = Function.ComponentRegisters;
        const int Second = 0x1230;
        Write(registers, Second, "00000050 00000000 00000010 00000000 00020000");
        Assert.Equal("000a0000", Read(registers, Second + 16, 4));
        Write(registers, 0x1210, first);
        Write(registers, 0x1220, "00020000");
        Write(registers, Second + 16, "00020000");
        Assert.Equal(fits ? "00060000" : "000a0000", Read(registers, Second + 16, 4));
    }

    [Fact]
    public void A_decoder_beyond_the_last_address_is_not_committed()
    {
        RegisterBlock registers = Function.ComponentRegisters;
        Write(registers, 0x1210, "000000f0 ffffffff 00000020 00000000 00020000");
        Assert.Equal("000a0000", Read(registers, 0x1220, 4));
    }

    [Fact]
    public void The_configuration_lock_holds_control_and_bases()
    {
        RegisterBlock space = Function.ConfigurationSpace;
        Write(space, 0x13C, "0400");
        Write(space, 0x144, "0100");
        Write(space, 0x13C, "0000");
        Write(space, 0x144, "0000");
        Write(space, 0x150, "ffffffff");
        Assert.Equal("0600 0000 0000 0000 0100".Replace(" ", "", StringComparison.Ordinal), Read(space, 0x13C, 10));
        Assert.Equal("00000000", Read(space, 0x150, 4));
        Function.Reset(ResetKind.Conventional);
        Assert.Equal("02000000000000000000", Read(space, 0x13C, 10));
    }

    [Fact]
    public void A_function_level_reset_leaves_what_decodes_memory_and_what_the_host_holds()
    {
        _rig.Give((0, 1));
        RegisterBlock space = Function.ConfigurationSpace;
        Write(space, 0x04, "0600");
        Write(space, 0x10, "00000080");
        Write(space, 0x13C, "0600");
        Write(Function.ComponentRegisters, 0x1204, "02000000");
        Write(Function.DeviceRegisters, 0x108, "0148");
        string list = _rig.WholeList();

        Write(space, 0x48, "1028");
        Assert.Equal("0600", Read(space, 0x04, 2));
        Write(space, 0x48, "10a8");

        Assert.Equal("1028", Read(space, 0x48, 2));
        Assert.Equal("0000", Read(space, 0x04, 2));
        Assert.Equal("04000000", Read(space, 0x10, 4));
        Assert.Equal("0600", Read(space, 0x13C, 2));
        Assert.Equal("02000000", Read(Function.ComponentRegisters, 0x1204, 4));
        Assert.Equal("0000", Read(Function.DeviceRegisters, 0x108, 2));
        Assert.Equal(list, _rig.WholeList());
    }

    [Fact]
    public void Sticky_registers_outlive_a_conventional_reset()
    {
        Write(Function.ComponentRegisters, 0x1084, "00000000");
        Function.Reset(ResetKind.Conventional);
        Assert.Equal("00000000", Read(Function.ComponentRegisters, 0x1084, 4));
        Function.Reset(ResetKind.PowerOn);
        Assert.Equal("ffcf0100", Read(Function.ComponentRegisters, 0x1084, 4));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(4096, 1)]
    [InlineData(4095, 2)]
    [InlineData(int.MaxValue, 8)]
    [InlineData(0, 4097)]
    public void An_access_beyond_the_block_is_refused(int offset, int length)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Function.ConfigurationSpace.Read(offset, new byte[length]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Function.ConfigurationSpace.Write(offset, new byte[length]));
        Assert.Equal("981ecd0d", Read(Function.ConfigurationSpace, 0, 4));
    }

    [Fact]
    public void Only_bars_0_2_and_4_are_there() =>
        Assert.Equal(
            [Function.ComponentRegisters, null, Function.DeviceRegisters, null, Function.InterruptTable, null, null],
            Enumerable.Range(0, 7).Select(Function.FindBar));

    internal static string Read(RegisterBlock block, int offset, int length)
    {
        byte[] bytes = new byte[length];
        block.Read(offset, bytes);
        return Hex.Text(bytes);
    }

    internal static void Write(RegisterBlock block, int offset, string bytes) => block.Write(offset, Hex.Bytes(bytes));
}
