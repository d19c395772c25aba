namespace CxlWire.Cli.Text;

/// <summary>What a peer wrote, as it may stand on a terminal.</summary>
internal static class Printable
{
    /// <summary>The text, with a question mark for what is no printable ASCII: no peer moves a cursor.</summary>
    public static string Of(string text) =>
        string.Create(text.Length, text, (span, from) =>
        {
            for (int i = 0; i < span.Length; i++)
                span[i] = from[i] is >= ' ' and <= '~' ? from[i] : '?';
        });
}
