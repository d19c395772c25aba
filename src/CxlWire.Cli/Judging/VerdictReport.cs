using System.Text;
using CxlWire.Cli.Judging.Html;
using CxlWire.Cli.Text;

namespace CxlWire.Cli.Judging;

/// <summary>A file of verdicts: .txt, .html, .json, .xml (JUnit) or .tap (KTAP).</summary>
internal static class VerdictReport
{
    private static readonly string[] _extensions = [".txt", ".html", ".json", ".xml", ".tap"];
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What an extension may be, for help.</summary>
    public const string Extensions = ".txt, .html, .json, .xml (JUnit) or .tap (KTAP)";

    /// <summary>Looks whether a report could be written.</summary>
    /// <param name="option">"--report".</param>
    /// <param name="file">Where to.</param>
    /// <param name="directory">The directory that the file is in, where it does not say.</param>
    /// <param name="input">What it must not overwrite; null: no file.</param>
    /// <exception cref="CliException">It has another extension, or is the input.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Check(string option, string file, string directory, string? input = null)
    {
        if (!_extensions.Contains(Path.GetExtension(file)))
            throw new CliException($"{option} {file}: a report is {Extensions}");
        string path = Path.Combine(directory, file);
        if (input is not null && Path.GetFullPath(input) == Path.GetFullPath(path))
            throw new CliException($"{option}: {file} is the input");
        new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
    }

    /// <summary>Writes it; what was there is overwritten.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string file, string directory, IReadOnlyList<JudgedCase> cases)
    {
        string path = Path.Combine(directory, file);
        if (Path.GetExtension(file) == ".xml")
        {
            using var junit = JUnitReport.Begin(path);
            foreach (JudgedCase one in cases)
                junit.Add(one.Name, VerdictCases.Of(one));
            return;
        }

        using var stream = new FileStream(path, FileMode.Create);
        if (Path.GetExtension(file) == ".json")
        {
            VerdictJson.Write(stream, cases);
            return;
        }

        if (Path.GetExtension(file) == ".html")
        {
            VerdictPage.Write(stream, [.. cases.Where(one => one.Skipped is null)]);
            return;
        }

        using var text = new StreamWriter(stream, _utf8) { NewLine = "\n" };
        if (Path.GetExtension(file) == ".tap")
        {
            VerdictTap.Write(text, cases);
            return;
        }

        var printer = new LinePrinter(text, colours: false);
        if (cases is [{ Case: not null }, ..])
        {
            int longest = cases.Max(one => one.Name.Length);
            printer.Write(cases.Select(one => CaseTable.LineOf(one, longest)));
            CaseTable.Print(printer, cases, width: null);
            return;
        }

        foreach (JudgedCase one in cases)
            VerdictTable.Print(printer, one, width: null);
    }
}
