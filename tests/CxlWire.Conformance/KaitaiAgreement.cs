using System.Reflection;
using System.Text.Json;
using CxlWire.Fuzz.Checks;
using CxlWire.Golden;
using CxlWire.Kaitai;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using Kaitai;

namespace CxlWire.Conformance;

/// <summary>
/// The ksy files say the layouts once more: their generated parsers read every golden field by field as
/// the codec does, and refuse what it refuses.
/// </summary>
public class KaitaiAgreement
{
    [Fact]
    public void Every_layout_has_a_ksy_and_every_ksy_a_layout() => Assert.Equal(
        Layouts.All.Where(l => l != Layout.Empty).Select(l => l.Name).Append("cci_message").Order(StringComparer.Ordinal),
        GeneratedLayouts.Ids.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Goldens.Names), MemberType = typeof(Goldens))]
    public void The_generated_parser_agrees_with_the_codec(string name)
    {
        GoldenCase golden = Goldens.All[name];
        JsonElement fields = golden.Fields;
        if (golden.IsMessage)
        {
            AssertSame(fields.GetProperty("header"), GeneratedLayouts.Parse("cci_header", golden.Bytes[..CciHeader.Size].ToArray()));
            KaitaiStruct message = GeneratedLayouts.Parse("cci_message", golden.Bytes.ToArray());
            Assert.Equal(golden.LayoutBytes.ToArray(), Get(message, "payload"));
            fields = fields.GetProperty("payload");
        }

        byte[] bytes = golden.LayoutBytes.ToArray();
        if (golden.Layout == Layout.Empty)
        {
            Assert.Equal(golden.Refusal is null, bytes.Length == 0);
        }
        else if (golden.Refusal is null)
        {
            AssertSame(fields, GeneratedLayouts.Parse(golden.Layout.Name, bytes));
        }
        else
        {
            Exception refusal = Assert.ThrowsAny<Exception>(() => GeneratedLayouts.Parse(golden.Layout.Name, bytes));
            Assert.True(refusal is EndOfStreamException or InvalidDataException, refusal.ToString());
        }
    }

    private static void AssertSame(JsonElement expected, object? actual) => Assert.Null(KsyAgreement.Difference(expected, actual));

    private static object? Get(object parsed, string field)
    {
        string name = string.Concat(field.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        PropertyInfo? property = parsed.GetType().GetProperty(name);
        Assert.True(property is not null, $"{parsed.GetType().Name} has no {name}");
        return property.GetValue(parsed);
    }
}
