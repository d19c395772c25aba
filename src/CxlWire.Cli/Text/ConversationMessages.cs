using CxlWire.Conversations;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Cli.Text;

/// <summary>A step of a conversation, and the messages that carried it; none where it was no CCI's.</summary>
/// <param name="Place">Which step: "step 0", of a file's later conversations "conversation 2, step 0".</param>
/// <param name="What">The step in short.</param>
/// <param name="Messages">Request and response.</param>
internal sealed record ConversationMessages(string Place, string What, IReadOnlyList<CciMessage> Messages)
{
    /// <summary>All steps of a conversation file.</summary>
    /// <exception cref="ConversationFormatException">A line is wrong.</exception>
    public static IEnumerable<ConversationMessages> Of(Stream file)
    {
        foreach ((int conversation, Conversation read) in ConversationFile.Read(file).Index())
        {
            string which = conversation == 0 ? "" : FormattableString.Invariant($"conversation {conversation + 1}, ");
            foreach ((int number, ConversationStep step) in read.Steps.Index())
                yield return Of(step, FormattableString.Invariant($"{which}step {number}"), (byte)number);
        }
    }

    /// <summary>Shows steps.</summary>
    public static void Print(LinePrinter printer, IEnumerable<ConversationMessages> steps)
    {
        foreach (ConversationMessages step in steps)
        {
            printer.Write(DumpRole.Heading, $"{step.Place}: {step.What}");
            foreach (CciMessage message in step.Messages)
                printer.Write(AnnotatedDump.Lines(message));
            printer.WriteLine();
        }
    }

    /// <summary>The messages that carried a command: request and response, if there was one.</summary>
    public static IEnumerable<CciMessage> Of(CciStep command, byte tag)
    {
        var request = new CciHeader
        {
            Category = CciCategory.Request,
            MessageTag = tag,
            Opcode = command.Opcode,
            PayloadLength = (uint)command.Request.Length,
        };
        byte[] messages = Message(request, command.Request.Span);
        if (command.Reply is StepReply.Cci reply)
        {
            var response = new CciHeader
            {
                Category = CciCategory.Response,
                MessageTag = tag,
                Opcode = command.Opcode,
                PayloadLength = (uint)reply.Payload.Length,
                ReturnCode = reply.Code,
                VendorStatus = reply.VendorStatus,
            };
            messages = [.. messages, .. Message(response, reply.Payload.Span)];
        }

        return new CciMessageReader(messages).ReadToEnd();
    }

    private static ConversationMessages Of(ConversationStep step, string place, byte tag)
    {
        string who = step is HostStep { Host: var host } ? $"host {host ?? 0}: " : "";
        string what = $"{who}{(step is ControlStep control ? control : step.Name)}";
        return new ConversationMessages(place, what, step is CciStep command ? [.. Of(command, tag)] : []);
    }

    private static byte[] Message(CciHeader header, ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[CciHeader.Size + payload.Length];
        header.TryWrite(message);
        payload.CopyTo(message.AsSpan(CciHeader.Size));
        return message;
    }
}
