using System.Text.Json;

namespace CxlWire.Control;

/// <summary>Who speaks: the QEMU whose commands and words these are, and in "package" the truth.</summary>
internal static class QmpVersion
{
    private static readonly string _package =
        $"CxlWire {typeof(QmpVersion).Assembly.GetName().Version?.ToString(3)}";

    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("qemu");
        json.WriteNumber("micro", 3);
        json.WriteNumber("minor", 1);
        json.WriteNumber("major", 11);
        json.WriteEndObject();
        json.WriteString("package", _package);
        json.WriteEndObject();
    }
}
