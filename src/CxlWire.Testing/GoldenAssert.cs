using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Testing;

/// <summary>Compares what a driver sent, or a device answered, with a golden file.</summary>
public static class GoldenAssert
{
    /// <summary>Passes where the bytes are those of the file.</summary>
    /// <param name="file">CASE.bin of fixtures/messages, with its CASE.json beside it.</param>
    /// <param name="actual">A whole message, or a structure, as the file holds it.</param>
    /// <exception cref="GoldenMismatchException">
    /// They differ; the message says in which fields. Bytes count from the start of the message, header included.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void Equal(string file, ReadOnlyMemory<byte> actual)
    {
        if (!GoldenCase.TryLoad(file, out GoldenCase? golden, out GoldenMismatch? unreadable))
            throw new IOException(unreadable!.ToString());
        if (golden!.Bytes.Span.SequenceEqual(actual.Span))
            return;
        throw new GoldenMismatchException($"{golden.Name} differs:{Environment.NewLine}{Describe(golden, actual)}");
    }

    private static string Describe(GoldenCase golden, ReadOnlyMemory<byte> actual)
    {
        var lines = new List<string>();
        ReadOnlyMemory<byte> payload = actual;
        if (golden.IsMessage)
        {
            int header = Protocol.Cci.CciHeader.Size;
            lines.AddRange(Differences(
                golden.Bytes[..header], actual[..Math.Min(header, actual.Length)], Protocol.Cci.CciHeader.Layout));
            payload = actual[Math.Min(header, actual.Length)..];
        }

        lines.AddRange(Differences(golden.LayoutBytes, payload, golden.Layout, golden.IsMessage));
        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Differences(
        ReadOnlyMemory<byte> expected, ReadOnlyMemory<byte> actual, Layout layout, bool isPayload = false)
    {
        FieldDiff diff = FieldDiff.Compare(expected, actual, layout);
        if (diff.RightError is { } error && error != diff.LeftError)
            yield return $"  {(isPayload ? "payload: " : "")}{error}";
        foreach (FieldDifference found in diff.Differences)
        {
            FieldDifference difference = isPayload ? found.InMessage() : found;
            yield return $"  {layout}.{difference.Where}: expected {difference.Left}, got {difference.Right}";
        }
    }
}

/// <summary>Bytes differ from a golden file.</summary>
public sealed class GoldenMismatchException : Exception
{
    internal GoldenMismatchException(string message)
        : base(message)
    {
    }
}
