using System.Globalization;
using System.Text;
using System.Xml;

namespace CxlWire.Golden;

/// <summary>Text that may hold anything, for XML and HTML.</summary>
public static class LegalXml
{
    /// <summary>The text with what no XML may hold, not even escaped, as \uXXXX. It is not escaped.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsLegal(text))
            return text;
        var legal = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                legal.Append(text, i++, 2);
            else if (XmlConvert.IsXmlChar(text[i]))
                legal.Append(text[i]);
            else
                legal.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
        }

        return legal.ToString();
    }

    private static bool IsLegal(string text)
    {
        foreach (char one in text)
        {
            if (!XmlConvert.IsXmlChar(one))
                return false;
        }

        return true;
    }
}
