using System.Text;
using System.Text.Json;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conversations.Tests;

public sealed class ConversationTests
{
    private const string HalfPair = "a name or a text holds half of a surrogate pair";

    public static TheoryData<string> Files =>
        [.. new[] { "conversations", "scenarios" }.SelectMany(folder =>
            Directory.EnumerateFiles(Repository.PathOf("fixtures", folder), "*.jsonl")
                .Select(f => Path.Combine(folder, Path.GetFileName(f))))];

    public static TheoryData<string, string> Mistakes => new()
    {
        { "{", "$: text that cannot be read at line 1, byte 2 where JSON, no deeper than 64, is expected" },
        { "[]", "line: []: an object is needed" },
        { "{}", "line.steps: absent: an array is needed" },
        { """{"steps": []}""", "line.seed: absent: an integer from 0 to 9223372036854775807 is needed" },
        {
            """{"steps": [], "seed": "0x1"}""",
            "line.seed: \"0x1\": an integer from 0 to 9223372036854775807 is needed"
        },
        { """{"steps": [], "frob": 1}""", "line.frob: 1: not a member that a first line has" },
        {
            $$"""{"steps": [], "{{new string('n', 1000)}}": 1}""",
            $"line.{new string('n', 57)}...: 1: not a member that a first line has"
        },
        {
            $$"""{"steps": [], "seed": "{{new string('n', 1000)}}"}""",
            $"line.seed: \"{new string('n', 56)}...: an integer from 0 to 9223372036854775807 is needed"
        },
        { """{"steps": [], "\ud800": 1}""", HalfPair },
        { Steps("""{"op": "\udc00", "req": "", "rc": 0, "rsp": ""}"""), HalfPair },
        { Steps("1"), "line.steps[0]: 1: an object is needed" },
        { Steps("""{"op": "4801"}"""), "line.steps[0].rc: absent: an integer from 0 to 65535 is needed" },
        {
            Steps("""{"op": "4801", "rc": "0x1"}"""),
            "line.steps[0].rc: \"0x1\": an integer from 0 to 65535 is needed"
        },
        {
            Steps("""{"op": "48", "req": "", "rc": 0, "rsp": ""}"""),
            "line.steps[0].op: \"48\": four hexadecimal digits are needed"
        },
        { Steps("""{"op": "4801", "req": "", "rc": 0}"""), "line.steps[0].rsp: absent: text is needed" },
        {
            Steps("""{"op": "4801", "req": "0", "rc": 0, "rsp": ""}"""),
            "line.steps[0].req: \"0\": hexadecimal digits are needed, two for each byte"
        },
        {
            Steps("""{"fm": "4801", "host": 1, "req": "", "rc": 0, "rsp": ""}"""),
            "line.steps[0].host: 1: not a member that this step has"
        },
        { Steps("""{"qmp": "set"}"""), "line.steps[0].qmp: \"set\": not one of add, release" },
        {
            Steps("""{"qmp": "add", "args": {}, "region": 0, "extents": [[0]], "error": null}"""),
            "line.steps[0].extents[0]: [0]: [offset, length] in bytes is needed"
        },
        {
            Steps("""{"qmp": "add", "args": {}, "region": 0, "extents": [[0, 1], [0, -1]], "error": null}"""),
            "line.steps[0].extents[1][1]: -1: an integer from 0 to 18446744073709551615 is needed"
        },
        {
            Steps("""{"qmp": "add", "args": {"policy": "tag-based"}, "region": 0, "extents": [], "error": null}"""),
            "line.steps[0].args.policy: \"tag-based\": "
                + "not one of free, contiguous, prescriptive, enable-shared-access"
        },
        { Steps("""{"wait": -1}"""), "line.steps[0].wait: -1: an integer from 0 to 1000000000 is needed" },
        { Steps("""{"faults": 7}"""), "line.steps[0].faults: 7: an object is needed" },
        { Steps("""{"faults": {"faults": [1]}}"""), "line.steps[0].faults.faults[0]: 1: an object is needed" },
        {
            Steps("""{"faults": {"faults": [], "frob": 1}}"""),
            "line.steps[0].faults.frob: 1: not a member that a scenario has"
        },
        {
            Steps("""{"inject": {"fault": "cut", "bytes": 1}, "fm": true}"""),
            "line.steps[0].inject.fault: \"cut\": "
                + "cannot happen at once: it needs a command, record or interrupt to happen to"
        },
        {
            Steps("""{"inject": {"fault": "reset"}}"""),
            "line.steps[0].host: absent: an integer from 0 to 65535 is needed"
        },
        {
            Steps("""{"fired": "x", "fault": "cut", "at": "y", "host": -1}"""),
            "line.steps[0].host: -1: an integer from 0 to 65535 is needed"
        },
        {
            Steps("""{"op": "4801", "req": "", "rc": 0, "rsp": "", "sent": {"soon": true}}"""),
            "line.steps[0].sent.soon: true: not a member that this step has"
        },
        {
            Steps("""{"op": "4801", "req": "", "rc": 0, "rsp": "", "vendor": 65536}"""),
            "line.steps[0].vendor: 65536: an integer from 0 to 65535 is needed"
        },
    };

