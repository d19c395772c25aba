using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Xml;
using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>How a case of a <see cref="JUnitReport"/> ended.</summary>
internal enum JUnitVerdict
{
    /// <summary>As it should.</summary>
    Passed,

    /// <summary>Not as it should.</summary>
    Failed,

    /// <summary>It could not be tried.</summary>
    Error,

    /// <summary>Nothing was held against anything.</summary>
    Skipped,
}

/// <summary>A case of a <see cref="JUnitReport"/>.</summary>
/// <param name="Name">What was tried; unique in its suite.</param>
/// <param name="Verdict">How it ended.</param>
/// <param name="Message">Why, in a line; unused where it passed.</param>
/// <param name="Details">More of that, in lines; or empty.</param>
internal sealed record JUnitCase(string Name, JUnitVerdict Verdict, string Message = "", string Details = "");

/// <summary>
/// JUnit's XML, which CI servers show. Suites are written as they come, so that a report takes no memory; and whatever
/// ends the command, it ends as XML does.
/// </summary>
internal sealed class JUnitReport : IDisposable
{
    private readonly XmlWriter _xml;

    private JUnitReport(Stream file)
    {
        _xml = XmlWriter.Create(file, new XmlWriterSettings
        {
            CloseOutput = true,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        });
        _xml.WriteStartElement("testsuites");
        _xml.WriteAttributeString("name", CommandLine.Name);
    }

    /// <summary>--junit.</summary>
    /// <param name="cases">"a case for each step".</param>
    public static Option<string?> CreateOption(string cases) => new("--junit")
    {
        HelpName = "FILE",
        Description = $"Also writes JUnit's XML, for a CI server: {cases}. It is written whatever the exit code is; "
            + "what is in the file is overwritten.",
    };

    /// <summary>Begins a report; null where none is wanted.</summary>
    /// <param name="file">Where to; what is there is overwritten.</param>
    /// <param name="environment">Whose directory the file is in.</param>
    /// <param name="input">What the report is about, which it must not overwrite; null: no file.</param>
    /// <exception cref="CliException">It would overwrite the input.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static JUnitReport? Begin(string? file, CliEnvironment environment, string? input = null)
    {
        if (file is null)
            return null;
        string path = Path.Combine(environment.Directory, file);
        if (input is not null && Path.GetFullPath(input) == Path.GetFullPath(path))
            throw new CliException($"--junit: {file} is the input");
        return Begin(path);
    }

    /// <summary>Begins a report.</summary>
    /// <param name="path">Where to; what is there is overwritten.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static JUnitReport Begin(string path) => new(new FileStream(path, FileMode.Create));

    /// <summary>Writes a suite: what belongs together, a file or a conversation of it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(string suite, IReadOnlyCollection<JUnitCase> cases)
    {
        // After an error of the disk there is nothing that could be written.
        if (_xml.WriteState == WriteState.Error)
            return;
        _xml.WriteStartElement("testsuite");
        WriteAttribute("name", suite);
        WriteAttribute("tests", Number(cases.Count));
        WriteAttribute("failures", Number(cases.Count(c => c.Verdict == JUnitVerdict.Failed)));
        WriteAttribute("errors", Number(cases.Count(c => c.Verdict == JUnitVerdict.Error)));
        WriteAttribute("skipped", Number(cases.Count(c => c.Verdict == JUnitVerdict.Skipped)));
        foreach (JUnitCase one in cases)
            Write(suite, one);
        _xml.WriteEndElement();
    }

    /// <summary>Writes why there are no cases, or no more of them.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void AddError(string suite, string sentence) =>
        Add(suite, [new JUnitCase("the whole", JUnitVerdict.Error, sentence)]);

    /// <summary>Ends the report.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Dispose()
    {
        try
        {
            if (_xml.WriteState != WriteState.Error)
                _xml.WriteEndDocument();
        }
        finally
        {
            _xml.Dispose();
        }
    }

    private void Write(string suite, JUnitCase one)
    {
        _xml.WriteStartElement("testcase");
        WriteAttribute("classname", suite);
        WriteAttribute("name", one.Name);
        if (one.Verdict != JUnitVerdict.Passed)
        {
            _xml.WriteStartElement(one.Verdict switch
            {
                JUnitVerdict.Failed => "failure",
                JUnitVerdict.Error => "error",
                _ => "skipped",
            });
            WriteAttribute("message", one.Message);
            if (one.Details.Length > 0)
                _xml.WriteString(LegalXml.Of(one.Details));
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void WriteAttribute(string name, string value) => _xml.WriteAttributeString(name, LegalXml.Of(value));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
