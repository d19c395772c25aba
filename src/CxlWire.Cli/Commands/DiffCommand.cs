using System.CommandLine;
using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Cli.Commands;

/// <summary><c>diff</c>: two files, field by field.</summary>
internal sealed class DiffCommand : CliCommand
{
    // All are in memory until the widths of their columns are known.
    private const int MaxShown = 10_000;

    private readonly CliEnvironment _environment;
    private readonly Argument<string> _left = new("A") { Description = "Bytes; with --hex, text as for 'decode'." };
    private readonly Argument<string> _right = new("B") { Description = "What to compare it with." };
    private readonly Option<string> _as = new("--as")
    {
        HelpName = "LAYOUT",
        Description = "What both are: a layout of 'list --layouts', or cci-message, which is the default: CCI messages "
            + "back to back.",
        DefaultValueFactory = _ => LayoutName.Messages,
    };

    private readonly Option<bool> _hex = new("--hex") { Description = "Both are hexadecimal text, as for 'decode'." };

    public DiffCommand(CliEnvironment environment)
        : base("diff", "Compares two files field by field.", "A B [options]")
    {
        _environment = environment;
        Details =
        [
            "Prints offset, field and both values of every difference. Offsets count from the start of A, in "
                + "hexadecimal. The exit code is 1 where there is a difference.",
        ];
        Add(_left);
        Add(_right);
        Add(_as);
        Add(_hex);
        SetAction(RunAsync);
        Examples =
        [
            ("cxlwire diff mine.bin fixtures/messages/4801_get_dc_extent_list/response_typical.bin", "two messages"),
            ("cxlwire diff a.hex b.hex --hex --as dynamic-capacity-event-record", "two records"),
        ];
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        string name = result.GetRequiredValue(_as);
        string left = result.GetRequiredValue(_left);
        string right = result.GetRequiredValue(_right);
        Layout? layout = LayoutName.IsMessages(name) ? null : LayoutName.Find(name);
        bool isHex = result.GetValue(_hex);
        using var progress = new Progress(_environment, "comparing", "bytes");
        ReadOnlyMemory<byte> leftBytes = await InputFile.ReadAsync(left, _environment, cancellationToken, isHex);
        ReadOnlyMemory<byte> rightBytes = await InputFile.ReadAsync(right, _environment, cancellationToken, isHex);
        IEnumerable<FieldDifference> differences = layout is null
            ? MessageDiff.Compare(leftBytes, rightBytes, progress.Report)
            : Compare(left, leftBytes, right, rightBytes, layout);
        var shown = new List<string[]>();
        int count = 0;
        foreach (FieldDifference difference in differences)
        {
            if (count++ < MaxShown)
                shown.Add([Offset(difference), difference.Path, difference.Left, difference.Right]);
        }

        progress.Dispose();
        if (count == 0)
        {
            _environment.Printer.Write(DumpRole.Value, $"equal: {leftBytes.Length} bytes");
            return ExitCode.Done;
        }

        _environment.Printer.Write(TextTable.Lines(
            ["offset", "field", InputFile.NameOf(left), InputFile.NameOf(right)],
            [DumpRole.Offset, DumpRole.Field, DumpRole.Value, DumpRole.Error],
            shown,
            _environment.Width));
        string sum = count == 1 ? "1 difference" : $"{count} differences";
        string rest = count > MaxShown ? $", of which the first {MaxShown} are shown" : "";
        throw new CliException(
            $"{InputFile.NameOf(left)} and {InputFile.NameOf(right)}: {sum}{rest}", ExitCode.Refused);
    }

    private IEnumerable<FieldDifference> Compare(
        string left, ReadOnlyMemory<byte> leftBytes, string right, ReadOnlyMemory<byte> rightBytes, Layout layout)
    {
        FieldDiff diff = FieldDiff.Compare(leftBytes, rightBytes, layout);
        foreach ((string name, LayoutError? refusal) in new[] { (left, diff.LeftError), (right, diff.RightError) })
        {
            if (refusal is { } error)
                _environment.Printer.Write(DumpRole.Error, $"{InputFile.NameOf(name)}: refused: {error}");
        }

        return diff.Differences;
    }

    private static string Offset(FieldDifference difference) =>
        difference.Offset?.ToString("x4", CultureInfo.InvariantCulture) ?? "";
}
