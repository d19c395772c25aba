using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CxlWire.Protocol;

namespace CxlWire.Fuzz.Checks;

/// <summary>Compares what the codec's JSON says with what a parser that was generated from ksy/ has read.</summary>
internal static class KsyAgreement
{
    /// <summary>Where the two differ, and how; null where they agree.</summary>
    public static string? Difference(JsonElement expected, object? actual, string path = "$")
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                object parsed = actual!.GetType().Name == "EventRecord" ? AsKnownRecord(expected, actual) : actual;
                foreach (JsonProperty field in expected.EnumerateObject())
                {
                    if (!TryGet(parsed, field.Name, out object? value))
                        return $"{path}: {parsed.GetType().Name} has no {field.Name}";
                    if (Difference(field.Value, value, $"{path}.{field.Name}") is { } difference)
                        return difference;
                }

                return null;
            case JsonValueKind.Array:
                object?[] items = [.. ((System.Collections.IEnumerable)actual!).Cast<object?>()];
                if (expected.GetArrayLength() != items.Length)
                    return $"{path}: {expected.GetArrayLength()} entries, of ksy {items.Length}";
                int index = 0;
                foreach (JsonElement entry in expected.EnumerateArray())
                {
                    if (Difference(entry, items[index], $"{path}[{index}]") is { } difference)
                        return difference;
                    index++;
                }

                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return Compare(path, expected.GetBoolean(), actual);
            case JsonValueKind.Number:
                return Compare(path, expected.GetDecimal(), Convert.ToDecimal(actual, CultureInfo.InvariantCulture));
            default:
                return Compare(path, expected.GetString()!, TextOf(expected.GetString()!, actual!));
        }
    }

    // An event record of a known kind is an instance of the plain one.
    private static object AsKnownRecord(JsonElement expected, object record) =>
        expected.TryGetProperty("data", out _) ? record
        : new[] { "dynamic_capacity", "general_media", "dram", "memory_module", "memory_sparing" }
            .Select(kind => TryGet(record, kind, out object? known) ? known : null).Single(r => r is not null)!;

    private static string TextOf(string expected, object actual) => actual switch
    {
        byte[] bytes when expected.Contains('-', StringComparison.Ordinal) => Uuid.Read(bytes).ToString(),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        string characters => characters,
        _ when expected.StartsWith("0x", StringComparison.Ordinal) =>
            "0x" + Convert.ToUInt64(actual, CultureInfo.InvariantCulture)
                .ToString($"x{expected.Length - 2}", CultureInfo.InvariantCulture),
        _ => $"{actual}",
    };

    private static string? Compare(string path, object expected, object? actual) =>
        expected.Equals(actual) ? null : $"{path}: {expected}, of ksy {actual}";

    private static bool TryGet(object parsed, string field, out object? value)
    {
        string name = string.Concat(field.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        PropertyInfo? property = parsed.GetType().GetProperty(name);
        value = property?.GetValue(parsed);
        return property is not null;
    }
}
