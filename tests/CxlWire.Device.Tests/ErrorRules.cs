using CxlWire.Device.Registers;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>X: errors of the link, in the RAS and AER registers.</summary>
public class ErrorRules
{
    private const int Ras = 0x1080;
    private const int Aer = 0x1B0;
    private const int DeviceStatus = 0x4A;
    private const string NothingMasked = "00000000";

    private readonly Rig _rig = new();

    private PciFunction Function => _rig.Host.Function;

    [Fact]
    public void X4_the_capability_is_at_the_end_of_the_list() => Assert.Equal(
        Hex.Text(Hex.Bytes("01000200 00000000 00004000 10204600 00000000 00e00000", Hex.Zeros(0x1000 - 0x1C8))),
        RegisterTests.Read(Function.ConfigurationSpace, Aer, 0x1000 - Aer));

    [Fact]
    public void X4_an_uncorrectable_error_is_an_internal_one_of_the_severity_that_is_set()
    {
        Unmask();
        Function.RaiseError(UncorrectableError.MemoryDataEcc, 1, 2, 3);
        AssertErrors(
            uncorrectable: "80000000", correctable: "00000000", pointer: "07000000",
            header: "01000000 02000000 03000000", aer: "00004000 00004000 10204600 00000000 00e00000 00000000",
            device: "0400");
        RegisterTests.Write(Function.ConfigurationSpace, DeviceStatus, "0400");
        RegisterTests.Write(Function.ConfigurationSpace, Aer + 4, "00004000 00000000 10200600");
        Function.RaiseError(UncorrectableError.PoisonReceived, 4);
        AssertErrors(
            uncorrectable: "80040000", correctable: "00000000", pointer: "07000000",
            header: "01000000 02000000 03000000", aer: "00004000 00000000 10200600 00000000 00e00000 16000000",
            device: "0200");
    }

    [Fact]
    public void X4_a_correctable_error_is_a_corrected_internal_one()
    {
        Unmask();
        Function.RaiseError(CorrectableError.RetryThreshold);
        AssertErrors(
            uncorrectable: "00000000", correctable: "08000000", pointer: "00000000", header: "",
            aer: "00000000 00004000 10204600 00400000 00e00000 00000000", device: "0100");
        RegisterTests.Write(Function.ComponentRegisters, Ras + 0x0C, "ffffffff");
        RegisterTests.Write(Function.ConfigurationSpace, Aer + 0x10, "ffffffff");
        AssertErrors(
            uncorrectable: "00000000", correctable: "00000000", pointer: "00000000", header: "",
            aer: "00000000 00004000 10204600 00000000 00e00000 00000000", device: "0100");
    }

    [Fact]
    public void X12_an_error_that_is_masked_leaves_no_trace()
    {
        foreach (UncorrectableError error in Enum.GetValues<UncorrectableError>())
            Function.RaiseError(error, 7);
        foreach (CorrectableError error in Enum.GetValues<CorrectableError>())
            Function.RaiseError(error);
        AssertErrors(
            uncorrectable: "00000000", correctable: "00000000", pointer: "00000000", header: "",
            aer: "00000000 00004000 10204600 00000000 00e00000 00000000", device: "0000");
    }

    [Fact]
    public void X12_every_error_has_its_bit()
    {
        Unmask();
        foreach (UncorrectableError error in Enum.GetValues<UncorrectableError>())
            Function.RaiseError(error);
        foreach (CorrectableError error in Enum.GetValues<CorrectableError>())
            Function.RaiseError(error);
        Assert.Equal("ffcf0100", RegisterTests.Read(Function.ComponentRegisters, Ras, 4));
        Assert.Equal("7f000000", RegisterTests.Read(Function.ComponentRegisters, Ras + 0x0C, 4));
    }

    [Fact]
    public void X12_the_header_is_that_of_the_first_error_until_its_status_is_cleared()
    {
        Unmask();
        Function.RaiseError(UncorrectableError.Internal, [.. Enumerable.Range(1, 16).Select(i => (uint)i)]);
        Function.RaiseError(UncorrectableError.CacheDataParity, 0xFF);
        Assert.Equal(
            "0e000000" + string.Concat(Enumerable.Range(1, 16).Select(i => Hex.U32(i))),
            RegisterTests.Read(Function.ComponentRegisters, Ras + 0x14, 68));
        RegisterTests.Write(Function.ComponentRegisters, Ras, "00400000");
        Assert.Equal("01000000", RegisterTests.Read(Function.ComponentRegisters, Ras, 4));
        Function.RaiseError(UncorrectableError.IdeReceive, 0xAA);
        Assert.Equal(
            "10000000" + "aa000000" + Hex.Zeros(60), RegisterTests.Read(Function.ComponentRegisters, Ras + 0x14, 68));
    }

    [Fact]
    public void X12_errors_outlive_all_resets_but_power_on()
    {
        Unmask();
        Function.RaiseError(UncorrectableError.Internal, 5);
        string ras = RegisterTests.Read(Function.ComponentRegisters, Ras, 0x58);
        string aer = RegisterTests.Read(Function.ConfigurationSpace, Aer, 0x38);
        Function.Reset(ResetKind.FunctionLevel);
        Function.Reset(ResetKind.Conventional);
        Assert.Equal(ras, RegisterTests.Read(Function.ComponentRegisters, Ras, 0x58));
        Assert.Equal(aer, RegisterTests.Read(Function.ConfigurationSpace, Aer, 0x38));
        Function.Reset(ResetKind.PowerOn);
        Assert.Equal("00000000", RegisterTests.Read(Function.ComponentRegisters, Ras, 4));
        Assert.Equal(Hex.Zeros(68), RegisterTests.Read(Function.ComponentRegisters, Ras + 0x14, 68));
    }

    [Fact]
    public void There_are_no_other_errors_and_no_longer_headers()
    {
        Unmask();
        Assert.Throws<ArgumentOutOfRangeException>(() => Function.RaiseError((UncorrectableError)12));
        Assert.Throws<ArgumentOutOfRangeException>(() => Function.RaiseError((CorrectableError)7));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Function.RaiseError(UncorrectableError.Internal, new uint[17]));
        Assert.Equal("00000000", RegisterTests.Read(Function.ComponentRegisters, Ras, 4));
    }

    private void Unmask()
    {
        RegisterTests.Write(Function.ComponentRegisters, Ras + 0x04, NothingMasked);
        RegisterTests.Write(Function.ComponentRegisters, Ras + 0x10, NothingMasked);
    }

    private void AssertErrors(
        string uncorrectable, string correctable, string pointer, string header, string aer, string device)
    {
        Assert.Equal(uncorrectable, RegisterTests.Read(Function.ComponentRegisters, Ras, 4));
        Assert.Equal(correctable, RegisterTests.Read(Function.ComponentRegisters, Ras + 0x0C, 4));
        Assert.Equal(
            pointer + Hex.Text(Hex.Bytes(header)).PadRight(128, '0'),
            RegisterTests.Read(Function.ComponentRegisters, Ras + 0x14, 68));
        Assert.Equal(Hex.Text(Hex.Bytes(aer)), RegisterTests.Read(Function.ConfigurationSpace, Aer + 4, 24));
        Assert.Equal(device, RegisterTests.Read(Function.ConfigurationSpace, DeviceStatus, 2));
    }
}
