using System.Diagnostics;
using System.Globalization;

namespace CxlWire.Cli.Tests;

/// <summary>A process that may have few file descriptors; tools/acceptance.py tries every number.</summary>
public sealed class DescriptorLimitTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(24, "", 128)]
    [InlineData(40, "", 128)]
    [InlineData(80, "", 128)]
    [InlineData(127, "", 128)]
    [InlineData(128, "", 129)]
    [InlineData(256, "--copies 89 --fm unix:{0}/f{{n}}", 306)]
    [InlineData(130, "--vfio-user {0}/v{{n}} --qmp unix:{0}/q", 131)]
    [InlineData(140, "--host fifo:{0}/i,{0}/o", 141)]
    [InlineData(130, "--lsa {0}/l --device {0}.json", 131)]
    public async Task Too_few_are_told_before_anything_is_opened(int limit, string more, int needed)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no such limit here");
        string[] arguments =
            ["--host", $"unix:{_directory.Path}/h{{n}}", .. string.Format(
                CultureInfo.InvariantCulture, more, _directory.Path).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        string device = $"{_directory.Path}.json";
        await File.WriteAllTextAsync(device, """{"lsa_size": 16}""", Cli.Cancelled);
        (int exitCode, string error) = await RunAsync(limit, arguments);
        File.Delete(device);
        string isLimit = needed == 128 ? "is lower" : $"is {limit}";
        string why = $"{needed} file descriptors are needed, and the limit (ulimit -n) {isLimit}";
        Assert.Equal((2, $"cxlwire: Too many open files: {why}\n"), (exitCode, error));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_directory.Path));
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(int limit, string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "cxlwire.dll");
        string script = string.Create(
            CultureInfo.InvariantCulture, $"ulimit -n {limit} && exec dotnet \"$0\" serve \"$@\"");
        var start = new ProcessStartInfo("sh", ["-c", script, program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string error = await process.StandardError.ReadToEndAsync(Cli.Cancelled);
        await process.WaitForExitAsync(Cli.Cancelled);
        return (process.ExitCode, error);
    }
}
