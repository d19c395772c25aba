using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public class FieldNodeTests
{
    [Fact]
    public void Paths_and_offsets_count_from_the_start_of_the_stream()
    {
        var reader = new CciMessageReader((byte[])[.. Samples.ExtentListRequest, .. Samples.ExtentListResponse]);
        CciMessage response = reader.ReadToEnd().Last();
        FieldNode[] leaves = [.. Leaves(response.Fields)];
        FieldNode length = leaves.Single(n => n.Path == "payload.extents[0].length");
        Assert.Equal(20 + 12 + 16 + 8, length.Offset);
        Assert.Equal("0000000800000000", Hex.Text(length.Bytes.Span));
        Assert.Equal(("134217728", "bytes", "128 MiB"), (length.Value, length.Unit, length.Meaning));
        Assert.Same(Extent.Layout.Fields[1], length.Field);
        FieldNode payloadLength = leaves.Single(n => n.Path == "header.payload_length");
        Assert.Equal((25, 3, "20:0", "56"),
            (payloadLength.Offset, payloadLength.Bytes.Length, payloadLength.Bits, payloadLength.Value));
        Assert.Null(reader.Error);
    }

    [Fact]
    public void A_tail_follows_the_entries()
    {
        byte[] bytes = [.. Hex.Bytes("01 01", Hex.Zeros(6)), .. new byte[40],
            .. Hex.Bytes(Hex.U32(512), Hex.U32(511), Hex.U32(64), Hex.U32(63))];
        Assert.True(
            FieldNode.TryRead(bytes, GetDynamicCapacityConfigurationResponse.Layout, out FieldNode? root, out _));
        Assert.Equal(["regions_available", "regions_returned", "reserved2", "regions", "tail"],
            root.Children.Select(n => n.Name));
        FieldNode last = Leaves(root).Last();
        Assert.Equal(("tail.tags_available", 60, "63"), (last.Path, last.Offset, last.Value));
    }

    [Fact]
    public void Bytes_that_are_refused_give_no_tree()
    {
        Assert.False(FieldNode.TryRead(new byte[41], Extent.Layout, out FieldNode? root, out LayoutError error));
        Assert.Null(root);
        Assert.Equal(new LayoutError(LayoutErrorKind.TooLong, "extent", "end", 40, 40, 41), error);
    }

    [Theory]
    [InlineData("severity", "1", "warning")]
    [InlineData("event_record_identifier", "00000000-0000-0000-0000-000000000000", null)]
    [InlineData("record_length", "0", null)]
    [InlineData("timestamp", "18446744073709551615", "2554-07-21 23:34:33.709551615 UTC")]
    [InlineData("flags_reserved", "32767", "reserved, not 0")]
    [InlineData("reserved37", "0000000000000000000000", null)]
    public void Meanings(string field, string value, string? meaning)
    {
        byte[] bytes =
            [.. Hex.Bytes(Hex.Zeros(17), "01 fe ff", Hex.Zeros(4), Hex.U64(ulong.MaxValue)), .. new byte[16]];
        Assert.True(FieldNode.TryRead(bytes, EventRecordHeader.Layout, out FieldNode? root, out _));
        FieldNode node = root.Children.Single(n => n.Name == field);
        Assert.Equal((value, meaning), (node.Value, node.Meaning));
    }

    [Theory]
    [InlineData(9, "512 bytes")]
    [InlineData(20, "1 MiB")]
    [InlineData(63, "8 EiB")]
    [InlineData(64, null)]
    public void A_power_of_two_is_a_size(byte exponent, string? meaning)
    {
        Assert.True(
            FieldNode.TryRead(new[] { exponent }, Layouts.GetResponseMessageLimitResponse, out FieldNode? root, out _));
        Assert.Equal(meaning, root.Children.Single().Meaning);
    }

    [Theory]
    [InlineData("01 00 00 ff ff 00 00 00 34 12 00 00", "response to FFFFh, tag 0, 1234h, no payload")]
    [InlineData("05 09 00 01 04 01 00 00 00 00 00 00 00", "category 5 Get Log (0401h), tag 9, 1 byte of payload")]
    public void Summaries_of_unknown_codes(string message, string summary)
    {
        Assert.True(new CciMessageReader(Hex.Bytes(message)).TryRead(out CciMessage? read));
        Assert.Equal(summary, read.Summary);
    }

    private static IEnumerable<FieldNode> Leaves(FieldNode node) =>
        node.Kind is FieldNodeKind.Structure or FieldNodeKind.List ? node.Children.SelectMany(Leaves) : [node];
}
