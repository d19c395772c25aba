using System.Text;
using System.Text.Json;
using CxlWire.Control.Json;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Control.Tests;

/// <summary>Input that is no JSON: one error, and the next command is answered.</summary>
public sealed class BadInputTests
{
    private const string StatusReply = """{"return": {"running": true, "status": "running"}}""";

    private readonly CxlDevice _device = new(DeviceConfiguration.Default);

    [Theory]
    [InlineData("{\"execute\": }", "JSON parse error, line 1, byte 13: ")]
    [InlineData("{\n\"execute\": foo\n}", "JSON parse error, line 2, byte 13: ")]
    [InlineData("{'execute': 'query-status'}", "JSON parse error, line 1, byte 2: ")]
    [InlineData("{\"a\": 1,}", "JSON parse error, line 1, byte 9: ")]
    [InlineData("{\"a\": 1 /* no */}", "JSON parse error, line 1, byte 9: ")]
    [InlineData("{\"a\": 01}", "JSON parse error, line 1, byte 8: ")]
    [InlineData("{\"a\": 1, \"a\": 2}", "JSON parse error, duplicate key")]
    [InlineData(
        "{\"execute\": \"query-status\", \"arguments\": {\"\\u0061\": 1, \"a\": 2}}",
        "JSON parse error, duplicate key")]
    [InlineData("{\"a\": \"\\x\"}", "JSON parse error, line 1, byte 9: ")]
    [InlineData("{\"a\": \"\\ud800\"}", "JSON parse error, byte 6: half of a surrogate pair")]
    [InlineData("{\"\\udc00\": 1}", "JSON parse error, byte 1: half of a surrogate pair")]
    [InlineData("{]", "JSON parse error, line 1, byte 2: ")]
    [InlineData("GET / HTTP/1.1", "JSON parse error, line 1, byte 1: ")]
    [InlineData("{\"a\": \"", "JSON parse error, stray byte 0x0a")]
    public async Task Text_that_is_no_json(string input, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string reply = await peer.AskAsync(input);
        Assert.StartsWith(
            $$$"""{"error": {"class": "GenericError", "desc": "{{{description}}}""", reply, StringComparison.Ordinal);
        JsonDocument.Parse(reply).Dispose();
        Assert.Equal(StatusReply, await peer.AskAsync("query-status", "{}"));
    }

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF8 })]
    public async Task Text_that_is_no_utf8(byte[] bytes)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await peer.WriteAsync((byte[])[.. "{\"execute\": \""u8, .. bytes, .. "\"}\n"u8]);
        Assert.Equal(Refusal.Of("JSON parse error, invalid UTF-8"), await peer.ReadAsync());
        Assert.Equal(StatusReply, await peer.AskAsync("query-status", "{}"));
    }

    [Fact]
    public async Task A_broken_object_costs_nothing_of_what_follows_it_on_its_line()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await peer.WriteAsync("""{"execute": {"a": x}}{"execute": "query-status"}""");
        Assert.Contains("JSON parse error", await peer.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(StatusReply, await peer.ReadAsync());
    }

    [Fact]
    public async Task Too_deep_and_too_long()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string id = new string('[', 63) + new string(']', 63);
        Assert.EndsWith(
            $"\"id\": {id}}}", await peer.AskAsync($$"""{"execute": "query-status", "id": {{id}}}"""),
            StringComparison.Ordinal);
        Assert.Equal(
            Refusal.Of("JSON nesting depth limit exceeded"),
            await peer.AskAsync($$"""{"execute": "query-status", "id": [{{id}}]}"""));
        string text = new('x', 16 << 20);
        Assert.Equal(
            Refusal.Of("JSON token size limit exceeded"),
            await peer.AskAsync($$"""{"execute": "query-status", "id": "{{text}}"}"""));
        Assert.Equal(StatusReply, await peer.AskAsync("query-status", "{}"));
    }

    [Fact]
    public async Task Too_many_tokens()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);

        // With the brackets, colons and commas of the rest of the message there are as many as there may be.
        string id = $"[{string.Join(',', Enumerable.Repeat(1, QmpFramer.MaximumTokens - 6))}]";
        Assert.Equal(
            Refusal.Of("QMP input member 'id' is longer than 4096 bytes"),
            await peer.AskAsync($$"""{"execute": "query-status", "id": {{id}}}"""));
        Assert.Equal(
            Refusal.Of("JSON token count limit exceeded"),
            await peer.AskAsync($$"""{"execute": "query-status", "id": {{id[..^1]}},1]}"""));
        Assert.Equal(StatusReply, await peer.AskAsync("query-status", "{}"));
    }

    [Fact]
    public async Task A_reply_repeats_an_id_of_4096_bytes_and_no_longer_one()
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        string id = $"\"{new string('x', 4094)}\"";
        Assert.EndsWith(
            $"\"id\": {id}}}", await peer.AskAsync($$"""{"execute": "query-status", "id": {{id}}}"""),
            StringComparison.Ordinal);
        Assert.Equal(
            Refusal.Of("QMP input member 'id' is longer than 4096 bytes"),
            await peer.AskAsync($$"""{"execute": "query-status", "id": {{id[..^1]}}x"}"""));
        Assert.Equal(StatusReply, await peer.AskAsync("query-status", "{}"));
    }

    [Fact]
    public async Task Long_messages_beyond_the_limit_of_all_sessions_are_refused_and_short_ones_are_not()
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        string blanks = new(' ', QmpFramer.KeptBuffer);
        string request = $$"""{"execute": {{blanks}}"query-status"}""";
        Assert.True(server.LongMessages.TryTake(QmpServer.MaximumLongMessages - (2 * QmpFramer.KeptBuffer) + 1));
        Assert.Equal(
            Refusal.Of("too many long messages are being read, from all sessions together"),
            await peer.AskAsync(request));
        Assert.Equal(StatusReply, await peer.AskAsync("query-status", "{}"));
        server.LongMessages.Return(1);
        Assert.Equal(StatusReply, await peer.AskAsync(request));
        Assert.Equal(QmpServer.MaximumLongMessages - (2 * QmpFramer.KeptBuffer), server.LongMessages.Taken);
    }

    [Fact]
    public async Task A_session_that_ends_inside_a_long_message_keeps_nothing_of_it()
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        await peer.WriteAsync("{\"execute\": " + new string(' ', QmpFramer.KeptBuffer));
        while (server.LongMessages.Taken == 0)
            await Task.Yield();
        Assert.Equal(2 * QmpFramer.KeptBuffer, server.LongMessages.Taken);
        await peer.EndServerAsync();
        await peer.WaitForEndAsync();
        Assert.Equal(0, server.LongMessages.Taken);
    }

    [Theory]
    [InlineData("{\"execute\": \"query-status\"", "JSON parse error, the input ends inside a message")]
    [InlineData("12", "QMP input must be a JSON object: 12 is given")]
    public async Task Input_that_ends_inside_a_message_is_answered(string input, string description)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        await peer.WriteAsync(input);
        peer.EndInput();
        Assert.Equal(Refusal.Of(description), await peer.ReadAsync());
        await peer.WaitForEndAsync();
    }

    [Fact]
    public async Task A_vanished_peer_ends_only_its_session()
    {
        using var server = new QmpServer([_device]);
        await using QmpPeer peer = await QmpPeer.OpenAsync(server);
        await using QmpPeer other = await QmpPeer.OpenAsync(server);
        await peer.Replies.CompleteAsync();
        await peer.WriteAsync("""{"execute": "query-status"}""");
        await peer.WaitForEndAsync();
        Assert.Equal(StatusReply, await other.AskAsync("query-status", "{}"));
    }

    [Fact]
    public void Any_bytes_leave_a_session_that_answers()
    {
        Gen<(byte[], int)> any = Noise.Bytes.Zip(Gen.Choose(1, 60));
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                AnswersAfterAsync(t.Item1, t.Item2).GetAwaiter().GetResult();
                return true;
            }),
            1000);
    }

    [Fact]
    public void Any_id_comes_back_in_ascii_with_the_same_meaning()
    {
        Gen<string> text =
            Gen.Frequency((4, Gen.Choose(0, 0xFFFF)), (4, Gen.Choose(0x20, 0x7E)), (1, Gen.Choose(0x10000, 0x10FFFF)))
            .Where(rune => Rune.IsValid(rune)).Select(rune => new Rune(rune).ToString()).ListOf().Select(string.Concat);
        Seeded.Check(
            Prop.ForAll(text.ToArbitrary(), id =>
            {
                string reply = AskAfreshAsync($$"""{"execute": "x", "id": {{JsonSerializer.Serialize(id)}}}""")
                    .GetAwaiter().GetResult();
                Assert.True(Ascii.IsValid(reply));
                using var answer = JsonDocument.Parse(reply);
                return answer.RootElement.GetProperty("id").GetString() == id;
            }),
            1000);
    }

    private async Task<string> AskAfreshAsync(string request)
    {
        await using QmpPeer peer = await QmpPeer.OpenAsync(_device);
        return await peer.AskAsync(request);
    }

    private static async Task AnswersAfterAsync(byte[] noise, int chunk)
    {
        using var server = new QmpServer([new CxlDevice(DeviceConfiguration.Default)]);
        await using QmpPeer peer = QmpPeer.Connect(server);
        for (int at = 0; at < noise.Length; at += Math.Min(chunk, noise.Length - at))
            await peer.WriteAsync(noise.AsMemory(at, Math.Min(chunk, noise.Length - at)));
        await peer.WriteAsync((byte[])[0xFF, (byte)'\n', .. "{\"execute\": \"query-status\", \"id\": \"the end\"}"u8]);
        string line;
        do
        {
            line = await peer.ReadAsync();
            JsonDocument.Parse(line).Dispose();
        }
        while (!line.Contains("\"id\": \"the end\"", StringComparison.Ordinal));
    }
}
