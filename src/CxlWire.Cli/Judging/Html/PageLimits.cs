namespace CxlWire.Cli.Judging.Html;

/// <summary>How much a page shows, so that its size is bounded whatever was said; it says where it was cut.</summary>
internal static class PageLimits
{
    /// <summary>Columns of the matrix.</summary>
    public const int Cases = 500;

    /// <summary>Steps of a finding whose bytes are shown.</summary>
    public const int Steps = 8;

    /// <summary>Lines of the bytes of one message.</summary>
    public const int Lines = 60;

    /// <summary>Characters of a line, a name, or what was seen.</summary>
    public const int Text = 400;

    /// <summary>Bytes of the page after which findings are told in words only.</summary>
    public const long Detailed = 8 << 20;

    /// <summary>Bytes of the page after which no finding is told.</summary>
    public const long Told = 12 << 20;

    /// <summary>The text, cut where it is too long.</summary>
    public static string Shorten(string text) =>
        text.Length <= Text ? text : string.Concat(text.AsSpan(0, Text - 1), "…");
}
