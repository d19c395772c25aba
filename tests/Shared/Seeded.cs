using System.Globalization;
using FsCheck;

namespace CxlWire.Tests;

/// <summary>
/// Runs a property from a seed that is printed, whether the property holds or not. CXLWIRE_SEED=S,G
/// runs it again from there; CXLWIRE_CASES=P runs P percent of the cases, for mutation testing.
/// </summary>
internal static class Seeded
{
    public static void Check(Property property, int tests)
    {
        Rnd start = Environment.GetEnvironmentVariable("CXLWIRE_SEED") is { Length: > 0 } text
            ? Parse(text)
            : new Rnd((ulong)Random.Shared.NextInt64());
        TestContext.Current.TestOutputHelper?.WriteLine($"CXLWIRE_SEED={start.Seed},{start.Gamma}");
        int cases = Environment.GetEnvironmentVariable("CXLWIRE_CASES") is { Length: > 0 } percent
            ? Math.Max(1, tests * int.Parse(percent, CultureInfo.InvariantCulture) / 100)
            : tests;
        Config config = Config.QuickThrowOnFailure.WithMaxTest(cases).WithQuietOnSuccess(true)
            .WithReplay(start.Seed, start.Gamma);
        FsCheck.Check.One(config, property);
    }

    private static Rnd Parse(string text)
    {
        string[] parts = text.Split(',');
        return new Rnd(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
