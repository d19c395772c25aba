using System.Globalization;
using System.Runtime.CompilerServices;
using CxlWire.Device.Faults;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Conversations;

/// <summary>Answers a step of a conversation.</summary>
/// <param name="step">What to ask.</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>The reply, or null where nobody is there to be asked.</returns>
public delegate ValueTask<StepReply?> StepPartner(ConversationStep step, CancellationToken cancellationToken);

/// <summary>Says again what was said once, and compares the answers.</summary>
public static class ConversationReplay
{
    /// <summary>Plays all steps in order, the next when the one before is answered.</summary>
    /// <param name="conversation">Recorded.</param>
    /// <param name="number">Its number in the file, from 1.</param>
    /// <param name="ask">A partner in the state in which the recorded one was at the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async IAsyncEnumerable<StepOutcome> PlayAsync(
        Conversation conversation,
        int number,
        StepPartner ask,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        ArgumentNullException.ThrowIfNull(ask);
        for (int i = 0; i < conversation.Steps.Count; i++)
        {
            ConversationStep step = conversation.Steps[i];
            StepReply? reply = await ask(step, cancellationToken).ConfigureAwait(false);
            yield return Judge(number, i, step, reply);
        }
    }

    /// <summary>Compares two answers to a step.</summary>
    /// <returns>Return code or error, else field by field by the layout of the response; none: they are
    /// equal. Bytes count from the start of the message, whose header has 12. An error's text is equal to one that
    /// goes on after it with a colon and a space.</returns>
    public static IReadOnlyList<FieldDifference> Compare(ConversationStep step, StepReply recorded, StepReply reply)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentNullException.ThrowIfNull(reply);
        switch (step, recorded, reply)
        {
            case (CciStep command, StepReply.Cci was, StepReply.Cci @is):
                return Compare(command.Opcode, was, @is);
            case (FiredStep, StepReply.Fired was, StepReply.Fired @is):
                return was == @is ? [] : [new FieldDifference("fault", null, was.ToString(), @is.ToString())];
            case (not CciStep, StepReply.Control was, StepReply.Control @is):
                return Compare(was, @is);
            default:
                throw new ArgumentException("the replies are not to that step", nameof(reply));
        }
    }

    /// <summary>
    /// Whether a step is left out of comparisons. C4: the command effects log lists what each of the two carries;
    /// that is no difference of behaviour.
    /// </summary>
    public static bool IsAboutCommands(ConversationStep step) =>
        step is CciStep { Opcode: var opcode } && (opcode == Opcode.GetSupportedLogs || opcode == Opcode.GetLog);

    internal static StepOutcome Judge(int number, int index, ConversationStep step, StepReply? reply)
    {
        IReadOnlyList<FieldDifference> differences = [];
        StepVerdict verdict = StepVerdict.NotCarriedOver;
        if (reply is not null)
        {
            bool hasRecord = step.Reply is not null && !IsAboutCommands(step);
            differences = hasRecord ? Compare(step, step.Reply!, reply) : [];
            verdict = !hasRecord ? StepVerdict.Answered
                : differences.Count == 0 ? StepVerdict.Identical
                : StepVerdict.Different;
        }

        return new StepOutcome(number, index, step, reply, verdict, differences);
    }

    private static IReadOnlyList<FieldDifference> Compare(Opcode opcode, StepReply.Cci recorded, StepReply.Cci reply)
    {
        // Which command ended how decides what the payload is: with another code, all of it differs.
        if (recorded.Code != reply.Code)
            return [InHeader("return_code", recorded.Code.ToString(), reply.Code.ToString())];
        if (recorded.VendorStatus != reply.VendorStatus)
            return [InHeader("vendor_status", Text(recorded.VendorStatus), Text(reply.VendorStatus))];
        if (recorded.Fault != reply.Fault)
            return [new FieldDifference("sent", null, Text(recorded.Fault), Text(reply.Fault))];
        if (recorded.Refusal is { } was && reply.Refusal is { } @is && was != @is)
            return [new FieldDifference("refused", null, was.ToString(), @is.ToString())];
        if (recorded.Payload.Span.SequenceEqual(reply.Payload.Span))
            return [];
        var header = new CciHeader { Category = CciCategory.Response, Opcode = opcode, ReturnCode = reply.Code };
        Layout layout = PayloadLayouts.Of(header) ?? Layout.Empty;
        return
        [
            .. FieldDiff.Compare(recorded.Payload, reply.Payload, layout).Differences
                .Select(difference => difference.InMessage()),
        ];
    }

    /// <summary>A difference of a field of the header, which a recording has by itself.</summary>
    private static FieldDifference InHeader(string field, string recorded, string answered)
    {
        int offset = CciHeader.Layout.Fields.Single(f => f.Name == field).Offset;
        return new FieldDifference(field, offset, recorded, answered);
    }

    // What a recording, or a control socket, does not tell is not compared.
    private static FieldDifference[] Compare(StepReply.Control recorded, StepReply.Control reply)
    {
        if (!SayTheSame(recorded.Error, reply.Error))
            return [new FieldDifference("error", null, TextOf(recorded), TextOf(reply))];
        if (recorded.ErrorClass is { } wasClass && reply.ErrorClass is { } isClass && wasClass != isClass)
            return [new FieldDifference("class", null, wasClass, isClass)];
        return recorded.Returned is { } was && reply.Returned is { } @is && was != @is
            ? [new FieldDifference("returned", null, was, @is)]
            : [];
    }

    // QEMU's words are the beginning of ours: after ": " we say what was given and what is allowed, which it does not.
    private static bool SayTheSame(string? one, string? other) =>
        one == other || (one is not null && other is not null && (Begins(one, other) || Begins(other, one)));

    private static bool Begins(string text, string beginning) =>
        text.Length > beginning.Length + 1
        && text.StartsWith(beginning, StringComparison.Ordinal)
        && text.AsSpan(beginning.Length).StartsWith(": ", StringComparison.Ordinal);

    private static string Text(ushort status) => status.ToString("x4", CultureInfo.InvariantCulture);

    private static string Text(ReplyFault? fault) => fault?.ToString() ?? "as it should be";

    private static string TextOf(StepReply.Control reply) =>
        reply.Error is { } error ? FieldText.Quote(error) : "success";
}
