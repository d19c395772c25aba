using System.Diagnostics;

namespace CxlWire.Fuzz.Engine;

/// <summary>Makes a failing input smaller: pieces by halves, then single ones; then the bytes of each piece.</summary>
/// <param name="fails">Whether an input fails as the first one did.</param>
/// <param name="limit">When to be content with what there is.</param>
internal sealed class Minimizer(Func<byte[][], bool> fails, TimeSpan limit)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    private bool IsOver => Stopwatch.GetElapsedTime(_start) >= limit;

    public byte[][] Minimize(byte[][] pieces)
    {
        pieces = Cut(pieces, fails);
        for (int i = 0; i < pieces.Length; i++)
        {
            byte[][] With(byte[] piece) => [.. pieces[..i], piece, .. pieces[(i + 1)..]];
            byte[] shorter = Cut(pieces[i], piece => fails(With(piece)));
            pieces = With(shorter);
            for (int at = 0; at < shorter.Length && !IsOver; at++)
            {
                byte[] zeroed = [.. shorter];
                zeroed[at] = 0;
                if (shorter[at] == 0 || !fails(With(zeroed)))
                    continue;
                shorter = zeroed;
                pieces = With(shorter);
            }
        }

        return pieces;
    }

    /// <summary>Leaves out stretches, long ones first, for as long as what is left fails.</summary>
    private T[] Cut<T>(T[] items, Func<T[], bool> stillFails)
    {
        for (int size = Math.Max(items.Length / 2, 1); size > 0 && items.Length > 0; size /= 2)
        {
            for (int at = 0; at < items.Length && !IsOver;)
            {
                T[] rest = [.. items[..at], .. items[Math.Min(at + size, items.Length)..]];
                if (stillFails(rest))
                    items = rest;
                else
                    at += size;
            }
        }

        return items;
    }
}
