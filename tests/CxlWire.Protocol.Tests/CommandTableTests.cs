using System.Text.RegularExpressions;
using CxlWire.Protocol.Commands;

namespace CxlWire.Protocol.Tests;

/// <summary>The wire half of the opcode table: names, sections and lengths that fit the layouts.</summary>
public partial class CommandTableTests
{
    [Fact]
    public void Names_are_words_and_no_two_are_alike()
    {
        Assert.All(CommandTable.Rows, row => Assert.Matches(Words(), row.CommandName));
        Assert.Equal(CommandTable.Rows.Count, CommandTable.Rows.Select(row => row.CommandName).Distinct().Count());
    }

    [Fact]
    public void A_section_is_the_one_that_the_payloads_cite() =>
        Assert.All(CommandTable.Rows, row =>
        {
            Assert.Matches(Numbers(), row.Section);
            Layout payload = row.Request == Layout.Empty ? row.Response : row.Request;
            if (payload != Layout.Empty)
                Assert.StartsWith($"CXL r3.1 {row.Section} ", payload.Section, StringComparison.Ordinal);
        });

    [Fact]
    public void An_opcode_has_its_row_or_none()
    {
        for (int value = 0; value <= ushort.MaxValue; value++)
        {
            var opcode = new Opcode((ushort)value);
            CommandRow? expected = CommandTable.Rows.SingleOrDefault(row => row.Opcode == opcode);
            Assert.Equal(expected is not null, CommandTable.TryGet(opcode, out CommandRow row));
            Assert.Same(expected, row);
        }
    }

    [Fact]
    public void Only_an_event_notification_is_sent_by_the_device() =>
        Assert.Equal(
            [Opcode.EventNotification],
            CommandTable.Rows.Where(row => row.SentByDevice).Select(row => row.Opcode));

    [Theory]
    [InlineData(0x0001, "exactly 0")]
    [InlineData(0x0103, "4 or 5")]
    [InlineData(0x4801, "exactly 8")]
    [InlineData(0x4802, "8 + 24 x count")]
    [InlineData(0x4103, "8 + 1 x n")]
    [InlineData(0x5604, "32 + 40 x count")]
    public void The_lengths_of_a_request_are_said(ushort opcode, string lengths)
    {
        Assert.True(CommandTable.TryGet(new Opcode(opcode), out CommandRow row));
        Assert.Equal(lengths, row.RequestLength);
    }

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex Words();

    [GeneratedRegex(@"^\d+(\.\d+){3,}$")]
    private static partial Regex Numbers();
}
