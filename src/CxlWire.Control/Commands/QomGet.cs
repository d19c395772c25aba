using System.Text.Json;

namespace CxlWire.Control.Commands;

/// <summary><c>qom-get</c>: the value of a property of an object.</summary>
internal static class QomGet
{
    public static Arguments Read(QmpArguments arguments) => new(arguments.Text("path"), arguments.Text("property"));

    public static void Execute(QmpCall call, Arguments arguments)
    {
        QomTree.Node node = QomList.Find(call, arguments.Path);
        Utf8JsonWriter json = call.Result;
        if (arguments.Property == "type")
        {
            json.WriteStringValue(node.TypeName);
            return;
        }

        foreach ((string name, QomTree.Node child) in node.Children)
        {
            if (name != arguments.Property)
                continue;
            json.WriteStringValue(child.Path);
            return;
        }

        QomProperty property = node.Device is null ? default : QomProperty.All.FirstOrDefault(
            known => known.Name == arguments.Property);
        if (property.Read is null)
        {
            throw QmpException.Generic(
                $"Property '{node.TypeName}.{QmpException.Quote(arguments.Property)}' not found");
        }

        json.WriteNumberValue(property.Read(node.Device!));
    }

    public sealed record Arguments(string Path, string Property);
}