    private static string Steps(string step) => $$"""{"steps": [{{step}}], "seed": 1}""";

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_read_is_written(string name)
    {
        string file = Repository.PathOf("fixtures", name);
        byte[] content = File.ReadAllBytes(file);

        // The older form is written in the present one, from which it is read as it was.
        byte[] written = WrittenAgain(content);
        string[] expected = File.ReadLines(file).First().StartsWith("{\"conversation\"", StringComparison.Ordinal)
            ? File.ReadAllLines(file)
            : Encoding.UTF8.GetString(written).TrimEnd('\n').Split('\n');
        Assert.Equal(Texts(content), Texts(written));
        using var output = new MemoryStream(WrittenAgain(written));
        string[] actual = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal(expected.Length + 1, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            using var left = JsonDocument.Parse(expected[i]);
            using var right = JsonDocument.Parse(actual[i]);
            Assert.True(JsonElement.DeepEquals(left.RootElement, right.RootElement), $"line {i + 1}");
        }
    }

    private static byte[] WrittenAgain(byte[] file)
    {
        using var output = new MemoryStream();
        foreach (Conversation conversation in ConversationFile.Read(new MemoryStream(file)))
            ConversationFile.Write(output, conversation);
        return output.ToArray();
    }

    private static IEnumerable<string> Texts(byte[] file) => ConversationFile.Read(new MemoryStream(file)).SelectMany(
        conversation => conversation.Steps.Select(
            step => $"{conversation.Seed} {conversation.Device}: {Request(step)} {step} -> {step.Reply}"));

    private static string Request(ConversationStep step) =>
        step is CciStep command ? Hex.Text(command.Request.Span) : "";

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_its_line(string line, string message)
    {
        Conversation[] Read() => [.. ConversationFile.Read(Bytes($"\n{line}\n"))];
        ConversationFormatException e = Assert.Throws<ConversationFormatException>(Read);
        Assert.Equal($"line 2: {message}", e.Message);
        Assert.Equal(2, e.Line);
    }

