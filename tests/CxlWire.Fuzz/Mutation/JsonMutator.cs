using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CxlWire.Fuzz.Mutation;

/// <summary>Changes JSON by its structure, then now and then its text.</summary>
internal static class JsonMutator
{
    // What a number, a name or a text can be that nobody expects; JSON as it is written.
    private static readonly string[] _values =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e0", "1e999", "-1e-999", "255", "256", "65535", "65536",
        "2097152",
        "4294967295", "4294967296", "18446744073709551615", "18446744073709551616", "9223372036854775808", "\"\"",
        "\"0\"", "\"0x10\"",
        "\"0x\"", "\"1 MiB\"", "\"17179869184 GiB\"", "\" 1 KiB \"", "\"-1 MiB\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"\\ud83d\\ude00\"", "\"\\udc00a\"",
        "\"00112233-4455-6677-8899-aabbccddeeff\"", "\"00000000-0000-0000-0000-000000000000\"", "\"../../etc\"",
        "\"/\"", "\"a/b\"",
        "[]", "{}", "[[]]", "[null]", "[{}]", "{\"\":0}", "{\"\\ud800\":0}", "{\"a\":1,\"a\":2}",
    ];

    private static readonly byte[][] _fragments =
    [
        .. new[] { "{", "}", "[", "]", "\"", "\\", ":", ",", "\n", "\r\n", "\0", "/*", "*/", "//", "'", "\\u",
            "\\ud800", "\\udc00", "1e9999", "NaN", "\uFEFF" }
            .Select(Encoding.UTF8.GetBytes),
        [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF8], [0xFF], [0xFE], [0xC0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
    ];

    private static readonly JsonDocumentOptions _options = new()
    { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Changes some of the values, names and lists, and seldom the text.</summary>
    public static byte[] Mutate(Random random, byte[] json)
    {
        byte[]? changed = random.OneIn(8) ? null : ChangeTree(random, json);
        return changed is null || random.OneIn(4) ? ChangeText(random, changed ?? json) : changed;
    }

    /// <summary>Changes a few places; null where it is no JSON, or has names or text that nodes cannot hold.</summary>
    private static byte[]? ChangeTree(Random random, byte[] json)
    {
        try
        {
            JsonNode? root = JsonNode.Parse(json, null, _options);
            if (root is null)
                return null;
            var markers = new Dictionary<string, string>();
            for (int i = random.Next(1, 4); i > 0; i--)
                root = Change(random, root, markers) ?? root;
            string text = root.ToJsonString();
            foreach ((string marker, string value) in markers)
                text = text.Replace($"\"{marker}\"", value, StringComparison.Ordinal);
            return Encoding.UTF8.GetBytes(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Changes one place; values that a node cannot hold are markers until it is text.</summary>
    private static JsonValue? Change(Random random, JsonNode root, Dictionary<string, string> markers)
    {
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        JsonNode node = random.Of(nodes);
        switch (node)
        {
            case JsonObject { Count: > 0 } parent when random.OneIn(2):
                string name = random.Of(parent.Select(p => p.Key).ToArray());
                JsonNode? member = parent[name]?.DeepClone();
                if (random.OneIn(3))
                    parent.Remove(name);
                else
                    parent[random.Of(
                        new[] { "", name + "x", new string('n', 3000), "tag", "id", name.ToUpperInvariant(), "\u00e9",
                        "$schema" })] = member;
                return null;
            case JsonArray { Count: > 0 } array when random.OneIn(2):
                int index = random.Next(array.Count);
                if (random.OneIn(3))
                    array.RemoveAt(index);
                else
                    for (int i = random.OneIn(8) ? 300 : random.Next(1, 4); i > 0; i--)
                        array.Insert(index, array[index]?.DeepClone());
                return null;
        }

        string marker = string.Create(CultureInfo.InvariantCulture, $"@{markers.Count}@");
        markers[marker] = Value(random, node);
        var replacement = JsonValue.Create(marker);
        if (node == root)
            return replacement;
        node.ReplaceWith(replacement);
        return null;
    }

    private static string Value(Random random, JsonNode old)
    {
        switch (random.Next(10))
        {
            case 0:
                int depth = random.Of(new[] { 2, 10, 62, 63, 64, 65, 200 });
                string inner = random.OneIn(2) ? old.ToJsonString() : "";
                return new string('[', depth) + inner + new string(']', depth);
            case 1:
                char letter = random.Of<char>(['x', '\u00e9', '\u20ac']);
                return $"\"{new string(letter, random.Of(new[] { 15, 16, 17, 255, 256, 257, 5000, 100_000 }))}\"";
            case 2:
                return random.Limit().ToString(CultureInfo.InvariantCulture);
            case 3:
                return $"\"0x{random.Limit():x}\"";
            case 4:
                return new string('9', random.Next(1, 60));
            default:
                return random.Of(_values);
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        nodes.Add(node);
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject o => o.Select(p => p.Value),
            JsonArray a => a.Take(50),
            _ => [],
        };
        foreach (JsonNode? child in children)
        {
            if (child is not null)
                Collect(child, nodes);
        }
    }

    private static byte[] ChangeText(Random random, byte[] text)
    {
        int at = random.Next(text.Length + 1);
        return random.Next(3) switch
        {
            0 => [.. text[..at], .. random.Of(_fragments), .. text[at..]],
            1 when at < text.Length => [.. text[..at], .. random.Of(_fragments), .. text[(at + 1)..]],
            _ => ByteMutator.Mutate(random, text),
        };
    }
}
