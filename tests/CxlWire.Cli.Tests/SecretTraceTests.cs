using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class SecretTraceTests
{
    [Fact]
    public async Task K8_a_trace_line_of_a_request_with_a_passphrase_has_its_length_alone()
    {
        string unlock = new('c', 64);
        await using CliProcess server = await CliProcess.ServeAsync("--log-level", "trace", "--explain");
        await server.Input.WriteAsync(Hex.Bytes("00 08 00 0345 200000 0000 0000", unlock), server.Deadline);
        server.Input.Close();
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("cccc", error, StringComparison.Ordinal);
        Assert.Contains(
            "trce: cxlwire[17] stdio #1: Unlock (4503h), tag 8, 32 bytes -> Invalid Security State (13h), no payload\n",
            error, StringComparison.Ordinal);
    }
}
