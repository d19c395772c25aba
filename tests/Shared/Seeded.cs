using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace CxlWire.Tests;

/// <summary>
/// Runs a property from a seed that is printed, whether the property holds or not. CXLWIRE_SEED=S,G
/// runs it again from there. For mutation testing, CXLWIRE_CASES=P runs P percent of the cases and shrinks none;
/// 0 skips the property.
/// </summary>
internal static class Seeded
{
    private static readonly FSharpFunc<FSharpList<object>, string> _stop =
        FSharpFunc<FSharpList<object>, string>.FromConverter(
            _ =>
                throw new InvalidOperationException(
                    "the property does not hold; CXLWIRE_CASES keeps it from shrinking"));

    public static void Check(Property property, int tests)
    {
        Rnd start = Environment.GetEnvironmentVariable("CXLWIRE_SEED") is { Length: > 0 } text
            ? Parse(text)
            : new Rnd((ulong)Random.Shared.NextInt64());
        TestContext.Current.TestOutputHelper?.WriteLine($"CXLWIRE_SEED={start.Seed},{start.Gamma}");
        Config config = Config.QuickThrowOnFailure.WithMaxTest(tests).WithQuietOnSuccess(true)
            .WithReplay(start.Seed, start.Gamma);
        if (Environment.GetEnvironmentVariable("CXLWIRE_CASES") is { Length: > 0 } percent)
        {
            int share = int.Parse(percent, CultureInfo.InvariantCulture);
            if (share == 0)
                Assert.Skip("CXLWIRE_CASES is 0");
            config = config.WithMaxTest(Math.Max(1, tests * share / 100)).WithEveryShrink(_stop);
        }

        FsCheck.Check.One(config, property);
    }

    private static Rnd Parse(string text)
    {
        string[] parts = text.Split(',');
        return new Rnd(
            ulong.Parse(parts[0], CultureInfo.InvariantCulture), ulong.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
