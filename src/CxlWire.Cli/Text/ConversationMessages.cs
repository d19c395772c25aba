using CxlWire.Conversations;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Cli.Text;

/// <summary>A step of a conversation, and the messages that carried it; none where it was no CCI's.</summary>
/// <param name="Heading">The step in short.</param>
/// <param name="Messages">Request and response.</param>
internal sealed record ConversationMessages(string Heading, IReadOnlyList<CciMessage> Messages)
{
    /// <summary>All steps of a conversation file.</summary>
    /// <exception cref="ConversationFormatException">A line is wrong.</exception>
    public static IEnumerable<ConversationMessages> Of(Stream file)
    {
        int number = 0;
        foreach (ConversationStep step in ConversationFile.Read(file).SelectMany(conversation => conversation.Steps))
            yield return Of(step, ++number);
    }

    /// <summary>Shows steps.</summary>
    public static void Print(LinePrinter printer, IEnumerable<ConversationMessages> steps)
    {
        foreach (ConversationMessages step in steps)
        {
            printer.Write(DumpRole.Heading, step.Heading);
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

    private static ConversationMessages Of(ConversationStep step, int number)
    {
        string who = step is HostStep { Host: var host } ? $"host {host ?? 0}: " : "";
        string heading = $"step {number}: {who}{(step is ControlStep control ? control : step.Name)}";
        return new ConversationMessages(heading, step is CciStep command ? [.. Of(command, (byte)number)] : []);
    }

    private static byte[] Message(CciHeader header, ReadOnlySpan<byte> payload)
    {
        byte[] message = new byte[CciHeader.Size + payload.Length];
        header.TryWrite(message);
        payload.CopyTo(message.AsSpan(CciHeader.Size));
        return message;
    }
}
