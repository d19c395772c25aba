using System.Text.Json;

namespace CxlWire.Cli.Tests;

public sealed class ServeJudgeTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_a_driver_does_wrong_is_told_and_summed_up_at_the_end()
    {
        string report = _directory.PathOf("driver.json"), host = $"unix:{_directory.PathOf("host")}";
        await using CliProcess server = await CliProcess.ServeAsync("--judge", report, "--host", host);
        Outcome outcome = await Cli.RunAsync("send", host, "add-dc-response", "--payload", "0000000000000000");
        Assert.Equal(1, outcome.ExitCode);
        server.Signal("TERM");
        (int exitCode, string error) = await server.WaitAsync();
        Assert.Equal(0, exitCode);
        Assert.Equal(
            "warn: cxlwire[20] violated H1 (must): host 0, step 1: expected one response for each chain, and all are "
                + "answered; seen another, with an empty list\n"
                + "warn: cxlwire[21] judged: 2 rules passed, 1 failed (H1), 0 info, 31 not exercised\n",
            error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report, Cli.Cancelled));
        Assert.Equal("fail", json.RootElement.GetProperty("rules")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task A_report_that_is_none_is_said_before_anybody_is_served()
    {
        Outcome outcome = await Cli.RunAsync("serve", "--judge", "driver.pdf", "--host", "unix:@x");
        Assert.Equal(
            (2, "cxlwire: --judge driver.pdf: a report is .txt, .html, .json, .xml (JUnit) or .tap (KTAP)\n"),
            (outcome.ExitCode, outcome.Error));
    }
}
