using System.Text.Json;

namespace CxlWire.Control.Commands;

/// <summary><c>qom-list</c>: the properties of an object that are other objects, and its type.</summary>
internal static class QomList
{
    public static string Read(QmpArguments arguments) => arguments.Text("path");

    /// <summary>The object of a path.</summary>
    /// <exception cref="QmpException">There is none, or more than one.</exception>
    public static QomTree.Node Find(QmpCall call, string path) =>
        call.Server.Tree.Find(path, out bool ambiguous) ?? throw (ambiguous
            ? QmpException.Generic($"Path '{QmpException.Quote(path)}' is ambiguous")
            : QmpException.DeviceNotFound(path));

    public static void Execute(QmpCall call, string path)
    {
        QomTree.Node node = Find(call, path);
        call.Result.WriteStartArray();
        WriteProperty(call.Result, "type", "string");
        foreach (QomProperty property in node.Device is null ? [] : QomProperty.All)
            WriteProperty(call.Result, property.Name, property.Type);
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
