using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CxlWire.Device.Configuration;
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
        Layouts.All.Where(l => l != Layout.Empty).Select(l => l.Name).Append("cci_message")
            .Order(StringComparer.Ordinal),
        GeneratedLayouts.Ids.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Goldens.Names), MemberType = typeof(Goldens))]
    public void The_generated_parser_agrees_with_the_codec(string name)
    {
        GoldenCase golden = Goldens.All[name];
        JsonElement fields = golden.Fields;
        if (golden.IsMessage)
        {
            AssertSame(
                fields.GetProperty("header"),
                GeneratedLayouts.Parse("cci_header", golden.Bytes[..CciHeader.Size].ToArray()));
            KaitaiStruct message = GeneratedLayouts.Parse("cci_message", golden.Bytes.ToArray());
            Assert.Equal(golden.LayoutBytes.ToArray(), Get(message, "payload"));
            AssertMessage(golden, message);
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
            AssertRefused(golden.Refusal, golden.Layout.Name, bytes);
        }
    }

    [Theory]
    [InlineData("general_media_event_record")]
    [InlineData("dram_event_record")]
    [InlineData("memory_module_event_record")]
    [InlineData("memory_sparing_event_record")]
    public void A_component_identifier_is_PLDMs_where_both_flags_say_so(string layout)
    {
        GoldenCase[] goldens = [.. Goldens.All.Values.Where(c => c.Layout.Name == layout && c.Refusal is null)];
        bool[] found =
        [
            .. goldens.Select(golden =>
            {
                KaitaiStruct record = GeneratedLayouts.Parse(layout, golden.Bytes.ToArray());
                bool isPldm = golden.Fields.GetProperty("component_identifier_valid").GetBoolean()
                    && golden.Fields.GetProperty("component_identifier_is_pldm").GetBoolean();
                object? pldm = Get(record, "pldm_component_identifier");
                Assert.True(isPldm == pldm is not null, golden.Name);
                if (pldm is null)
                    return false;
                KaitaiStruct bytes = GeneratedLayouts.Parse(
                    "pldm_component_identifier", (byte[])Get(record, "component_identifier")!);
                Assert.Equal(Get(bytes, "entity_identifier"), Get(pldm, "entity_identifier"));
                Assert.Equal(Get(bytes, "resource_identifier"), Get(pldm, "resource_identifier"));
                return true;
            }),
        ];
        Assert.Contains(true, found);
        Assert.Contains(false, found);
    }

    /// <summary>A message is of its folder's opcode, and the request or the response that its name says.</summary>
    private static void AssertMessage(GoldenCase golden, KaitaiStruct message)
    {
        object header = Get(message, "header")!;
        bool isRequest = golden.Name.Contains("/request_", StringComparison.Ordinal);
        Assert.Equal(golden.Name[..4], $"{Get(header, "opcode"):x4}");
        Assert.Equal(isRequest ? 0UL : 1UL, Convert.ToUInt64(Get(header, "category"), CultureInfo.InvariantCulture));
        Assert.Equal(isRequest, golden.ReturnCode is not null);
        Assert.InRange(golden.LayoutBytes.Length, 0, DeviceConfiguration.Default.PayloadSize);
    }

    /// <summary>Too short, the parser finds no end; too long, it ends where the golden says.</summary>
    private static void AssertRefused(GoldenRefusal expected, string layout, byte[] bytes)
    {
        Exception refusal = Assert.ThrowsAny<Exception>(() => GeneratedLayouts.Parse(layout, bytes));
        Assert.True(refusal is EndOfStreamException or InvalidDataException, refusal.ToString());
        if (expected.Kind == LayoutErrorKind.TooShort)
            Assert.IsType<EndOfStreamException>(refusal);
        if (expected.Kind == LayoutErrorKind.TooLong)
            Assert.Equal(expected.Offset, GeneratedLayouts.Find(layout)(bytes).M_Io.Pos);
    }

    private static void AssertSame(JsonElement expected, object? actual) =>
        Assert.Null(KsyAgreement.Difference(expected, actual));

    private static object? Get(object parsed, string field)
    {
        string name = string.Concat(field.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        PropertyInfo? property = parsed.GetType().GetProperty(name);
        Assert.True(property is not null, $"{parsed.GetType().Name} has no {name}");
        return property.GetValue(parsed);
    }
}
