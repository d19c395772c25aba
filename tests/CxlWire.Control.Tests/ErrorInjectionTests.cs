using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Tests;

namespace CxlWire.Control.Tests;

/// <summary>Errors of the link that a command enters in a function's registers.</summary>
public sealed class ErrorInjectionTests
{
    private const string Uncorrectable = "cxl-inject-uncorrectable-errors";
    private const string Correctable = "cxl-inject-correctable-error";
    private const int Ras = 0x1080;

    private readonly CxlDevice _device = new(DeviceConfigurationFile.Parse("""{"hosts": 2}"""u8.ToArray()));

    public ErrorInjectionTests()
    {
        foreach (Host host in _device.Hosts)
        {
            host.Function.ComponentRegisters.Write(Ras + 0x04, new byte[4]);
            host.Function.ComponentRegisters.Write(Ras + 0x10, new byte[4]);
        }
    }

    [Theory]
    [InlineData("cache-data-parity", 0)]
    [InlineData("cache-address-parity", 1)]
    [InlineData("cache-be-parity", 2)]
    [InlineData("cache-data-ecc", 3)]
    [InlineData("mem-data-parity", 4)]
    [InlineData("mem-address-parity", 5)]
    [InlineData("mem-be-parity", 6)]
    [InlineData("mem-data-ecc", 7)]
    [InlineData("reinit-threshold", 8)]
    [InlineData("rsvd-encoding", 9)]
    [InlineData("poison-received", 10)]
    [InlineData("receiver-overflow", 11)]
    [InlineData("internal", 14)]
    [InlineData("cxl-ide-tx", 15)]
    [InlineData("cxl-ide-rx", 16)]
    public async Task Uncorrectable_errors_have_the_bits_that_QEMU_gives_them(string type, int bit)
    {
        await AskAsync(
            Uncorrectable, $$"""{"path": "cxl-dcd0", "errors": [{"type": "{{type}}", "header": [4294967295, 2]}]}""");
        Assert.Equal(Hex.U32(1L << bit), Read(0, Ras, 4));
        Assert.Equal(Hex.U32(bit) + "ffffffff02000000" + Hex.Zeros(56), Read(0, Ras + 0x14, 68));
    }

    [Theory]
    [InlineData("cache-data-ecc", 0)]
    [InlineData("mem-data-ecc", 1)]
    [InlineData("crc-threshold", 2)]
    [InlineData("retry-threshold", 3)]
    [InlineData("cache-poison-received", 4)]
    [InlineData("mem-poison-received", 5)]
    [InlineData("physical", 6)]
    public async Task Correctable_errors_have_the_bits_that_QEMU_gives_them(string type, int bit)
    {
        await AskAsync(Correctable, $$"""{"path": "cxl-dcd0", "host-id": 1, "type": "{{type}}"}""");
        Assert.Equal(Hex.U32(1L << bit), Read(1, Ras + 0x0C, 4));
        Assert.Equal(Hex.Zeros(4), Read(0, Ras + 0x0C, 4));
    }

    [Theory]
    [InlineData(Correctable, """{"path": "cxl-dcd0", "type": "poison"}""",
        "Parameter 'type' does not accept value 'poison': cache-data-ecc, mem-data-ecc, crc-threshold, "
            + "retry-threshold, cache-poison-received, mem-poison-received, physical are allowed")]
    [InlineData(Correctable, """{"path": "cxl-dcd0"}""", "Parameter 'type' is missing")]
    [InlineData(Correctable, """{"path": "cxl-dcd0", "type": "physical", "host-id": 2}""",
        "host id is too large: 2 is given, 1 is the last")]
    [InlineData(Correctable, """{"path": "cxl-dcd1", "type": "physical"}""",
        "Unable to resolve path: 'cxl-dcd1' is given, the device is /machine/peripheral/cxl-dcd0")]
    [InlineData(Uncorrectable, """{"path": "/machine", "errors": []}""",
        "Path does not point to a CXL type 3 device: '/machine' is given, the device is "
            + "/machine/peripheral/cxl-dcd0")]
    [InlineData(Uncorrectable, """{"path": "cxl-dcd0"}""", "Parameter 'errors' is missing")]
    [InlineData(Uncorrectable, """{"path": "cxl-dcd0", "errors": [{"type": "internal"}]}""",
        "Parameter 'errors[0].header' is missing")]
    [InlineData(Uncorrectable, """{"path": "cxl-dcd0", "errors": [{"type": "internal", "header": [4294967296]}]}""",
        "Parameter 'errors[0].header[0]' expects uint32_t: 4294967296 is given, 0 to 4294967295 are allowed")]
    [InlineData(
        Uncorrectable,
        """
        {"path": "cxl-dcd0", "errors": [{"type": "internal", "header": []},
            {"type": "internal", "header": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]}]}
        """,
        "Header must be 16 DWORD or less: 17 are given")]
    public async Task A_wrong_argument_changes_nothing(string command, string arguments, string complaint)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(
            $$$"""{"error": {"class": "GenericError", "desc": "{{{complaint}}}"}}""",
            await peer.AskAsync(command, arguments));
        Assert.Equal(Hex.Zeros(4), Read(0, Ras, 4));
    }

    private async Task AskAsync(string command, string arguments)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        Assert.Equal(QmpPeer.Done, await peer.AskAsync(command, arguments));
    }

    private string Read(int host, int offset, int length)
    {
        byte[] bytes = new byte[length];
        _device.Hosts[host].Function.ComponentRegisters.Read(offset, bytes);
        return Hex.Text(bytes);
    }
}
