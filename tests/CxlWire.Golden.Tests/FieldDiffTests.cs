using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public class FieldDiffTests
{
    private static readonly byte[] _two = Hex.Bytes("02 00 00 00 00 00 00 00", Hex.U64(0x1000), Hex.U64(1),
        Hex.Zeros(8), Hex.U64(0x2000), Hex.U64(2), Hex.Zeros(8));

    [Fact]
    public void Equal_bytes_do_not_differ() => Differ(_two, _two, Layouts.AddDynamicCapacityResponseRequest);

    [Fact]
    public void Fields_that_differ()
    {
        byte[] other = [.. _two];
        other[4] = 0x81;
        other[33] = 0x30;
        Differ(
            _two, other, Layouts.AddDynamicCapacityResponseRequest,
            "more, byte 4: false | true",
            "flags_reserved, byte 4: 0 | 64",
            "extents[1].start_dpa, byte 32: 0x2000 | 0x3000");
    }

    [Fact]
    public void Entries_that_only_one_side_has()
    {
        byte[] one = [.. Hex.Bytes("01 00 00 00 00 00 00 00"), .. _two[8..32]];
        Differ(_two, one, Layouts.AddDynamicCapacityResponseRequest, "count, byte 0: 2 | 1",
            "extents[1], byte 32: updated_extent, 24 bytes | absent");
        Differ(one, _two, Layouts.AddDynamicCapacityResponseRequest, "count, byte 0: 1 | 2",
            "extents[1], byte 32: absent | updated_extent, 24 bytes");
    }

    [Fact]
    public void Optional_fields_that_only_one_side_has() => Differ(
        Hex.Bytes("00 00 00 00"), Hex.Bytes("00 00 00 00 01"), Layouts.SetEventInterruptPolicyRequest,
        "dynamic_capacity, byte 4: absent | event_interrupt_settings, 1 byte");

    [Fact]
    public void Records_of_different_identifiers_have_different_fields()
    {
        byte[] head = Hex.Bytes(Hex.Zeros(20), "01 00", Hex.Zeros(10));
        byte[] left = [.. head, .. new byte[128]];
        byte[] right = [.. head, .. Hex.Bytes("ca95afa7f18340188c2f95268e101a2a"), .. new byte[112]];
        FieldDiff diff = FieldDiff.Compare(left, right, GetEventRecordsResponse.Layout);
        Assert.Equal(
            "records[0].header.event_record_identifier, byte 32: 00000000-0000-0000-0000-000000000000 | "
                + "ca95afa7-f183-4018-8c2f-95268e101a2a",
            diff.Differences[0].ToString());
        Assert.Equal(
            ["records[0].data", "records[0].event_type"], diff.Differences.Skip(1).Take(2).Select(d => d.Path));
    }

    [Fact]
    public void Long_bytes_are_compared_16_at_a_time()
    {
        byte[] other = new byte[34];
        other[20] = 1;
        Differ(
            new byte[32], other, Layouts.GetLogResponse,
            "data, byte 16: 00000000000000000000000000000000 | 00000000010000000000000000000000",
            "data, byte 32: absent | 0000");
    }

    [Fact]
    public void A_refused_side_is_compared_by_bytes()
    {
        byte[] cut = _two[..35];
        FieldDiff diff = FieldDiff.Compare(_two, cut, Layouts.AddDynamicCapacityResponseRequest);
        Assert.Null(diff.LeftError);
        Assert.Equal(
            "add_dc_response_request: count, byte 0, asks for 56 bytes, 35 are there", diff.RightError.ToString());
        Assert.Equal(
            [
                "extents[1].start_dpa, byte 32: 0020000000000000 | 002000",
                "extents[1].length, byte 40: 0200000000000000 | absent",
                "extents[1].reserved16, byte 48: 0000000000000000 | absent",
            ],
            diff.Differences.Select(d => d.ToString()));
    }

    [Fact]
    public void What_lies_past_the_accepted_side_is_the_end()
    {
        FieldDiff diff =
            FieldDiff.Compare(Hex.Bytes("0b ff"), Hex.Bytes("0c"), Layouts.GetResponseMessageLimitResponse);
        Assert.NotNull(diff.LeftError);
        Assert.Equal(
            ["limit, byte 0: 0b | 0c", "end, byte 1: ff | absent"], diff.Differences.Select(d => d.ToString()));
    }

    [Fact]
    public void Two_refused_sides_are_compared_16_bytes_at_a_time()
    {
        byte[] left = new byte[41];
        byte[] right = new byte[43];
        right[17] = 0xAA;
        FieldDiff diff = FieldDiff.Compare(left, right, Extent.Layout);
        Assert.True(diff is { LeftError: not null, RightError: not null });
        Assert.Equal(
            [
                "bytes, byte 16: 00000000000000000000000000000000 | 00aa0000000000000000000000000000",
                "bytes, byte 32: 000000000000000000 | 0000000000000000000000",
            ],
            diff.Differences.Select(d => d.ToString()));
    }

    [Fact]
    public void Refused_sides_can_be_equal() =>
        Assert.True(FieldDiff.Compare(new byte[3], new byte[3], Extent.Layout).AreEqual);

    private static void Differ(byte[] left, byte[] right, Layout layout, params string[] differences)
    {
        FieldDiff diff = FieldDiff.Compare(left, right, layout);
        Assert.Null(diff.LeftError);
        Assert.Null(diff.RightError);
        Assert.Equal(differences, diff.Differences.Select(d => d.ToString()));
        Assert.Equal(differences.Length == 0, diff.AreEqual);
    }
}
