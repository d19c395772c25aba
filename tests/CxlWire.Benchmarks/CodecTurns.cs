using System.Diagnostics;
using System.Globalization;

namespace CxlWire.Benchmarks;

/// <summary>
/// The codec beside a copy, in short pieces by turns: what else the machine does falls on all alike, and the median of
/// many pieces is of those that nothing disturbed. For machines that are never quiet. What a copy costs depends on
/// where the arrays lie in cache lines, so that all of it is done at each of the 8 places.
/// </summary>
internal static class CodecTurns
{
    private const int Places = 8;
    private const int Turns = 100;
    private const int Operations = 50_000;

    private const string Parsed = "a twentieth of what the generated parser takes";

    private delegate void Loop(int count);

    /// <summary>Prints nanoseconds and copies, medians, of a record and of a page of 50 extents.</summary>
    public static void Print()
    {
        string[] ways = ["record copied", "read in place", "encoded", "read in place and encoded", "there and back"];
        Print([.. ways, Parsed], Operations, () =>
        {
            var codec = new RecordCodec();
            codec.Setup();
            return [
                n => { for (int i = 0; i < n; i++) codec.Copy(); },
                n => { for (int i = 0; i < n; i++) codec.Read(); },
                n => { for (int i = 0; i < n; i++) codec.Encode(); },
                n => { for (int i = 0; i < n; i++) codec.ReadEncode(); },
                n => { for (int i = 0; i < n; i++) codec.DecodeEncode(); },
                n => { for (int i = 0; i < n / 20; i++) codec.KaitaiDecode(); }];
        });
        Print(["page copied", "read in place", "there and back", Parsed], Operations / 20, () =>
        {
            var codec = new PageCodec();
            codec.Setup();
            return [
                n => { for (int i = 0; i < n; i++) codec.Copy(); },
                n => { for (int i = 0; i < n; i++) codec.Read(); },
                n => { for (int i = 0; i < n; i++) codec.DecodeEncode(); },
                n => { for (int i = 0; i < n / 20; i++) codec.KaitaiDecode(); }];
        });
    }

    private static void Print(string[] ways, int operations, Func<Loop[]> make)
    {
        var taken = new double[ways.Length, Places];
        for (int place = -2; place < Places; place++)
        {
            // What is allocated before moves what is made; -2 and -1 only let the loops be compiled.
            GC.KeepAlive(new byte[8 * (place + 2)]);
            double[] medians = Medians(make(), operations);
            for (int way = 0; place >= 0 && way < ways.Length; way++)
                taken[way, place] = medians[way];
        }

        for (int way = 0; way < ways.Length; way++)
        {
            double nanoseconds = Median(Enumerable.Range(0, Places).Select(place => taken[way, place]));
            double copies = Median(Enumerable.Range(0, Places).Select(place => taken[way, place] / taken[0, place]));
            double worst = Enumerable.Range(0, Places).Max(place => taken[way, place] / taken[0, place]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{ways[way]}: {nanoseconds:F1} ns, {copies:F1} copies, at the worst place {worst:F1}"));
        }
    }

    private static double[] Medians(Loop[] loops, int operations)
    {
        var taken = new double[loops.Length, Turns];
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int way = 0; way < loops.Length; way++)
            {
                long start = Stopwatch.GetTimestamp();
                loops[way](operations);
                taken[way, turn] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / operations;
            }
        }

        return [.. loops.Select((_, way) => Median(Enumerable.Range(0, Turns).Select(turn => taken[way, turn])))];
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
