using CxlWire.Protocol;
using CxlWire.Testing.FsCheck;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Testing.Tests;

public class GoldenAssertTests
{
    private static readonly string _golden =
        Repository.PathOf("fixtures", "messages", "4801_get_dc_extent_list", "response_typical.bin");

    [Fact]
    public void The_bytes_of_a_golden_are_equal_to_it() => GoldenAssert.Equal(_golden, File.ReadAllBytes(_golden));

    [Fact]
    public void A_difference_is_named_by_field_and_offset()
    {
        byte[] bytes = File.ReadAllBytes(_golden);
        bytes[1] ^= 1;
        bytes[12 + 8] = 9;
        GoldenMismatchException e = Assert.Throws<GoldenMismatchException>(() => GoldenAssert.Equal(_golden, bytes));
        Assert.Equal(
            string.Join(
                Environment.NewLine,
                "4801_get_dc_extent_list/response_typical differs:",
                "  cci_header.message_tag, byte 1: expected 241, got 240",
                "  get_dc_extent_list_response.generation, byte 20 (payload byte 8): expected 1, got 9"),
            e.Message);
    }

    [Fact]
    public void What_is_cut_short_is_told_with_its_field()
    {
        GoldenMismatchException e = Assert.Throws<GoldenMismatchException>(
            () => GoldenAssert.Equal(_golden, File.ReadAllBytes(_golden).AsMemory(0, 20)));
        Assert.Contains(
            "  payload: get_dc_extent_list_response: too short at generation, byte 8", e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_golden_that_is_not_there_is_said_so() =>
        Assert.Throws<IOException>(() => GoldenAssert.Equal("/no/such/golden.bin", new byte[1]));

    [Fact]
    public void Generated_bytes_are_accepted_by_their_layout()
    {
        foreach (Layout layout in Layouts.All)
        {
            Seeded.Check(
                Prop.ForAll(Arb.From(LayoutGenerators.Accepted(layout)), bytes => layout.TryCheck(bytes, out _)),
                tests: 50);
        }
    }
}