    [Theory]
    [InlineData("1", "step: 1: an object is needed")]
    [InlineData("{}", "step.rc: absent: an integer from 0 to 65535 is needed")]
    [InlineData("""{"\udc00": 1}""", HalfPair)]
    [InlineData("""{"control": "quit", "arguments": {"a": "\udc00"}}""", HalfPair)]
    [InlineData("""{"control": "quit"}""", "step.arguments: absent: an object is needed")]
    [InlineData("""{"reset": "all"}""", "step.reset: \"all\": not one of hosts, function-level, function, power-on")]
    [InlineData("""{"event": "warning", "fm": true, "record": "00"}""", "step.record: \"00\": 128 bytes are needed")]
    [InlineData("""{"connect": "stream"}""", "step.host: absent: an integer from 0 to 65535 is needed")]
    [InlineData(
        """{"noted": "tag", "via": "stream", "host": 0, "of": "4000", "what": "tag 5"}""",
        "step.noted: \"tag\": not one of tags-overlap, tag-reused, response, written-while-running, "
            + "status-while-running, background-told")]
    [InlineData("""{"noted": "response", "via": "stream", "of": "0106"}""", "step.what: absent: text is needed")]
    [InlineData("""{"conversation": 3}""", "line.conversation: 3: an integer from 0 to 2 is needed")]
    [InlineData("""{"conversation": 2, "device": {"hosts": 0}}""", "line.device: hosts: 0: not between 1 and 64")]
    [InlineData("""{"conversation": 2, "device": 7}""", "line.device: 7: text is needed")]
    public void A_mistake_behind_the_first_line_is_named_with_its_line(string line, string message)
    {
        Conversation[] Read() => [.. ConversationFile.Read(Bytes($"{{\"conversation\": 2}}\n{line}\n"))];
        ConversationFormatException e = Assert.Throws<ConversationFormatException>(Read);
        Assert.Equal($"line 2: {message}", e.Message);
    }

