using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using CxlWire.Protocol;

namespace CxlWire.Golden;

/// <summary>
/// Fields as JSON and back. Keys in wire order; numbers, but text in hexadecimal for opcodes and
/// addresses ("0x4801"), true or false for one bit, UUIDs as text, bytes as hexadecimal digits.
/// Writing and reading are inverse. Reading is strict: every key must be there except reserved fields
/// (then 0) and counts (then the length of the list), and no other.
/// </summary>
public static class FieldJson
{
    /// <summary>Longest JSON that is read, in bytes: 64 MiB.</summary>
    public const int MaximumInput = 64 << 20;

    /// <summary>Member of a message that says why its payload is plain bytes; no part of the bytes.</summary>
    internal const string Refused = "payload_refused";

    private const int MaximumPending = 64 << 10;

    /// <summary>How the project prints JSON: indented by two, lines ended by "\n".</summary>
    public static JsonWriterOptions WriterOptions => JsonText.WriterOptions;

    /// <summary>
    /// Writes a field's value: an object for a structure or a whole message. A writer to a stream passes on what is
    /// written meanwhile, and keeps no more than some 64 KiB.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, FieldNode node)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(node);
        switch (node.Kind)
        {
            case FieldNodeKind.Number when node.Field is { HexDigits: > 0 }:
                writer.WriteStringValue(node.HexNumber);
                break;
            case FieldNodeKind.Number when node.IsSigned:
                writer.WriteNumberValue(node.SignedNumber);
                break;
            case FieldNodeKind.Number:
                writer.WriteNumberValue(node.Number);
                break;
            case FieldNodeKind.Flag:
                writer.WriteBooleanValue(node.Number != 0);
                break;
            case FieldNodeKind.Text:
                writer.WriteStringValue(node.Latin1);
                break;
            case FieldNodeKind.Structure:
                writer.WriteStartObject();
                foreach (FieldNode child in node.Children)
                {
                    writer.WritePropertyName(child.Name);
                    Write(writer, child);
                }

                writer.WriteEndObject();
                break;
            case FieldNodeKind.List:
                writer.WriteStartArray();
                foreach (FieldNode child in node.Children)
                {
                    Write(writer, child);
                    if (writer.BytesPending > MaximumPending)
                        writer.Flush();
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(node.Value);
                break;
        }
    }

    /// <summary>
    /// Writes a message: header and payload; where its layout refuses the payload, this is plain bytes, and beside it
    /// stands why. The message is encoded without that.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, CciMessage message)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(message);
        writer.WriteStartObject();
        foreach (FieldNode child in message.Fields.Children)
        {
            writer.WritePropertyName(child.Name);
            Write(writer, child);
        }

        if (message.PayloadError is { } error)
            WriteRefusal(writer, Refused, message.PayloadLayout!, error);
        writer.WriteEndObject();
    }

    /// <summary>
    /// Writes what bytes mean by a layout. Where it refuses them that is an object with <c>refused</c>: layout, field,
    /// byte and reason, and with <c>bytes</c>.
    /// </summary>
    /// <returns>Whether the layout takes the bytes.</returns>
    public static bool Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> bytes, Layout layout)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error))
        {
            Write(writer, root);
            return true;
        }

        writer.WriteStartObject();
        WriteRefusal(writer, "refused", layout, error);
        writer.WriteString("bytes", Convert.ToHexStringLower(bytes.Span));
        writer.WriteEndObject();
        return false;
    }

    private static void WriteRefusal(Utf8JsonWriter writer, string name, Layout layout, LayoutError error)
    {
        writer.WriteStartObject(name);
        writer.WriteString("layout", layout.Name);
        writer.WriteString("field", error.Field);
        writer.WriteNumber("byte", error.Offset);
        writer.WriteString("reason", error.ToString());
        writer.WriteEndObject();
    }

    /// <summary>A field's value as indented JSON text.</summary>
    public static string ToText(FieldNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, WriterOptions))
            Write(writer, node);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>The bytes of a layout.</summary>
    /// <param name="utf8Json">One object, or a golden's JSON, which has it; UTF-8, hostile or not.</param>
    /// <param name="layout">What the bytes are to be.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="error">Path, value and what was expected, where the answer is false.</param>
    public static bool TryEncode(
        ReadOnlyMemory<byte> utf8Json, Layout layout, [NotNullWhen(true)] out byte[]? bytes, out JsonFormError error)
    {
        ArgumentNullException.ThrowIfNull(layout);
        bytes = null;
        if (!JsonText.TryParse(utf8Json, out JsonDocument? document, out error))
            return false;
        using (document)
            return TryEncode(document.RootElement, layout, out bytes, out error);
    }

    /// <inheritdoc cref="TryEncode(ReadOnlyMemory{byte}, Layout, out byte[], out JsonFormError)"/>
    public static bool TryEncode(
        JsonElement json, Layout layout, [NotNullWhen(true)] out byte[]? bytes, out JsonFormError error)
    {
        ArgumentNullException.ThrowIfNull(layout);
        bytes = null;
        (JsonElement fields, FieldPath path) = Unwrap(json);
        if (path != FieldPath.Top
            && (!JsonText.TryGetText(JsonText.Get(json, "layout"), out string? name) || name != layout.Name))
        {
            error = new JsonFormError("$.layout", JsonText.Echo(JsonText.Get(json, "layout")), $"\"{layout.Name}\"");
            return false;
        }

        var encoder = new FieldEncoder();
        bool ok = encoder.Layout(fields, layout, path);
        bytes = ok ? encoder.ToArray() : null;
        error = encoder.Error;
        return ok;
    }

    /// <summary>
    /// The bytes of one message, {"header": {...}, "payload": {...}}, of an array of them back to back, or of the
    /// message that a golden's JSON has.
    /// The header's payload_length may be left out. A payload that is text is hexadecimal digits, whatever the opcode.
    /// </summary>
    /// <inheritdoc cref="TryEncode(ReadOnlyMemory{byte}, Layout, out byte[], out JsonFormError)"/>
    public static bool TryEncodeMessages(
        ReadOnlyMemory<byte> utf8Json, [NotNullWhen(true)] out byte[]? bytes, out JsonFormError error)
    {
        bytes = null;
        if (!JsonText.TryParse(utf8Json, out JsonDocument? document, out error))
            return false;
        using (document)
            return TryEncodeMessages(document.RootElement, out bytes, out error);
    }

    /// <inheritdoc cref="TryEncodeMessages(ReadOnlyMemory{byte}, out byte[], out JsonFormError)"/>
    public static bool TryEncodeMessages(
        JsonElement json, [NotNullWhen(true)] out byte[]? bytes, out JsonFormError error)
    {
        var encoder = new FieldEncoder();
        (JsonElement messages, FieldPath path) = Unwrap(json);
        bool ok = encoder.Messages(messages, path);
        bytes = ok ? encoder.ToArray() : null;
        error = encoder.Error;
        return ok;
    }

    /// <summary>The fields of a golden's JSON: no layout and no message has members that are named so.</summary>
    private static (JsonElement Fields, FieldPath Path) Unwrap(JsonElement json)
    {
        bool isGolden = json.ValueKind == JsonValueKind.Object
            && JsonText.Get(json, "fields").ValueKind != JsonValueKind.Undefined
            && JsonText.Get(json, "outcome").ValueKind != JsonValueKind.Undefined;
        return isGolden ? (JsonText.Get(json, "fields"), FieldPath.Top.Key("fields")) : (json, FieldPath.Top);
    }
}
