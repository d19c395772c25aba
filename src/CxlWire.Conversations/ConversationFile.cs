using System.Text.Json;
using CxlWire.Device.Json;
using CxlWire.Golden;

namespace CxlWire.Conversations;

/// <summary>Reads and writes conversation files: JSON lines (docs/conversations.md).</summary>
public static class ConversationFile
{
    /// <summary>Longest line, in bytes.</summary>
    public const int MaximumLine = FieldJson.MaximumInput;

    private const string Step = "this step";

    /// <summary>
    /// Reads conversations, those of the older form with one in each line, too. Empty lines are skipped. A last line
    /// that is cut off, as a process leaves it that is killed, is left out (<see cref="Conversation.CutLine"/>).
    /// </summary>
    /// <exception cref="ConversationFormatException">A line is too long or not of the form.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IEnumerable<Conversation> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long number = 0;
        Conversation? open = null;
        var steps = new List<ConversationStep>();
        foreach ((ReadOnlyMemory<byte> line, bool isWhole) in Lines(stream))
        {
            number++;
            if (line.Span.IndexOfAnyExcept("\r \t"u8) < 0)
                continue;
            if (!isWhole && IsCut(line, open is not null))
            {
                open = (open ?? new Conversation(0, steps)) with { CutLine = number };
                break;
            }

            using JsonDocument document = Parse(line, number);
            JsonElement root = document.RootElement;
            if (open is not null && !InLine(number, () => IsFirst(root)))
            {
                steps.Add(ReadStep(root, number));
                continue;
            }

            if (open is not null)
                yield return open;
            Conversation read = InLine(number, () => ReadFirst(new JsonMember(root, "line", "a first line")));
            (open, steps) = (read, (List<ConversationStep>)read.Steps);
            if (root.TryGetProperty("steps", out _))
            {
                yield return read;
                open = null;
            }
        }

        if (open is not null)
            yield return open;
    }

    /// <summary>Reads one step: an object, as a line has it.</summary>
    /// <param name="json">The object.</param>
    /// <param name="number">What a complaint calls the line.</param>
    /// <exception cref="ConversationFormatException">It is none.</exception>
    public static ConversationStep ReadStep(JsonElement json, long number) =>
        InLine(number, () => StepReader.Read(new JsonMember(json, "step", Step)));

    /// <summary>Writes a conversation.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(conversation);
        using var writer = new ConversationWriter(stream, conversation);
        foreach (ConversationStep step in conversation.Steps)
            writer.Add(step);
    }

    private static bool IsFirst(JsonElement line) => line.ValueKind == JsonValueKind.Object
        && (line.TryGetProperty("conversation", out _) || line.TryGetProperty("steps", out _));

    /// <summary>
    /// Whether what stands behind the last whole line is the beginning of a step, or of a first line.
    /// </summary>
    private static bool IsCut(ReadOnlyMemory<byte> line, bool isStep)
    {
        ReadOnlySpan<byte> first = "{\"conversation\":"u8;
        int same = Math.Min(first.Length, line.Length);
        if (!isStep && !line.Span[..same].SequenceEqual(first[..same]))
            return false;
        if (!JsonText.TryParse(line, out JsonDocument? document, out _))
            return true;
        document.Dispose();
        return false;
    }

    private static Conversation ReadFirst(JsonMember line)
    {
        line.CheckIsObject();
        if (!line["conversation"].IsPresent)
            return ReadOlder(line);
        line.CheckObject("conversation", "seed", "device", "labels");
        line["conversation"].Integer(ConversationWriter.Version);
        JsonMember device = line["device"], labels = line["labels"];
        return new Conversation((long)line["seed"].Integer(0, long.MaxValue), new List<ConversationStep>())
        {
            Device = device.IsObject ? null : device.Text(null),
            Configuration = device.IsObject ? DeviceJson.Read(device) : null,
            Labels = labels.IsPresent ? labels.Bytes() : default,
        };
    }

    private static Conversation ReadOlder(JsonMember line)
    {
        line.CheckObject("device", "seed", "steps");
        IReadOnlyList<JsonMember> steps = line["steps"].Array();
        var list = new List<ConversationStep>(steps.Count);
        foreach (JsonMember step in steps)
            list.Add(StepReader.Read(step.As(Step)));
        return new Conversation((long)line["seed"].Integer(long.MaxValue), list) { Device = line["device"].Text(null) };
    }

    private static IEnumerable<(ReadOnlyMemory<byte> Line, bool IsWhole)> Lines(Stream stream)
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
                yield return (buffer.AsMemory(start, length), true);
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
                yield return (buffer.AsMemory(0, end), false);
            yield break;
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> line, long number) =>
        JsonText.TryParse(line, out JsonDocument? document, out JsonFormError error)
            ? document
            : throw new ConversationFormatException(number, error.ToString());

    private static T InLine<T>(long number, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (JsonFileException e)
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
