using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Golden;
using static CxlWire.Cli.Judging.Html.PageWriter;

namespace CxlWire.Cli.Judging.Html;

/// <summary>Steps as annotated bytes, as 'cxlwire decode' prints them.</summary>
internal static class StepBytes
{
    // Of what is longer only the beginning is read.
    private const int MaxMessage = 16 << 10;
    private const int HexOfLonger = 256;

    /// <summary>Writes steps of a finding: of many, the first and the last. The last one is open.</summary>
    public static void Write(PageWriter page, IReadOnlyList<long> steps, SaidSteps said)
    {
        long[] shown = steps.Count <= PageLimits.Steps
            ? [.. steps]
            : [.. steps.Take(PageLimits.Steps / 2), .. steps.TakeLast(PageLimits.Steps / 2)];
        foreach (long number in shown)
        {
            if (said[number] is { } step)
                Write(page, step, number, number == shown[^1]);
        }

        if (shown.Length < steps.Count)
        {
            page.Element(
                "p", $"{Number(steps.Count - shown.Length)} steps between them are not shown.", ("class", "cut"));
        }
    }

    private static void Write(PageWriter page, ConversationStep step, long number, bool isOpen)
    {
        string heading = PageLimits.Shorten($"step {Number(number)}: {HeadingOf(step)}");
        CciMessage[] messages = step is CciStep command ? [.. ConversationMessages.Of(command, (byte)number)] : [];
        if (messages.Length == 0)
        {
            page.Element("p", heading);
            return;
        }

        page.Element("details", isOpen ? [("open", "")] : [], () =>
        {
            page.Element("summary", heading);
            page.Element("pre", () =>
            {
                foreach (CciMessage message in messages)
                    Write(page, message);
            });
        });
    }

    private static string HeadingOf(ConversationStep step) => step switch
    {
        HostStep host => $"host {Number(host.Host ?? 0)}: {host.Opcode}: {EndOf(host)}",
        CciStep command => $"{command.Name}: {EndOf(command)}",
        ControlStep or CapacityStep => $"{step}: {step.Reply}",
        FiredStep => $"{step}: {step.Reply}",
        EventStep or PoisonStep or ResetStep or FaultsStep or InjectStep => step.ToString()!,
        _ => step.Name,
    };

    private static string EndOf(CciStep step)
    {
        if (step.Reply is not StepReply.Cci reply)
            return "no answer";
        string fault = reply.Fault is { } sent ? $", {sent}" : "";
        return reply.Refusal is { } refusal
            ? $"{reply.Code}{fault}, refused by {refusal.Rule ?? "the command"}: field {refusal.Field}, "
                + $"byte {Number(refusal.Byte)}"
            : $"{reply.Code}{fault}";
    }

    private static void Write(PageWriter page, CciMessage message)
    {
        if (message.Bytes.Length > MaxMessage)
        {
            Write(page, new DumpLine([new DumpSpan(DumpRole.Heading, message.Summary)]));
            foreach (byte[] row in message.Bytes[..HexOfLonger].ToArray().Chunk(32))
                Write(page, new DumpLine([new DumpSpan(DumpRole.Bytes, Convert.ToHexStringLower(row))]));
            WriteCut(page, $"cut after {Number(HexOfLonger)} of {Number(message.Bytes.Length)} bytes");
            return;
        }

        int lines = 0;
        foreach (DumpLine line in AnnotatedDump.Lines(message))
        {
            if (lines++ == PageLimits.Lines)
            {
                WriteCut(page, $"cut after {Number(PageLimits.Lines)} lines");
                return;
            }

            Write(page, line);
        }
    }

    private static void WriteCut(PageWriter page, string what) =>
        page.Element("span", $"... {what}: 'cxlwire decode --as conversation' shows all\n", ("class", "o"));

    private static void Write(PageWriter page, DumpLine line)
    {
        foreach (DumpSpan span in line.Spans)
        {
            if (ClassOf(span.Role) is { } role)
                page.Element("span", PageLimits.Shorten(span.Text), ("class", role));
            else
                page.Text(span.Text);
        }

        page.Break();
    }

    private static string? ClassOf(DumpRole role) => role switch
    {
        DumpRole.Heading => "h",
        DumpRole.Offset or DumpRole.Bits => "o",
        DumpRole.Bytes => "b",
        DumpRole.Group => "g",
        DumpRole.Field => "f",
        DumpRole.Value => "v",
        DumpRole.Reserved => "r",
        DumpRole.Error => "e",
        _ => null,
    };
}
