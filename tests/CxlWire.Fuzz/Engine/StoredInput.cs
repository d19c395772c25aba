using System.Text.Json;

namespace CxlWire.Fuzz.Engine;

/// <summary>An input in a file: failures, and the corpus of those that were found and fixed.</summary>
/// <param name="Target">Name of its target.</param>
/// <param name="Failure">What it did, once.</param>
/// <param name="Pieces">The input.</param>
internal sealed record StoredInput(string Target, string Failure, byte[][] Pieces)
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    /// <summary>A name that the same input always gets.</summary>
    public string FileName
    {
        get
        {
            ulong hash = 14695981039346656037;
            foreach (byte[] piece in Pieces)
            {
                foreach (byte b in piece)
                    hash = (hash ^ b) * 1099511628211;
                hash = (hash ^ 0x100) * 1099511628211;
            }

            return $"{Target}-{hash:x16}.json";
        }
    }

    public static StoredInput Load(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement;
        return new StoredInput(
            root.GetProperty("target").GetString()!,
            root.GetProperty("failure").GetString()!,
            [.. root.GetProperty("pieces").EnumerateArray()
                .Select(piece => Convert.FromHexString(piece.GetString()!))]);
    }

    /// <summary>Writes it into a folder, which is made where there is none.</summary>
    /// <returns>Path of the file.</returns>
    public string Save(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, FileName);
        using FileStream file = File.Create(path);
        using (var json = new Utf8JsonWriter(file, _options))
        {
            json.WriteStartObject();
            json.WriteString("target", Target);
            json.WriteString("failure", Failure);
            json.WriteStartArray("pieces");
            foreach (byte[] piece in Pieces)
                json.WriteStringValue(Convert.ToHexStringLower(piece));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        file.WriteByte((byte)'\n');
        return path;
    }
}
