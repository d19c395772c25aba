using System.Text.Json;

namespace CxlWire.Control.Commands;

/// <summary><c>qom-list</c>: the properties of an object that are other objects, and its type.</summary>
internal static class QomList
{
    public static string Read(QmpArguments arguments) => arguments.Text("path");

    public static void Execute(QmpCall call, string path)
    {
        if (call.Server.Tree.Find(path, out bool ambiguous) is not { } node)
        {
            throw ambiguous
                ? QmpException.Generic($"Path '{QmpException.Quote(path)}' is ambiguous")
                : QmpException.DeviceNotFound(path);
        }

        call.Result.WriteStartArray();
        WriteProperty(call.Result, "type", "string");
        foreach ((string name, QomTree.Node child) in node.Children)
            WriteProperty(call.Result, name, $"child<{child.TypeName}>");
        call.Result.WriteEndArray();
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }
}
