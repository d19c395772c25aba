using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Cli.Demonstration;

/// <summary>A request and its reply, in short.</summary>
/// <param name="Speaker">Who asks whom.</param>
/// <param name="Request">What.</param>
/// <param name="Result">How the reply begins.</param>
/// <param name="Bytes">Those of both that were compared.</param>
/// <param name="IsGolden">Whether all of them are as the goldens say.</param>
internal sealed record Exchange(string Speaker, string Request, string Result, int Bytes, bool IsGolden);

/// <summary>Holds what is said against the golden conversation, step by step.</summary>
internal sealed class Comparison(IReadOnlyList<GoldenStep> steps)
{
    // What every command of this conversation returns on the control socket when it succeeds.
    private const string Return = """{"return": {}}""";

    private readonly List<Exchange> _exchanges = [];

    /// <summary>The first difference, or null.</summary>
    public string? FirstDifference { get; private set; }

    /// <summary>What was compared, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>The next step, on the CCI: both messages whole, but for the tag, which the requester chooses.</summary>
    /// <returns>The first difference of each, if any.</returns>
    public IReadOnlyList<string> Compare(string speaker, CciMessage request, CciMessage response)
    {
        var golden = (GoldenStep.Mailbox)steps[_exchanges.Count];
        var header = new CciHeader { MessageTag = request.Header.MessageTag, Opcode = golden.Opcode };
        byte[] wantedRequest = Message(header with { Category = CciCategory.Request }, golden.Request);
        byte[] wantedResponse = Message(
            header with { Category = CciCategory.Response, ReturnCode = golden.Code }, golden.Response);
        return Note(
            new Exchange(
                speaker,
                request.Header.Opcode.ToString(),
                response.Header.ReturnCode.ToString(),
                request.Bytes.Length + response.Bytes.Length,
                IsGolden: true),
            [.. Compare("request", wantedRequest, request), .. Compare("response", wantedResponse, response)]);
    }

    /// <summary>The next step, on the control socket: its reply.</summary>
    /// <returns>The difference, if there is one.</returns>
    public IReadOnlyList<string> Compare(string speaker, string command, string reply)
    {
        var golden = (GoldenStep.Control)steps[_exchanges.Count];
        string wanted = golden.Error is { } error
            ? $$$"""{"error": {"class": "GenericError", "desc": "{{{error}}}"}}"""
            : Return;

        // QEMU's words are the beginning of ours.
        bool goesOn = golden.Error is not null && reply.StartsWith($"{wanted[..^3]}: ", StringComparison.Ordinal);
        int same = reply.AsSpan().CommonPrefixLength(wanted);
        return Note(
            new Exchange(speaker, command, reply, reply.Length, IsGolden: true),
            reply == wanted || goesOn ? [] : [$"reply to {command}, byte {same}: expected {wanted}, found {reply}"]);
    }

    private static IEnumerable<string> Compare(string kind, byte[] wanted, CciMessage found)
    {
        _ = new CciMessageReader(wanted).TryRead(out CciMessage? golden);
        foreach (FieldDifference d in MessageDiff.Compare(golden!, found).Take(1))
        {
            // Inside a field, the first byte of it that differs.
            int at = Math.Max(d.Offset!.Value, wanted.AsSpan().CommonPrefixLength(found.Bytes.Span));
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{kind} {found.Header.Opcode}, byte {at}, {d.Path}: expected {d.Left}, found {d.Right}");
        }
    }

    private static byte[] Message(CciHeader header, byte[] payload)
    {
        byte[] message = new byte[CciHeader.Size + payload.Length];
        (header with { PayloadLength = (uint)payload.Length }).TryWrite(message);
        payload.CopyTo(message, CciHeader.Size);
        return message;
    }

    private IReadOnlyList<string> Note(Exchange exchange, IReadOnlyList<string> differences)
    {
        _exchanges.Add(exchange with { IsGolden = differences.Count == 0 });
        FirstDifference ??= differences is [string first, ..] ? first : null;
        return differences;
    }
}
