using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public sealed class GoldenTests : IDisposable
{
    private const string Fields = """{"start_dpa": "0x1000", "length": 2, "reserved16": "0000000000000000"}""";
    private const string Header = """
        "header": {"category": 0, "category_reserved": 0, "message_tag": 7, "reserved2": "00", "opcode": "0x4801",
        "payload_length": 8, "length_reserved": 0, "background_operation": false, "return_code": 0,
        "vendor_status": 43981}
        """;

    private static readonly byte[] _extent = Hex.Bytes(Hex.U64(0x1000), Hex.U64(2), Hex.Zeros(8));
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cxlwire-golden-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_structure() => Good("updated_extent/typical", _extent, Json("updated_extent", Fields));

    [Fact]
    public void A_message()
    {
        string json =
            Json(
                "get_dc_extent_list_request", $$"""{{{Header}}, "payload": {"count": 10, "start": 0} }""",
                """{"codec": "accepted", "return_code": "Success"}""");
        GoldenCase golden = Good("4801_get_dc_extent_list/request_typical", Samples.ExtentListRequest, json);
        Assert.True(golden.IsMessage);
        Assert.Equal(8, golden.LayoutBytes.Length);
        Assert.Equal(ReturnCode.Success, golden.ReturnCode);
        Assert.Equal("by hand", golden.Source);
        Assert.Null(golden.Refusal);
    }

    [Fact]
    public void A_structure_that_is_refused()
    {
        string json =
            Json(
                "updated_extent", """{"payload": "010203"}""",
                """{"codec": {"refused": "too_short", "field": "start_dpa", "offset": 0}}""");
        GoldenCase golden = Good("updated_extent/short", [1, 2, 3], json);
        Assert.Equal(new GoldenRefusal(LayoutErrorKind.TooShort, "start_dpa", 0), golden.Refusal);
        Assert.Equal(1, GoldenDirectory.Verify(_directory.FullName).Refused);
    }

    [Fact]
    public void A_message_whose_payload_is_refused()
    {
        byte[] bytes = [.. Samples.ExtentListRequest, 0xEE];
        bytes[5] = 9;
        string header = Header.Replace("\"payload_length\": 8", "\"payload_length\": 9", StringComparison.Ordinal);
        string json = Json(
            "get_dc_extent_list_request", $$"""{{{header}}, "payload": "0a00000000000000ee"}""",
            """{"codec": {"refused": "too_long", "field": "end", "offset": 8}, "return_code": "Invalid Payload"""
                + """ Length"}""");
        Good("4801_get_dc_extent_list/request_long", bytes, json);
    }

    [Theory]
    [InlineData("\"0x1000\"", "\"0x1001\"", "start_dpa, byte 0: expected \"0x1001\", found \"0x1000\"",
        "start_dpa, byte 0: expected the bytes 0010000000000000, found 0110000000000000 when encoded")]
    [InlineData("\"0x1000\"", "\"0x01000\"", "start_dpa, byte 0: expected \"0x01000\", found \"0x1000\"")]
    [InlineData("\"0x1000\"", "4096", "start_dpa, byte 0: expected 4096, found \"0x1000\"",
        "fields.start_dpa: expected text from \"0x0\" to \"0xffffffffffffffff\", found 4096")]
    [InlineData("\"length\": 2", "\"length\": 3", "length, byte 8: expected 3, found 2",
        "length, byte 8: expected the bytes 0200000000000000, found 0300000000000000 when encoded")]
    [InlineData("\"length\": 2, ", "", "length, byte 8: expected nothing, found 2",
        "fields.length: expected a value, found nothing")]
    [InlineData("\"length\": 2", "\"length\": 2, \"x\": 1", "x, byte 0: expected 1, found no such field",
        "fields.x: expected one of start_dpa, length, reserved16, found an unknown key")]
    [InlineData(", \"reserved16\": \"0000000000000000\"", "",
        "reserved16, byte 16: expected nothing, found \"0000000000000000\"")]
    [InlineData("\"accepted\"", "{\"refused\": \"too_long\", \"field\": \"end\", \"offset\": 24}",
        "outcome.codec: expected refused: too_long at end, byte 24 of the layout, found accepted")]
    [InlineData(
        "\"updated_extent\"", "\"extent\"",
        "outcome.codec: expected accepted, found refused: too_short at tag, byte 16 of the layout",
        "payload, byte 0: expected nothing, found \"001000000000000002000000000000000000000000000000\"",
        "start_dpa, byte 0: expected \"0x1000\", found no such field",
        "length, byte 0: expected 2, found no such field",
        "reserved16, byte 0: expected \"0000000000000000\", found no such field")]
    [InlineData("\"updated_extent\"", "\"nothing\"", "layout: expected the name of a layout, found \"nothing\"")]
    [InlineData("\"by hand\"", "\"\"", "source: expected where the bytes come from, found \"\"")]
    [InlineData("\"source\"", "\"sauce\"", "sauce: expected layout, source, fields and outcome, found an unknown key")]
    [InlineData("\"codec\"", "\"kodec\"", "outcome.kodec: expected codec and return_code, found an unknown key")]
    [InlineData(
        "\"accepted\"", "\"maybe\"",
        "outcome.codec: expected \"accepted\" or {\"refused\": \"too_short\", \"field\": ..., \"offset\": ...}, "
            + "found \"maybe\"")]
    [InlineData(
        "\"accepted\"", "{\"refused\": \"accepted\", \"field\": \"end\", \"offset\": 24}",
        "outcome.codec: expected \"accepted\" or {\"refused\": \"too_short\", \"field\": ..., \"offset\": ...}, "
            + "found an object")]
    [InlineData("\"accepted\"", "\"accepted\", \"return_code\": \"Fine\"",
        "outcome.return_code: expected the name of a return code, found \"Fine\"")]
    [InlineData("{\"start_dpa\": \"0x1000\", \"length\": 2, \"reserved16\": \"0000000000000000\"}", "7",
        "fields: expected an object, found 7")]
    [InlineData("{\"codec\": \"accepted\"}", "[]", "outcome: expected an object, found an array")]
    [InlineData(
        "{", "", "expected JSON, no deeper than 64, in the .json, found text that cannot be read at line 1, byte 9")]
    public void A_structure_that_is_not_as_expected(string part, string instead, params string[] mismatches)
    {
        string json = Json("updated_extent", Fields);
        int at = json.IndexOf(part, StringComparison.Ordinal);
        Write("updated_extent/typical", _extent, json[..at] + instead + json[(at + part.Length)..]);
        Verify([.. mismatches.Select(m => $"updated_extent/typical: {m}")]);
    }

    [Fact]
    public void A_message_that_is_none()
    {
        string json = Json("empty", """{"header": {}, "payload": {}}""");
        Write("0001_identify/cut", Samples.ExtentListRequest[..15], json);
        Write("0001_identify/empty", [], json);
        Write("0001_identify/other_layout", Samples.ExtentListRequest, json);
        Write("0001_identify/two", [.. Samples.RefusedResponse, 0], json);
        Write("0001_identify/unknown", Hex.Bytes("00 00 00 ff ff 00 00 00 00 00 00 00"), json);
        Verify(
            "0001_identify/cut: expected one CCI message in the .bin, found byte 0: the input ends inside a message: "
                + "20 bytes needed, 15 there",
            "0001_identify/empty: expected one CCI message in the .bin, found no bytes",
            "0001_identify/other_layout: layout: expected empty, found get_dc_extent_list_request",
            "0001_identify/two: byte 12: expected the end of the .bin, found 1 byte after the message",
            "0001_identify/unknown: layout: expected empty, found no layout for FFFFh");
    }

    [Fact]
    public void A_list_that_is_not_as_expected()
    {
        byte[] bytes = Hex.Bytes("04 00 02 00 00 00", "01 00 ff ff");
        string fields =
            """{"log": 4, "clear_all": false, "flags_reserved": 0, "handle_count": 2, "reserved3": "000000","""
                + """ "handles": [2]}""";
        Write("clear_event_records_request/typical", bytes, Json("clear_event_records_request", fields));
        Verify(
            "clear_event_records_request/typical: handles, byte 6: expected 1 entries, found 2",
            "clear_event_records_request/typical: handles[0], byte 6: expected 2, found 1",
            "clear_event_records_request/typical: fields.handle_count: expected 1, the number of handles, or no such "
                + "key, found 2");
    }

    [Fact]
    public void Long_values_are_shown_from_where_they_differ()
    {
        string zeros = new('0', 200);
        Write("get_log_response/typical", new byte[101], Json("get_log_response", $$"""{"data": "{{zeros}}01"}"""));
        Verify(
            $"get_log_response/typical: data, byte 0: expected ...{zeros[..39]}01\", found ...{zeros[..39]}00\"",
            "get_log_response/typical: data, byte 96: expected the bytes 0000000000, found 0000000001 when encoded");
    }

    [Theory]
    [InlineData("start_dpa", @"\ud800tart_dpa")]
    [InlineData("fields", @"field\udfff")]
    [InlineData("layout", @"\ud800ayout")]
    [InlineData("codec", @"\ud800odec")]
    [InlineData("by hand", @"\ud800")]
    [InlineData("0x1000", @"\ud800")]
    [InlineData("accepted", @"\ud800")]
    public void Keys_and_values_that_have_no_text_are_mismatches(string part, string instead)
    {
        Write("updated_extent/typical", _extent,
            Json("updated_extent", Fields).Replace(part, instead, StringComparison.Ordinal));
        Assert.NotEmpty(GoldenDirectory.Verify(_directory.FullName).Mismatches);
    }

    [Fact]
    public void Files_that_are_missing_or_too_long()
    {
        Write("extent/a", [], "{}");
        Write("extent/b", [], "{}");
        Write("extent/c", [], "{}");
        File.Delete(Path.Combine(_directory.FullName, "extent", "a.bin"));
        File.Delete(Path.Combine(_directory.FullName, "extent", "b.json"));
        using (FileStream stream = File.OpenWrite(Path.Combine(_directory.FullName, "extent", "c.bin")))
            stream.SetLength(FieldJson.MaximumInput + 1);
        Verify(
            "extent/a: expected the file a.bin, found no such file",
            "extent/b: expected the file b.json, found no such file",
            "extent/c: expected c.bin of at most 67108864 bytes, found 67108865 bytes");
    }

    [Fact]
    public void A_directory_that_is_empty_or_missing_is_not_good()
    {
        Assert.False(GoldenDirectory.Verify(_directory.FullName).IsGood);
        GoldenReport report = GoldenDirectory.Verify(Path.Combine(_directory.FullName, "nowhere"));
        Assert.False(report.IsGood);
        Assert.Contains(
            "a directory of golden files", Assert.Single(report.Mismatches).ToString(), StringComparison.Ordinal);
        Assert.False(GoldenDirectory.Verify("").IsGood);
    }

    [Fact]
    public void One_folder_can_be_verified_alone()
    {
        Write("updated_extent/typical", _extent, Json("updated_extent", Fields));
        GoldenReport report = GoldenDirectory.Verify(Path.Combine(_directory.FullName, "updated_extent"));
        Assert.True(report.IsGood);
        Assert.Equal(1, report.Accepted);
    }

    private GoldenCase Good(string name, byte[] bytes, string json)
    {
        Write(name, bytes, json);
        Verify();
        Assert.True(
            GoldenCase.TryLoad(Path.Combine(_directory.FullName, name + ".bin"), out GoldenCase? golden, out _));
        Assert.Equal(name, golden.Name);
        return golden;
    }

    private void Verify(params string[] mismatches)
    {
        GoldenReport report = GoldenDirectory.Verify(_directory.FullName);
        Assert.Equal(mismatches, report.Mismatches.Select(m => m.ToString()));
        Assert.Equal(mismatches.Length == 0, report.IsGood);
    }

    private void Write(string name, byte[] bytes, string json)
    {
        string path = Path.Combine(_directory.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".bin", bytes);
        File.WriteAllText(path + ".json", json);
    }

    private static string Json(string layout, string fields, string outcome = """{"codec": "accepted"}""") =>
        $$"""{"layout": "{{layout}}", "source": "by hand", "fields": {{fields}}, "outcome": {{outcome}} }""";
}
