namespace CxlWire.Cli.Text;

/// <summary>Breaks long text into lines.</summary>
internal static class TextWrap
{
    /// <summary>Breaks at blanks; a word longer than a line keeps its line.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > width)
        {
            int at = text.LastIndexOf(' ', width);
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
