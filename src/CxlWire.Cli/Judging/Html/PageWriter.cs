using System.Globalization;
using System.Text;
using System.Xml;
using CxlWire.Golden;

namespace CxlWire.Cli.Judging.Html;

/// <summary>
/// Writes HTML that is XML, too: what is written as text is text, whatever it holds, and every element is closed.
/// </summary>
internal sealed class PageWriter : IDisposable
{
    private readonly Stream _stream;

    /// <summary>Begins a page.</summary>
    /// <param name="stream">Stays the caller's.</param>
    public PageWriter(Stream stream)
    {
        _stream = stream;
        Xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
        });
        Xml.WriteDocType("html", null, null, null);
    }

    /// <summary>For what writes elements of its own.</summary>
    public XmlWriter Xml { get; }

    /// <summary>Bytes of the page so far.</summary>
    public long Length
    {
        get
        {
            Xml.Flush();
            return _stream.Position;
        }
    }

    /// <summary>An element, its attributes, and what is in it.</summary>
    public void Element(string name, (string Name, string Value)[] attributes, Action content)
    {
        Begin(name, attributes);
        content();
        End();
    }

    /// <inheritdoc cref="Element(string, ValueTuple{string, string}[], Action)"/>
    public void Element(string name, Action content) => Element(name, [], content);

    /// <summary>An element that holds text.</summary>
    public void Element(string name, string text, params (string Name, string Value)[] attributes) =>
        Element(name, attributes, () => Text(text));

    /// <summary>An element that holds nothing, and has no end.</summary>
    public void Single(string name, params (string Name, string Value)[] attributes)
    {
        Begin(name, attributes);
        Xml.WriteEndElement();
    }

    /// <summary>Text.</summary>
    public void Text(string text) => Xml.WriteString(LegalXml.Of(text));

    /// <summary>What a program says, in which nothing needs escaping.</summary>
    public void Raw(string element, string text)
    {
        Xml.WriteStartElement(element);
        Xml.WriteRaw(text);
        End();
    }

    /// <summary>A line's end, for who reads the file.</summary>
    public void Break() => Xml.WriteRaw("\n");

    /// <inheritdoc/>
    public void Dispose() => Xml.Dispose();

    /// <summary>A number.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Begin(string name, (string Name, string Value)[] attributes)
    {
        Xml.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
            Xml.WriteAttributeString(attribute, LegalXml.Of(value));
    }

    private void End() => Xml.WriteFullEndElement();
}
