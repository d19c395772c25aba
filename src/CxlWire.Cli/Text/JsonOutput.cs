using System.Text;
using System.Text.Json;
using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>JSON as all commands print it.</summary>
internal static class JsonOutput
{
    public static void Write(CliEnvironment environment, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, FieldJson.WriterOptions))
            write(json);
        environment.Text.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
