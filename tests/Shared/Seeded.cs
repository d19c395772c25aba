using System.Globalization;
using FsCheck;

namespace CxlWire.Tests;

/// <summary>
/// Runs a property from a seed that is printed, whether the property holds or not. CXLWIRE_SEED=S,G
/// runs it again from there.
/// </summary>
internal static class Seeded
{
    public static void Check(Property property, int tests)
    {
        Rnd start = Environment.GetEnvironmentVariable("CXLWIRE_SEED") is { Length: > 0 } text
            ? Parse(text)
            : new Rnd((ulong)Random.Shared.NextInt64());
        TestContext.Current.TestOutputHelper?.WriteLine($"CXLWIRE_SEED={start.Seed},{start.Gamma}");
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true).WithReplay(start.Seed, start.Gamma), property);
    }

    private static Rnd Parse(string text)
    {
        string[] parts = text.Split(',');
        return new Rnd(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