    [Fact]
    public void Every_step_about_faults_is_read_and_written()
    {
        const string sent =
            """{"lost":true,"late_ms":5,"others_pass":true,"tag":9,"twice":true,"cut":3}""";
        const string line = $$$"""
            {"conversation":2}
            {"faults":{"faults":[]}}
            {"faults":null}
            {"inject":{"fault":"reset"},"host":1,"error":null}
            {"inject":{"fault":"change_list"},"fm":true,"error":"no"}
            {"wait":5}
            {"fired":"a","fault":"cut","at":"b","fm":true}
            {"op":"0001","name":"Identify","req":"","rc":0,"rsp":"","vendor":7,"sent":{{{sent}}}}

            """;
        using var output = new MemoryStream();
        foreach (Conversation conversation in ConversationFile.Read(Bytes(line)))
            ConversationFile.Write(output, conversation);
        Assert.Equal(line, Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void A_line_has_a_longest_length_whether_it_ends_or_not()
    {
        foreach (string end in new[] { "", "\n" })
        {
            Conversation[] Read() =>
                [.. ConversationFile.Read(Bytes(new string(' ', ConversationFile.MaximumLine + 1) + end))];
            Assert.Equal("line 1: more than 64 MiB", Assert.Throws<ConversationFormatException>(Read).Message);
        }

        Assert.Empty(ConversationFile.Read(Bytes(new string(' ', ConversationFile.MaximumLine))));
    }

    [Fact]
    public void A_line_is_read_however_it_arrives()
    {
        const string line = """{"seed": 7, "steps": [{"op": "4802", "req": "0000000000000000", "crash": true}]}""";
        foreach (string text in new[] { line, $"{line}\n", $"{line}\r\n\n" })
        {
            Conversation read = Assert.Single(ConversationFile.Read(new OneByteStream(Encoding.UTF8.GetBytes(text))));
            HostStep step = Assert.IsType<HostStep>(Assert.Single(read.Steps));
            Assert.Equal((7, Opcode.AddDynamicCapacityResponse), (read.Seed, step.Opcode));
            Assert.Null(step.Reply);
        }
    }

    [Theory]
    [InlineData("host id is too large", "host id is too large: 2 is given, 1 is the last", true)]
    [InlineData("host id is too large: 2 is given, 1 is the last", "host id is too large", true)]
    [InlineData("host id is too large", "host id is too large", true)]
    [InlineData(null, null, true)]
    [InlineData("host id is too large", "region id is too large: 2 is given, 1 is the last", false)]
    [InlineData("host id is too large", "host id is too large, 2 is given", false)]
    [InlineData("host id is too large: 2 is given", "host id is too large: 3 is given", false)]
    [InlineData("host id is too large", null, false)]
    [InlineData(null, "host id is too large: 2 is given", false)]
    [InlineData("", "host id is too large", false)]
    public void An_error_is_the_same_when_one_goes_on_after_the_other(string? recorded, string? answered, bool isSame)
    {
        var step = new ControlStep("cxl-add-dynamic-capacity", "{}");
        FieldDifference[] wanted = isSame
            ? [] : [new FieldDifference("error", null, Quoted(recorded), Quoted(answered))];
        Assert.Equal(
            wanted,
            ConversationReplay.Compare(step, new StepReply.Control(recorded), new StepReply.Control(answered)));

        static string Quoted(string? error) => error is null ? "success" : $"\"{error}\"";
    }

    [Fact]
    public async Task Answers_are_compared_by_return_code_then_by_field()
    {
        Opcode list = Opcode.GetDynamicCapacityExtentList;
        HostStep Step(string response) => new(null, list, new byte[8]) { Reply = Cci(0, response) };
        string empty = Convert.ToHexString(new byte[16]);
        var conversation = new Conversation(0,
        [
            Step(empty),
            Step("00000000 00000000 01000000 00000000"),
            Step(empty),
            Step("00000000 00000000 02000000 00000000"),
            new HostStep(null, Opcode.GetLog, default) { Reply = Cci(0, "00") },
            new HostStep(null, list, new byte[8]),
            new HostStep(1, list, new byte[8]) { Reply = Cci(0, empty) },
        ]);
        var replies = new Queue<StepReply?>(
            [Cci(0, empty), Cci(0, empty), Cci(2, ""), Cci(0, empty), Cci(0, "01"), Cci(0, empty), null]);
        var totals = new ReplayTotals();
        var verdicts = new List<StepVerdict>();
        await foreach (StepOutcome outcome in ConversationReplay.PlayAsync(
            conversation, 1, (_, _) => ValueTask.FromResult(replies.Dequeue()), TestContext.Current.CancellationToken))
        {
            totals.Add(outcome);
            verdicts.Add(outcome.Verdict);
        }

        Assert.Equal(
            [
                StepVerdict.Identical, StepVerdict.Different, StepVerdict.Different, StepVerdict.Different,
                StepVerdict.Answered, StepVerdict.Answered, StepVerdict.NotCarriedOver,
            ],
            verdicts);
        Assert.Equal(
            ["generation 2: generation, byte 20 (payload byte 8): 1 | 0",
                "return_code 1: return_code, byte 8: Success (00h) | Invalid Input (02h)"],
            totals.Kinds.Select(k => $"{k.Field} {k.Steps}: {k.Difference}"));
        Assert.Equal((7, 1, 3), (totals.Steps, totals[StepVerdict.Identical], totals[StepVerdict.Different]));
    }

    [Fact]
    public async Task Differences_of_one_field_in_several_records_are_one_kind()
    {
        byte[] recorded = new byte[16 + 80];
        recorded[0] = recorded[4] = 2;
        byte[] now = [.. recorded];
        now[16 + 8] = now[16 + 40 + 8] = 1;
        var step = new HostStep(null, Opcode.GetDynamicCapacityExtentList, new byte[8])
        {
            Reply = new StepReply.Cci(ReturnCode.Success, recorded),
        };
        var totals = new ReplayTotals();
        await foreach (StepOutcome outcome in ConversationReplay.PlayAsync(
            new Conversation(0, [step, step]),
            1,
            (_, _) => ValueTask.FromResult<StepReply?>(new StepReply.Cci(ReturnCode.Success, now)),
            TestContext.Current.CancellationToken))
        {
            totals.Add(outcome);
        }

        DifferenceKind kind = Assert.Single(totals.Kinds);
        Assert.Equal(
            ("Get Dynamic Capacity Extent List (4801h)", "extents[].length", "extents[0].length", (int?)36, 2),
            (kind.Asked, kind.Field, kind.Difference.Path, kind.Difference.Offset, kind.Steps));
    }

    private static StepReply.Cci Cci(ushort code, string payload) => new(new ReturnCode(code), Hex.Bytes(payload));

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}
