using CxlWire.Conversations;
using CxlWire.Protocol;

namespace CxlWire.Cli.Demonstration;

/// <summary>What was said, and what has to come of it: fixtures/conversations/demo.jsonl.</summary>
internal abstract record GoldenStep
{
    /// <summary>A request on the host's CCI and its response.</summary>
    /// <param name="Opcode">Of both.</param>
    /// <param name="Request">Payload.</param>
    /// <param name="Code">How the command ends.</param>
    /// <param name="Response">Payload.</param>
    public sealed record Mailbox(Opcode Opcode, byte[] Request, ReturnCode Code, byte[] Response) : GoldenStep;

    /// <summary>A command on the control socket.</summary>
    /// <param name="Command">"add" or "release".</param>
    /// <param name="Error">Description of the error that has to come, or null: none.</param>
    public sealed record Control(string Command, string? Error) : GoldenStep;
}

/// <summary>The conversation that ships inside the program; docs/conversations.md describes the form.</summary>
internal static class GoldenConversation
{
    private const string Resource = "demo.jsonl";

    /// <summary>Its steps, in order.</summary>
    public static IReadOnlyList<GoldenStep> Load()
    {
        using Stream stream = typeof(GoldenConversation).Assembly.GetManifestResourceStream(Resource)!;
        return [.. ConversationFile.Read(stream).Single().Steps.Select(Read)];
    }

    private static GoldenStep Read(ConversationStep step) => step switch
    {
        CapacityStep { Reply: StepReply.Control reply } control => new GoldenStep.Control(
            control.IsAdd ? "add" : "release", reply.Error),
        CciStep { Reply: StepReply.Cci reply } command => new GoldenStep.Mailbox(
            command.Opcode, command.Request.ToArray(), reply.Code, reply.Payload.ToArray()),
        _ => throw new InvalidOperationException($"the demo has no {step.Name}"),
    };
}
