using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Protocol.Tests;

/// <summary>Codes print their names, and everything that the wire can say has a text.</summary>
public class CodeTests
{
    [Theory]
    [InlineData(0x4801, "Get Dynamic Capacity Extent List (4801h)")]
    [InlineData(0x0001, "Identify (0001h)")]
    [InlineData(0xC000, "C000h")]
    public void Opcodes_print_name_and_number(ushort value, string text) =>
        Assert.Equal(text, new Opcode(value).ToString());

    [Theory]
    [InlineData(0x00, "Success (00h)")]
    [InlineData(0x1E, "Invalid Extent List (1Eh)")]
    [InlineData(0x20, "Request Abort Background Operation Not Supported (20h)")]
    [InlineData(0x21, "21h")]
    [InlineData(0x8000, "8000h")]
    public void Return_codes_print_name_and_number(ushort value, string text) =>
        Assert.Equal(text, new ReturnCode(value).ToString());

    [Fact]
    public void Return_codes_are_found_by_name()
    {
        for (ushort value = 0; new ReturnCode(value).Name is { } name; value++)
        {
            Assert.True(ReturnCode.TryParse(name.ToLowerInvariant(), out ReturnCode code));
            Assert.Equal(value, code.Value);
        }

        Assert.False(ReturnCode.TryParse("No Such Code", out _));
    }

    [Fact]
    public void Open_values_print_names_or_numbers()
    {
        Assert.Equal("dynamic capacity", EventLogType.DynamicCapacity.ToString());
        Assert.Equal("9", new EventLogType(9).ToString());
        Assert.Equal("response", CciCategory.Response.ToString());
        Assert.Equal("7", new CciCategory(7).ToString());
        Assert.Equal("MSI/MSI-X", EventInterruptMode.MsiOrMsiX.ToString());
        Assert.Equal("3", new EventInterruptMode(3).ToString());
        Assert.Equal("fatal", new EventSeverity(3).ToString());
        Assert.Equal("capacity released", DynamicCapacityEventType.CapacityReleased.ToString());
        Assert.Equal("6", new DynamicCapacityEventType(6).ToString());
        Assert.Equal(
            "Dynamic Capacity (ca95afa7-f183-4018-8c2f-95268e101a2a)",
            EventRecordIdentifier.DynamicCapacity.ToString());
        Assert.Equal("00000000-0000-0000-0000-000000000000", default(EventRecordIdentifier).ToString());
        Assert.Equal("CEL (0da9c0b5-bf41-4b78-8f79-96b1623b3f17)", LogIdentifier.CommandEffectsLog.ToString());
    }

    [Fact]
    public void A_uuid_has_its_first_byte_first()
    {
        byte[] bytes = Hex.Bytes("ca95afa7 f183 4018 8c2f 95268e101a2a");
        var uuid = Uuid.Read(bytes);
        Assert.Equal("ca95afa7-f183-4018-8c2f-95268e101a2a", uuid.ToString());
        Assert.True(Uuid.TryParse("CA95AFA7-F183-4018-8C2F-95268E101A2A", out Uuid parsed));
        Assert.Equal(uuid, parsed);
        byte[] written = new byte[Uuid.Size];
        uuid.Write(written);
        Assert.Equal(bytes, written);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("ca95afa7f18340188c2f95268e101a2a")]
    [InlineData("ca95afa7-f183-4018-8c2f-95268e101a2")]
    [InlineData("ca95afa7-f183-4018-8c2f-95268e101a2ab")]
    [InlineData("ca95afa7-f183-4018-8c2f+95268e101a2a")]
    [InlineData("ca95afa7-f183-4018-8c2f-95268e101a2g")]
    [InlineData("{a95afa7-f183-4018-8c2f-95268e101a2a")]
    public void What_is_no_uuid_is_no_tag(string? text)
    {
        Assert.False(Tag.TryParse(text, out Tag tag));
        Assert.True(tag.IsNone);
    }

    [Fact]
    public void Text_is_padded_with_zeros_and_at_most_16_characters()
    {
        Assert.True(Text16.TryCreate("BWFW VERSION 00", out Text16 text));
        Assert.Equal("BWFW VERSION 00", text.ToString());
        Assert.True(Text16.TryCreate("", out Text16 empty));
        Assert.Equal(default, empty);
        Assert.False(Text16.TryCreate("seventeen letters", out _));
        Assert.False(Text16.TryCreate("\u20ac", out _));
    }

    [Fact]
    public void A_refusal_names_field_and_offset()
    {
        Assert.False(GetDynamicCapacityExtentListRequest.TryRead(new byte[6], out _, out LayoutError error));
        Assert.Equal(
            new LayoutError(LayoutErrorKind.TooShort, "get_dc_extent_list_request", "start", 4, 8, 6), error);
        Assert.Equal(
            "get_dc_extent_list_request: too short at start, byte 4: 8 bytes needed, 6 there", error.ToString());

        Assert.False(GetDynamicCapacityExtentListRequest.TryRead(new byte[9], out _, out error));
        Assert.Equal("get_dc_extent_list_request: too long at byte 8: 8 bytes needed, 9 there", error.ToString());

        byte[] liar = Hex.Bytes("ffffffff 00 000000");
        Assert.False(UpdatedExtentList.TryRead(liar, out _, out error));
        Assert.Equal("updated_extent_list: count, byte 0, asks for 103079215088 bytes, 8 are there", error.ToString());
    }

    [Fact]
    public void Entries_are_read_in_place_and_none_past_the_last()
    {
        byte[] bytes = Hex.Bytes(
            "01000000 02000000 07000000 00000000",
            "0000001000000000 0000000800000000 00112233445566778899aabbccddeeff 0300 000000000000");
        Assert.True(GetDynamicCapacityExtentListResponseView.TryCreate(bytes, out var view, out _));
        Assert.Equal(
            "00112233-4455-6677-8899-aabbccddeeff at 10000000, 8000000 long, 3",
            $"{view.ExtentAt(0).Tag} at {view.ExtentAt(0).StartDpa:X}, {view.ExtentAt(0).Length:X} long, "
                + $"{view.ExtentAt(0).SharedExtentSequence}");
        bool thrown = false;
        try
        {
            _ = view.ExtentAt(1);
        }
        catch (ArgumentOutOfRangeException)
        {
            thrown = true;
        }

        Assert.True(thrown);
    }

    [Fact]
    public void Reading_and_writing_a_record_does_not_allocate()
    {
        byte[] bytes = new byte[DynamicCapacityEventRecord.Size];
        Assert.Equal(0, Allocations.Least(() => RoundTrip(bytes)));
    }

    private static void RoundTrip(byte[] bytes)
    {
        if (!DynamicCapacityEventRecord.TryRead(bytes, out DynamicCapacityEventRecord record, out _)
            || !record.TryWrite(bytes))
            throw new InvalidOperationException("a record of zeros is a record");
    }
}
