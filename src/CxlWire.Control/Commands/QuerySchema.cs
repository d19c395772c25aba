using System.Globalization;
using System.Text.Json;

namespace CxlWire.Control.Commands;

/// <summary>
/// <c>query-qmp-schema</c>: every command, event and type, as QEMU's introspection has them (qapi/introspect.json).
/// Types that have no name in JSON are numbered.
/// </summary>
internal static class QuerySchema
{
    public static void Execute(QmpCall call)
    {
        var writer = new Writer(call.Result);
        call.Result.WriteStartArray();
        foreach (QmpCommand command in QmpCommandTable.Rows)
            writer.WriteCommand(command.Name, command.Arguments, command.Returns);
        foreach ((string name, string data) in QmpSchema.Events)
            writer.WriteEvent(name, data);
        writer.WriteTypes();
        call.Result.WriteEndArray();
    }

    private sealed class Writer(Utf8JsonWriter json)
    {
        private readonly List<string> _types = [];

        public void WriteCommand(string name, string arguments, string returns)
        {
            Begin(name, "command");
            json.WriteString("arg-type", Refer($"{{{arguments}}}"));
            json.WriteString("ret-type", Refer(returns));
            json.WriteBoolean("allow-oob", false);
            json.WriteEndObject();
        }

        public void WriteEvent(string name, string data)
        {
            Begin(name, "event");
            json.WriteString("arg-type", Refer($"{{{data}}}"));
            json.WriteEndObject();
        }

        // Types that are found on the way are written in their turn.
        public void WriteTypes()
        {
            for (int i = 0; i < _types.Count; i++)
                WriteType(NameOf(i), _types[i]);
        }

        private void WriteType(string name, string type)
        {
            if (QmpSchema.BuiltIns.TryGetValue(type, out string? jsonType))
            {
                Begin(name, "builtin");
                json.WriteString("json-type", jsonType);
            }
            else if (type[0] == '[')
            {
                Begin(name, "array");
                json.WriteString("element-type", Refer(type[1..^1]));
            }
            else if (type[0] == '{')
            {
                Begin(name, "object");
                json.WriteStartArray("members");
                foreach ((string member, string of, bool isOptional) in QmpSchema.Members(type[1..^1]))
                    WriteMember(member, of, isOptional);
                json.WriteEndArray();
            }
            else if (QmpSchema.Objects.TryGetValue(type, out string? members))
            {
                WriteType(name, $"{{{members}}}");
                return;
            }
            else
            {
                WriteEnumeration(name, QmpSchema.Enumerations[type]);
            }

            json.WriteEndObject();
        }

        private void WriteMember(string name, string type, bool isOptional)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("type", Refer(type));
            if (isOptional)
                json.WriteNull("default");
            json.WriteEndObject();
        }

        private void WriteEnumeration(string name, string values)
        {
            Begin(name, "enum");
            json.WriteStartArray("members");
            foreach (string value in values.Split(' '))
            {
                json.WriteStartObject();
                json.WriteString("name", value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("values");
            foreach (string value in values.Split(' '))
                json.WriteStringValue(value);
            json.WriteEndArray();
        }

        private void Begin(string name, string metaType)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("meta-type", metaType);
        }

        private string Refer(string type)
        {
            int index = _types.IndexOf(type);
            if (index < 0)
            {
                index = _types.Count;
                _types.Add(type);
            }

            return NameOf(index);
        }

        // Built-in types have their names, arrays those of their elements, in brackets; the others are numbered.
        private string NameOf(int index)
        {
            string type = _types[index];
            if (QmpSchema.BuiltIns.ContainsKey(type))
                return type;
            return type[0] == '['
                ? $"[{Refer(type[1..^1])}]"
                : index.ToString(CultureInfo.InvariantCulture);
        }
    }
}
