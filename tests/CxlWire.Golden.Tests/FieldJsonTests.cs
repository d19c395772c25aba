using System.Text;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public class FieldJsonTests
{
    private const string Header =
        """{"category": 0, "message_tag": 7, "opcode": "0x4801", "background_operation": false, "return_code": 0,"""
            + """ "vendor_status": 0}""";

    [Fact]
    public void A_whole_message()
    {
        const string Expected = """
            {
              "header": {
                "category": 1,
                "category_reserved": 0,
                "message_tag": 7,
                "reserved2": "00",
                "opcode": "0x4801",
                "payload_length": 56,
                "length_reserved": 0,
                "background_operation": false,
                "return_code": 0,
                "vendor_status": 0
              },
              "payload": {
                "returned": 1,
                "total": 1,
                "generation": 3,
                "reserved12": "00000000",
                "extents": [
                  {
                    "start_dpa": "0x10000000",
                    "length": 134217728,
                    "tag": "5be13ce4-7e8d-4dd2-a5a3-3e5bfa5a5f01",
                    "shared_extent_sequence": 2,
                    "reserved34": "000000000001"
                  }
                ]
              }
            }
            """;
        Assert.Equal(Expected, Text(Samples.ExtentListResponse));
        Assert.Equal(Hex.Text(Samples.ExtentListResponse), Encode(Expected));
    }

    [Fact]
    public void A_failed_response_has_an_empty_payload()
    {
        Assert.EndsWith("\"payload\": {}\n}", Text(Samples.RefusedResponse), StringComparison.Ordinal);
        Assert.Equal(Hex.Text(Samples.RefusedResponse), Encode(Text(Samples.RefusedResponse)));
    }

    [Theory]
    [InlineData("00 07 00 01 48 03 00 00 00 00 00 00 0a 00 00", "0a0000")]
    [InlineData("00 07 00 01 c0 01 00 00 00 00 00 00 ff", "ff")]
    [InlineData("00 07 00 01 c0 00 00 00 00 00 00 00", "")]
    [InlineData("02 07 00 01 48 02 00 00 00 00 00 00 0a 00", "0a00")]
    [InlineData("01 07 00 01 48 01 00 00 02 00 00 00 99", "99")]
    public void A_payload_that_no_layout_takes_is_hexadecimal_digits(string message, string payload)
    {
        string text = Text(Hex.Bytes(message));
        Assert.EndsWith($"\"payload\": \"{payload}\"\n}}", text, StringComparison.Ordinal);
        Assert.Equal(message.Replace(" ", "", StringComparison.Ordinal), Encode(text));
    }

    [Fact]
    public void The_length_counts_and_reserved_fields_may_be_left_out() => Assert.Equal(
        Hex.Text(Hex.Bytes("00 07 00 02 48 20 00 00 00 00 00 00", Hex.U32(1), Hex.Zeros(4), Hex.U64(0x10000000),
            Hex.U64(128 << 20), Hex.Zeros(8))),
        Encode("""
            {
              "header": {"category": 0, "message_tag": 7, "opcode": "0x4802", "background_operation": false, "return_code": 0, "vendor_status": 0},
              "payload": {"more": false, "extents": [{"start_dpa": "0x10000000", "length": 134217728}]}
            }
            """));

    [Fact]
    public void An_array_is_a_stream() => Assert.Equal(
        "000700014801000000000000aa" + "000700014800000000000000",
        Encode($$"""[{"header": {{Header}}, "payload": "aa"}, {"header": {{Header}}, "payload": ""}]"""));

    [Fact]
    public void An_empty_array_is_no_bytes() => Assert.Equal("", Encode("[]"));

    [Fact]
    public void A_payload_in_digits_is_taken_as_it_is() =>
        Assert.Equal(
            "000700014803000000000000ABCDEF".ToLowerInvariant(),
            Encode($$"""{"header": {{Header}}, "payload": "ABcdEF"}"""));

    [Fact]
    public void Records_have_the_fields_of_their_identifier()
    {
        byte[] dynamicCapacity = [.. Hex.Bytes("ca95afa7f18340188c2f95268e101a2a"), .. new byte[112]];
        byte[] other = [.. Hex.Bytes("77cf92719c02470b9fe4bc7b75f2da97"), .. new byte[112]];
        byte[] bytes = [.. Hex.Bytes(Hex.Zeros(20), "02 00", Hex.Zeros(10)), .. dynamicCapacity, .. other];
        Assert.True(FieldNode.TryRead(bytes, GetEventRecordsResponse.Layout, out FieldNode? root, out _));
        FieldNode[] records = [.. root.Children.Single(n => n.Name == "records").Children];
        Assert.Equal("header, event_type", string.Join(", ", records[0].Children.Take(2).Select(n => n.Name)));
        Assert.Equal("header, data", string.Join(", ", records[1].Children.Select(n => n.Name)));
        Assert.True(FieldJson.TryEncode(
            Utf8(FieldJson.ToText(root)), GetEventRecordsResponse.Layout, out byte[]? again, out _));
        Assert.Equal(Hex.Text(bytes), Hex.Text(again));
    }

    [Fact]
    public void An_optional_field_that_is_not_there_has_no_key()
    {
        Assert.True(FieldNode.TryRead(new byte[4], Layouts.SetEventInterruptPolicyRequest, out FieldNode? root, out _));
        Assert.Equal(["informational", "warning", "failure", "fatal"], root.Children.Select(n => n.Name));
        Assert.True(FieldJson.TryEncode(
            Utf8(FieldJson.ToText(root)), Layouts.SetEventInterruptPolicyRequest, out byte[]? again, out _));
        Assert.Equal(4, again.Length);
    }

    [Theory]
    [InlineData(0x8000, "-32768")]
    [InlineData(0xFFFF, "-1")]
    [InlineData(0x7FFF, "32767")]
    public void A_temperature_has_a_sign(int wire, string number)
    {
        Assert.True(FieldNode.TryRead(Hex.Bytes("00000000", Hex.U16(wire), Hex.Zeros(12)), GetHealthInfoResponse.Layout,
            out FieldNode? root, out _));
        Assert.Equal(number, FieldJson.ToText(root.Children.Single(n => n.Name == "device_temperature")));
    }

    [Fact]
    public void Text_keeps_every_byte_but_the_padding()
    {
        byte[] bytes = [.. Hex.Bytes("00 41 22 5c 0a e9 00 42"), .. new byte[61]];
        Assert.True(FieldNode.TryRead(bytes, IdentifyMemoryDeviceResponse.Layout, out FieldNode? root, out _));
        Assert.Equal("""
            "\u0000A\"\\\né\u0000B"
            """, FieldJson.ToText(root.Children.First()));
    }

    [Theory]
    [InlineData("[]", "$: an array where an object is expected")]
    [InlineData("", "$: text that cannot be read at line 1, byte 1 where JSON, no deeper than 64, is expected")]
    [InlineData(
        "{\n\"a\" 1}", "$: text that cannot be read at line 2, byte 5 where JSON, no deeper than 64, is expected")]
    [InlineData(
        """{"start_dpa": "0x0", "length": 1, "reserved16": "", "x": 1}""",
        "$.x: an unknown key where one of start_dpa, length, reserved16 is expected")]
    [InlineData("""{"start_dpa": "0x0"}""", "$.length: nothing where a value is expected")]
    [InlineData("""{"start_dpa": "0x0", "length": 1, "length": 1}""", "$.length: a second value where one is expected")]
    [InlineData(
        """{"start_dpa": 0, "length": 1}""",
        """$.start_dpa: 0 where text from "0x0" to "0xffffffffffffffff" is expected""")]
    [InlineData(
        """{"start_dpa": "10", "length": 1}""",
        """$.start_dpa: "10" where text from "0x0" to "0xffffffffffffffff" is expected""")]
    [InlineData(
        """{"start_dpa": "0x 1", "length": 1}""",
        """$.start_dpa: "0x 1" where text from "0x0" to "0xffffffffffffffff" is expected""")]
    [InlineData(
        """{"start_dpa": "0x10000000000000000", "length": 1}""",
        """$.start_dpa: "0x10000000000000000" where text from "0x0" to "0xffffffffffffffff" is expected""")]
    [InlineData(
        """{"start_dpa": "0x0", "length": 18446744073709551616}""",
        "$.length: 18446744073709551616 where an integer from 0 to 18446744073709551615 is expected")]
    [InlineData(
        """{"start_dpa": "0x0", "length": -1}""",
        "$.length: -1 where an integer from 0 to 18446744073709551615 is expected")]
    [InlineData(
        """{"start_dpa": "0x0", "length": 1.5}""",
        "$.length: 1.5 where an integer from 0 to 18446744073709551615 is expected")]
    [InlineData(
        """{"start_dpa": "0x0", "length": "1"}""",
        """$.length: "1" where an integer from 0 to 18446744073709551615 is expected""")]
    [InlineData(
        """{"start_dpa": "0x0", "length": null}""",
        "$.length: null where an integer from 0 to 18446744073709551615 is expected")]
    [InlineData(
        """{"start_dpa": "0x0", "length": 1, "reserved16": "00"}""",
        """$.reserved16: "00" where text of 16 hexadecimal digits is expected""")]
    [InlineData(
        """{"start_dpa": "0x0", "length": 1, "reserved16": "00000000000000zz"}""",
        """$.reserved16: "00000000000000zz" where text of 16 hexadecimal digits is expected""")]
    [InlineData(
        """{"start_dpa": "\ud800", "length": 1}""",
        """$.start_dpa: "\ud800" where text from "0x0" to "0xffffffffffffffff" is expected""")]
    public void An_updated_extent_that_is_none(string json, string error) => Refused(json, UpdatedExtent.Layout, error);

    [Theory]
    [InlineData(
        """{"count": 1, "more": false, "extents": []}""",
        "$.count: 1 where 0, the number of extents, or no such key is expected")]
    [InlineData("""{"more": 0, "extents": []}""", "$.more: 0 where true or false is expected")]
    [InlineData(
        """{"more": false, "flags_reserved": 128, "extents": []}""",
        "$.flags_reserved: 128 where an integer from 0 to 127 is expected")]
    [InlineData("""{"more": false}""", "$.extents: nothing where a value is expected")]
    [InlineData("""{"more": false, "extents": {}}""", "$.extents: an object where an array is expected")]
    [InlineData(
        """{"more": false, "extents": [{"start_dpa": "0x0", "length": 1}, 7]}""",
        "$.extents[1]: 7 where an object is expected")]
    [InlineData(
        """{"more": false, "extents": [{"start_dpa": "0x0", "length": true}]}""",
        "$.extents[0].length: true where an integer from 0 to 18446744073709551615 is expected")]
    public void A_list_of_updated_extents_that_is_none(string json, string error) =>
        Refused(json, Layouts.AddDynamicCapacityResponseRequest, error);

    [Fact]
    public void Other_kinds_of_field()
    {
        Refused(
            """{"data": "abc"}""", Layouts.GetLogResponse,
            """$.data: "abc" where text of hexadecimal digits, two for each byte, is expected""");
        Refused(
            """{"data": [1]}""", Layouts.GetLogResponse,
            "$.data: an array where text of hexadecimal digits, two for each byte, is expected");
        Refused("""{"x": 1}""", Layout.Empty, "$.x: an unknown key where none is expected");
        Refused(
            """{"log": 4, "clear_all": false, "handles": [65536]}""", ClearEventRecordsRequest.Layout,
            "$.handles[0]: 65536 where an integer from 0 to 65535 is expected");
        Refused(
            $$"""{"log": 4, "clear_all": false, "handles": [{{string.Join(",", Enumerable.Range(0, 256))}}]}""",
            ClearEventRecordsRequest.Layout,
            "$.handles: 256 entries where at most 255, which handle_count can count, is expected");
        Refused(
            """{"log_identifier": "0da9c0b5bf414b788f7996b1623b3f17", "offset": 0, "length": 0}""",
            GetLogRequest.Layout,
            """$.log_identifier: "0da9c0b5bf414b788f7996b1623b3f17" where text"""
                + """ like "01234567-89ab-cdef-0123-456789abcdef" is expected""");
        Refused(
            """{"mode": 1, "message_number": 16}""", EventInterruptSettings.Layout,
            "$.message_number: 16 where an integer from 0 to 15 is expected");
        Refused(
            """{"opcode": "0x10000"}""", CelEntry.Layout,
            "$.configuration_change_after_cold_reset: nothing where a value is expected");
        string health =
            """{"health_status": 0, "media_status": 0, "additional_status": 0, "life_used": 0, "device_temperature":"""
                + """ 32768, "dirty_shutdown_count": 0, "corrected_volatile_error_count": 0,"""
                + """ "corrected_persistent_error_count": 0}""";
        Refused(health, GetHealthInfoResponse.Layout,
            "$.device_temperature: 32768 where an integer from -32768 to 32767 is expected");
        Refused(health.Replace("32768", "-32769", StringComparison.Ordinal), GetHealthInfoResponse.Layout,
            "$.device_temperature: -32769 where an integer from -32768 to 32767 is expected");
    }

    [Theory]
    [InlineData("seventeen letters", "\"seventeen letters\"")]
    [InlineData("\u20ac", "\"\u20ac\"")]
    public void Text_that_does_not_fit(string text, string echo)
    {
        Assert.True(FieldNode.TryRead(new byte[69], IdentifyMemoryDeviceResponse.Layout, out FieldNode? root, out _));
        string json = FieldJson.ToText(root).Replace(
            "\"firmware_revision\": \"\"", $"\"firmware_revision\": \"{text}\"", StringComparison.Ordinal);
        Refused(json, IdentifyMemoryDeviceResponse.Layout,
            $"$.firmware_revision: {echo} where text of at most 16 Latin-1 characters is expected");
    }

    [Theory]
    [InlineData("7", "$: 7 where an object is expected")]
    [InlineData("[1]", "$[0]: 1 where an object is expected")]
    [InlineData("""{"payload": ""}""", "$.header: nothing where a value is expected")]
    [InlineData("""{"header": HEADER}""", "$.payload: nothing where a value is expected")]
    [InlineData(
        """{"header": HEADER, "payload": "", "trailer": 1}""",
        "$.trailer: an unknown key where one of header, payload is expected")]
    [InlineData(
        """{"header": {"category": 0}, "payload": ""}""", "$.header.message_tag: nothing where a value is expected")]
    [InlineData(
        """[{"header": HEADER, "payload": ""}, {"header": HEADER, "payload": {"count": 1}}]""",
        "$[1].payload.start: nothing where a value is expected")]
    [InlineData("""{"header": HEADER, "payload": 1}""", "$.payload: 1 where an object is expected")]
    public void A_message_that_is_none(string json, string error)
    {
        Assert.False(FieldJson.TryEncodeMessages(
            Utf8(json.Replace("HEADER", Header, StringComparison.Ordinal)), out _, out JsonFormError actual));
        Assert.Equal(error, actual.ToString());
    }

    [Fact]
    public void A_length_that_is_not_the_payloads()
    {
        string header =
            Header.Replace("\"return_code\"", "\"payload_length\": 3, \"return_code\"", StringComparison.Ordinal);
        Assert.False(
            FieldJson.TryEncodeMessages(
                Utf8($$"""{"header": {{header}}, "payload": "aabb"}"""), out _, out JsonFormError error));
        Assert.Equal("$.header.payload_length: 3 where 2, the length of the payload, or no such key is expected",
            error.ToString());
    }

    [Fact]
    public void A_bare_header_has_to_say_the_length() =>
        Refused(Header, CciHeader.Layout, "$.payload_length: nothing where a value is expected");

    [Fact]
    public void An_opcode_without_layouts_takes_digits_only()
    {
        string header = Header.Replace("0x4801", "0xc001", StringComparison.Ordinal);
        Assert.False(
            FieldJson.TryEncodeMessages(
                Utf8($$"""{"header": {{header}}, "payload": {} }"""), out _, out JsonFormError error));
        Assert.Equal(
            "$.payload: an object where text of hexadecimal digits (no layout is known for category request of "
                + "C001h) is expected", error.ToString());
    }

    [Fact]
    public void A_payload_longer_than_a_header_can_say()
    {
        Assert.False(FieldJson.TryEncodeMessages(
            Utf8($$"""{"payload": "{{new string('0', 4 << 20)}}", "header": {{Header}} }"""), out _,
            out JsonFormError error));
        Assert.Equal("$.payload: 2097152 bytes where a payload of at most 2097151 bytes is expected", error.ToString());
    }

    [Fact]
    public void Hostile_text()
    {
        Refused(new string('[', 100), Extent.Layout,
            "$: text that cannot be read at line 1, byte 65 where JSON, no deeper than 64, is expected");
        Refused(
            """{"\ud800": 1}""", Extent.Layout,
            "$.\uFFFD: an unknown key where one of start_dpa, length, tag, shared_extent_sequence, reserved34 is "
            + "expected");
        Refused(
            """{"overflow": false, "more_event_records": false, "overflow_error_count": 0,"""
                + """ "first_overflow_timestamp": 0, "last_overflow_timestamp": 0, "records": [{"\ud800eader": 1}]}""",
            GetEventRecordsResponse.Layout,
            "$.records[0].\uFFFD: an unknown key where one of header, data is expected");
        Refused(
            $$"""{"{{new string('k', 1000)}}\u001b": 1}""", UpdatedExtent.Layout,
            $"$.{new string('k', 80)}...: an unknown key where one of start_dpa, length, reserved16 is expected");
        Assert.False(FieldJson.TryEncode(
            new byte[] { (byte)'"', 0xFF, (byte)'"' }, Extent.Layout, out _, out JsonFormError error));
        Assert.Equal("$: text that is no UTF-8 where JSON is expected", error.ToString());
        Assert.False(FieldJson.TryEncode(new byte[FieldJson.MaximumInput + 1], Extent.Layout, out _, out error));
        Assert.Equal("$: 67108865 bytes where JSON of at most 67108864 bytes is expected", error.ToString());
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        Assert.True(FieldJson.TryEncode(
            new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}' }, Layout.Empty, out byte[]? bytes, out _));
        Assert.Empty(bytes);
    }

    private static void Refused(string json, Layout layout, string error)
    {
        Assert.False(FieldJson.TryEncode(Utf8(json), layout, out byte[]? bytes, out JsonFormError actual));
        Assert.Null(bytes);
        Assert.Equal(error, actual.ToString());
    }

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    private static string Text(byte[] message)
    {
        Assert.True(new CciMessageReader(message).TryRead(out CciMessage? read));
        return FieldJson.ToText(read.Fields);
    }

    private static string Encode(string json)
    {
        Assert.True(
            FieldJson.TryEncodeMessages(Utf8(json), out byte[]? bytes, out JsonFormError error), error.ToString());
        return Hex.Text(bytes);
    }
}
