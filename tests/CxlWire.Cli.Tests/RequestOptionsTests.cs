using System.CommandLine;
using CxlWire.Cli.Commands;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Cli.Tests;

public sealed class RequestOptionsTests
{
    [Theory]
    [InlineData("identify", "")]
    [InlineData("get-event-records", "00")]
    [InlineData("get-event-records --log 4", "04")]
    [InlineData("get-event-records --log dynamic-capacity", "04")]
    [InlineData("clear-event-records --clear-all", "00 01 00 000000")]
    [InlineData("clear-event-records --log 0x4 --handle 1 --handle 0x102", "04 00 02 000000 0100 0201")]
    [InlineData("set-event-interrupt-policy", "00000000")]
    [InlineData("set-event-interrupt-policy --dynamic-capacity mode=firmware,message-number=3", "00000000 32")]
    [InlineData("set-mctp-event-interrupt-policy --dynamic-capacity --warning", "1200")]
    [InlineData("set-timestamp --timestamp 18446744073709551615", "ffffffffffffffff")]
    [InlineData("get-log --offset 4 --length 8", "0da9c0b5bf414b788f7996b1623b3f17 04000000 08000000")]
    [InlineData(
        "get-log --log-identifier 01020304-0506-0708-090a-0b0c0d0e0f10",
        "0102030405060708090a0b0c0d0e0f10 00000000 00000000")]
    [InlineData("get-dc-configuration", "08 00")]
    [InlineData("get-dc-configuration --region-count 1 --start-index 2", "01 02")]
    [InlineData("get-dc-extent-list", "ffffffff 00000000")]
    [InlineData("get-dc-extent-list --start 1 --count 10", "0a000000 01000000")]
    [InlineData("add-dc-response", "00000000 00 000000")]
    [InlineData(
        "add-dc-response --more --extent start_dpa=0x10000000,length=134217728 --extent length=1",
        "02000000 01 000000 0000001000000000 0000000800000000 0000000000000000 0000000000000000 0100000000000000 "
        + "0000000000000000")]
    public void Fields_are_options(string commandLine, string payload)
    {
        string[] words = commandLine.Split(' ');
        CommandRow row = CommandTable.Rows.Single(r => r.CommandName == words[0]);
        var options = new RequestOptions(row.Request);
        var command = new RootCommand();
        foreach (Option option in options.Options)
            command.Add(option);
        ParseResult result = command.Parse(words[1..]);
        Assert.Empty(result.Errors);
        Assert.Equal(Hex.Text(Hex.Bytes(payload)), Hex.Text(options.Encode(result)));
    }

    [Fact]
    public void Every_request_can_be_sent_without_options()
    {
        foreach (CommandRow row in CommandTable.Rows)
        {
            var options = new RequestOptions(row.Request);
            var command = new RootCommand();
            foreach (Option option in options.Options)
                command.Add(option);
            Assert.True(row.Request.TryCheck(options.Encode(command.Parse([])), out _), row.CommandName);
        }
    }
}
