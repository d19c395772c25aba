using System.Text.Json;
using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>JSON as all commands print it, as it is made.</summary>
internal static class JsonOutput
{
    public static void Write(CliEnvironment environment, Action<Utf8JsonWriter> write)
    {
        environment.Text.Flush();
        using (var json = new Utf8JsonWriter(environment.Output, FieldJson.WriterOptions))
            write(json);
        environment.Text.WriteLine();
    }
}
