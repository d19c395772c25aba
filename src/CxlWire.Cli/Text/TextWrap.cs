namespace CxlWire.Cli.Text;

/// <summary>Breaks long text into lines.</summary>
internal static class TextWrap
{
    /// <summary>Breaks at blanks.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">Columns of a line.</param>
    /// <param name="breaksWords">Whether a word longer than a line is broken; else it keeps its line.</param>
    public static IEnumerable<string> Lines(string text, int width, bool breaksWords = false)
    {
        while (text.Length > width)
        {
            int at = text.LastIndexOf(' ', width);
            if (at <= 0 && breaksWords)
            {
                yield return text[..width];
                text = text[width..];
                continue;
            }

            if (at <= 0)
                at = text.IndexOf(' ', width);
            if (at < 0)
                break;
            yield return text[..at];
            text = text[(at + 1)..];
        }

        yield return text;
    }
}
