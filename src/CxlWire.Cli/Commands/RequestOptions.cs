using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using CxlWire.Cli.Text;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Cli.Commands;

/// <summary>
/// A request payload as options, by its layout alone: an option for every field that is not reserved, a
/// repeatable one for the entries of a list, whose count follows from it. What is not given is 0, but for
/// <see cref="_defaults"/>.
/// </summary>
internal sealed class RequestOptions
{
    /// <summary>Fields for which 0 would ask for nothing.</summary>
    private static readonly Dictionary<(string Layout, string Field), string> _defaults = new()
    {
        [("get_log_request", "log_identifier")] = LogIdentifier.CommandEffectsLog.Value.ToString(),
        [("get_dc_configuration_request", "region_count")] = "8",
        [("get_dc_extent_list_request", "count")] = uint.MaxValue.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The log that "dc" is short for.</summary>
    private const string DynamicCapacity = "dynamic-capacity";

    private readonly Layout _layout;
    private readonly Dictionary<string, Option<bool>> _flags = [];
    private readonly Dictionary<string, Option<string?>> _values = [];
    private readonly Option<string[]>? _entries;
    private readonly Option<string?>? _bytes;

    public RequestOptions(Layout layout)
    {
        _layout = layout;
        foreach (LayoutField field in Settable(layout))
        {
            if (IsFlag(field))
                _flags.Add(field.Name, new Option<bool>(NameOf(field.Name)) { Description = "One bit." });
            else
                _values.Add(field.Name, CreateValue(field));
        }

        if (layout.List is { } list && IsOfBytes(list))
            _bytes = new Option<string?>(NameOf(list.Name)) { HelpName = "HEX", Description = "Bytes." };
        else if (layout.List is { } entries)
            _entries = CreateEntries(entries);
    }

    /// <summary>All of them.</summary>
    public IEnumerable<Option> Options
    {
        get
        {
            IEnumerable<Option?> options = [.. _values.Values, .. _flags.Values, _entries, _bytes];
            return options.OfType<Option>();
        }
    }

    /// <summary>The payload.</summary>
    /// <exception cref="CliException">A value is none of its field.</exception>
    public byte[] Encode(ParseResult result)
    {
        var json = new JsonObject();
        foreach (LayoutField field in Settable(_layout))
        {
            if (_flags.TryGetValue(field.Name, out Option<bool>? flag))
                json.Add(field.Name, result.GetValue(flag));
            else if (result.GetValue(_values[field.Name]) is { } given)
                json.Add(field.Name, Read(field, given));
            else if (!IsOptional(field))
                json.Add(field.Name, Read(field, _defaults.GetValueOrDefault((_layout.Name, field.Name))));
        }

        if (_bytes is not null)
            json.Add(_layout.List!.Name, result.GetValue(_bytes) ?? "");
        else if (_layout.List is { } list)
            json.Add(list.Name, new JsonArray([.. (result.GetValue(_entries!) ?? []).Select(e => ReadEntry(list, e))]));
        byte[] utf8 = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        return FieldJson.TryEncode(utf8, _layout, out byte[]? payload, out JsonFormError error)
            ? payload
            : throw new CliException(Explain(error));
    }

    private static bool IsOfBytes(LayoutList list) => list is { Entry: null, Stride: 1 };

    private bool IsOptional(LayoutField field) => field.Offset >= _layout.MinimumSize;

    private Option<string?> CreateValue(LayoutField field)
    {
        string? otherwise = _defaults.GetValueOrDefault((_layout.Name, field.Name));
        return new Option<string?>(NameOf(field.Name))
        {
            HelpName = FormOf(field),
            Description = Describe(field) + (otherwise is null ? "" : $" Absent: {otherwise}."),
        };
    }

    private static Option<string[]> CreateEntries(LayoutList list) => new(NameOf(Singular(list.Name)))
    {
        HelpName = list.Entry is { } entry ? FormOf(entry) : "N",
        Description = $"One of the {list.Name}; give it once for each, in order.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static IEnumerable<LayoutField> Settable(Layout layout) =>
        layout.Fields.Where(f => !f.IsReserved && f != layout.List?.Count);

    private static bool IsFlag(LayoutField field) => field is { Kind: FieldKind.Unsigned, BitCount: 1 };

    private static string NameOf(string field) => "--" + field.Replace('_', '-');

    /// <summary>"extents" are given as "extent", "entries" as "entry".</summary>
    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y" : name.TrimEnd('s');

    private static string FormOf(LayoutField field) => field.Kind switch
    {
        FieldKind.Unsigned or FieldKind.Signed => "N",
        FieldKind.Uuid => "UUID",
        FieldKind.Bytes => "HEX",
        FieldKind.Structure => FormOf(field.Structure!),
        _ => "TEXT",
    };

    private static string FormOf(Layout layout) =>
        string.Join(',', Settable(layout).Select(f => $"{f.Name}={FormOf(f)}"));

    private static string Describe(LayoutField field)
    {
        if (field.Structure is { } structure)
            return string.Join(" ", Settable(structure).Select(f => $"{f.Name}: {Describe(f)}"));
        if (field.Kind != FieldKind.Unsigned)
            return $"{field.Size} bytes.";
        string[] names = [.. NamesOf(field)];
        string size = field.Unit is { } unit ? $"{field.BitCount} bits, in {unit}" : $"{field.BitCount} bits";
        return names.Length == 0 ? $"{size}." : $"{size}: a number, or {string.Join(", ", names)}.";
    }

    /// <summary>Values that have names, from 0.</summary>
    private static IEnumerable<string> NamesOf(LayoutField field)
    {
        if (field.Describe is not { } describe || field.BitCount > 8)
            yield break;
        for (ulong value = 0; value < 1UL << field.BitCount; value++)
        {
            string name = describe(value);
            if (name == value.ToString(CultureInfo.InvariantCulture))
                yield break;
            yield return name.Replace(' ', '-');
        }
    }

    /// <summary>A value as JSON has it; without text, 0. Text that is no such value stays, to be refused.</summary>
    private static JsonNode Read(LayoutField field, string? text)
    {
        switch (field.Kind)
        {
            case FieldKind.Unsigned when IsFlag(field):
                return text is null or "0" or "false" ? false : text is "1" or "true" ? true : text;
            case FieldKind.Unsigned:
                if (!TryReadNumber(field, text ?? "0", out ulong number))
                    return text!;
                return field.HexDigits > 0 ? "0x" + number.ToString("x", CultureInfo.InvariantCulture) : number;
            case FieldKind.Signed:
                return long.TryParse(
                    text ?? "0", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long signed)
                    ? signed
                    : text!;
            case FieldKind.Structure:
                return ReadStructure(field.Structure!, text ?? "");
            case FieldKind.Text:
                return text ?? "";
            case FieldKind.Uuid:
                return text ?? default(Uuid).ToString();
            default:
                return text ?? new string('0', field.Size * 2);
        }
    }

    private static JsonNode ReadEntry(LayoutList list, string text)
    {
        if (list.Entry is { } entry)
            return ReadStructure(entry, text);
        return TryReadNumber(null, text, out ulong number) ? number : text;
    }

    /// <summary>"start_dpa=0x10000000,length=4096": what is left out is 0.</summary>
    private static JsonObject ReadStructure(Layout layout, string text)
    {
        var json = new JsonObject();
        foreach (string part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            if (pair.Length != 2)
                throw new CliException($"'{text}': {FormOf(layout)} is expected");
            string name = pair[0].Replace('-', '_');
            LayoutField? field = layout.Fields.FirstOrDefault(f => f.Name == name);
            if (field is not null && json.TryAdd(name, Read(field, pair[1])))
                continue;
            string what = field is null ? "is unknown" : "is there twice";
            throw new CliException($"'{text}': {name} {what}, {FormOf(layout)} is expected"
                + (field is null ? Guess.Of(name, Settable(layout).Select(f => f.Name)) : ""));
        }

        foreach (LayoutField field in Settable(layout).Where(f => !json.ContainsKey(f.Name)))
            json.Add(field.Name, Read(field, null));
        return json;
    }

    private static bool TryReadNumber(LayoutField? field, string text, out ulong number)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, culture, out number);
        if (ulong.TryParse(text, NumberStyles.None, culture, out number))
            return true;
        int named = field is null ? -1 : NamesOf(field).ToList().IndexOf(text == "dc" ? DynamicCapacity : text);
        number = (ulong)Math.Max(0, named);
        return named >= 0;
    }

    /// <summary>The error with the option in place of the JSON's path.</summary>
    private string Explain(JsonFormError error)
    {
        string path = error.Path.TrimStart('$', '.');
        int end = path.AsSpan().IndexOfAny('.', '[');
        string first = end < 0 ? path : path[..end];
        string option = NameOf(_entries is not null && first == _layout.List?.Name ? Singular(first) : first);
        LayoutField? field = _layout.Fields.FirstOrDefault(f => f.Name == path);
        string[] names = field is null ? [] : [.. NamesOf(field)];
        string expected = names.Length == 0 ? error.Expected : $"{error.Expected}, or {string.Join(", ", names)}";
        return $"{(end < 0 ? option : $"{option}, {path}")}: {error.Value} where {expected} is expected"
            + Guess.Of(error.Value.Trim('"'), names);
    }
}
