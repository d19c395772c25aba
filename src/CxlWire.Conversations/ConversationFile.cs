using System.Text.Json;
using CxlWire.Golden;

namespace CxlWire.Conversations;

/// <summary>Reads and writes conversation files: JSON, one conversation a line (docs/conversations.md).</summary>
public static class ConversationFile
{
    /// <summary>Longest line, in bytes.</summary>
    public const int MaximumLine = 16 << 20;

    /// <summary>Reads conversations as they are asked for, one line in memory at a time; empty lines are skipped.</summary>
    /// <exception cref="ConversationFormatException">A line is too long or not of the form.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IEnumerable<Conversation> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long number = 0;
        foreach (ReadOnlyMemory<byte> line in Lines(stream))
        {
            number++;
            if (line.Span.Trim("\r \t"u8).IsEmpty)
                continue;
            yield return Parse(line, number);
        }
    }

    /// <summary>Writes a conversation and the end of its line.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(conversation);
        using var writer = new ConversationWriter(stream, conversation.Seed, conversation.Device);
        foreach (ConversationStep step in conversation.Steps)
            writer.Add(step);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(Stream stream)
    {
        byte[] buffer = new byte[64 << 10];
        int start = 0, searched = 0, end = 0;
        long number = 1;
        while (true)
        {
            int newline = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            int length = (newline < 0 ? end : searched + newline) - start;
            if (length > MaximumLine)
                throw new ConversationFormatException(number, $"more than {MaximumLine >> 20} MiB");
            if (newline >= 0)
            {
                yield return buffer.AsMemory(start, length);
                start = searched = start + length + 1;
                number++;
                continue;
            }

            buffer.AsSpan(start, length).CopyTo(buffer);
            (start, searched, end) = (0, length, length);
            if (end == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            int read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            if (read > 0)
                continue;
            if (end > 0)
                yield return buffer.AsMemory(0, end);
            yield break;
        }
    }

    private static Conversation Parse(ReadOnlyMemory<byte> line, long number)
    {
        if (!JsonText.TryParse(line, out JsonDocument? document, out JsonFormError error))
            throw new ConversationFormatException(number, error.ToString());
        using (document)
        {
            try
            {
                return new StepReader(document.RootElement).Conversation();
            }
            catch (FormatException e)
            {
                throw new ConversationFormatException(number, e.Message);
            }
            catch (InvalidOperationException)
            {
                // A string is found to be no text only when it is asked for.
                throw new ConversationFormatException(number, "a name or a text holds half of a surrogate pair");
            }
        }
    }
}
