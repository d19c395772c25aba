using CxlWire.Testing.FsCheck;
using CxlWire.Tests;

namespace CxlWire.Testing.Tests;

/// <summary>docs/judge/search.md shows a driver of these tests, and what is found in it.</summary>
public sealed class SearchPageTests
{
    private static readonly string _file = Repository.PathOf("docs", "judge", "search.md");
    private static readonly string _page = File.ReadAllText(_file);

    [Fact]
    public void The_driver_is_the_one_of_the_tests()
    {
        string source =
            File.ReadAllText(Repository.PathOf("tests", "CxlWire.Testing.Tests", "HastyDriver.cs"));
        string shown = source[source.IndexOf("/// <summary>", StringComparison.Ordinal)..];
        Assert.Contains($"```csharp\n{shown}```\n", _page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_found_is_what_a_test_prints()
    {
        DriverPropertyException e = Assert.Throws<DriverPropertyException>(() => DriverProperty.Check(
            (host, stop) => new HastyDriver(host.Connect()).RunAsync(stop), new DriverPropertyOptions { Seed = 1 }));
        string shown = _page.Split("That fails:\n\n```\n")[1].Split("```\n")[0];
        string printed = e.Message.ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(_file, _page.Replace(shown, printed, StringComparison.Ordinal));
        else
            Assert.Equal(shown, printed);
    }
}
