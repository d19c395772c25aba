using System.Globalization;
using CxlWire.Device.Capacity;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using static CxlWire.Conversations.LineJson;

namespace CxlWire.Conversations;

/// <summary>Makes steps of JSON; what is wrong is a <see cref="JsonFileException"/>.</summary>
internal static class StepReader
{
    // Milliseconds: 256 faults may delay the same reply, by an hour each.
    private const ulong MaxWait = 1_000_000_000;

    private static readonly string[] _commandMembers =
        ["name", "via", "req", "oversized", "rc", "result", "rsp", "vendor", "sent", "refused", "crash", "time"];

    private static readonly string[] _hostMembers = [.. _commandMembers, "host", "op"];

    private static readonly string[] _managerMembers = [.. _commandMembers, "fm"];

    /// <summary>Reads a step.</summary>
    /// <param name="step">An object.</param>
    /// <param name="isPlan">Whether it is yet to be done: then nobody has to say what is answered.</param>
    /// <exception cref="JsonFileException">It is none.</exception>
    public static ConversationStep Read(JsonMember step, bool isPlan = false)
    {
        step.CheckIsObject();
        ConversationStep read = ReadUntimed(step, isPlan);
        JsonMember time = step["time"];
        return time.IsPresent ? read with { Time = (long)time.Integer(long.MaxValue) } : read;
    }

    private static ConversationStep ReadUntimed(JsonMember step, bool isPlan)
    {
        bool crash = step["crash"].Boolean(false);
        if (step["qmp"].IsPresent)
            return Capacity(step, crash, isPlan);
        if (step["control"].IsPresent)
            return Control(step, crash);
        if (step["reset"].IsPresent)
            return Reset(step);
        if (step["event"].IsPresent)
            return Event(step);
        if (step["state"].IsPresent)
        {
            step.CheckObject("state", "time");
            return new StateStep(step["state"].ObjectBytes()) { Reply = new StepReply.Control(null) };
        }

        if (step["labels"].IsPresent)
        {
            step.CheckObject("labels", "time");
            return new LabelsStep(step["labels"].Bytes()) { Reply = new StepReply.Control(null) };
        }

        if (step["poison"].IsPresent)
            return Poison(step);
        if (step["background"].IsPresent)
        {
            step.CheckObject("background", "time");
            step["background"].OneOf(["ended"]);
            return new BackgroundStep { Reply = new StepReply.Control(null) };
        }

        if (step["connect"].IsPresent || step["disconnect"].IsPresent)
            return Peer(step);
        if (step["noted"].IsPresent)
            return Note(step);
        if (step["faults"].IsPresent)
            return Faults(step);
        if (step["inject"].IsPresent)
            return Inject(step);
        if (step["fired"].IsPresent)
            return Fired(step);
        if (step["wait"].IsPresent)
        {
            step.CheckObject("wait", "time");
            return new WaitStep(TimeSpan.FromMilliseconds((long)step["wait"].Integer(MaxWait)))
            {
                Reply = new StepReply.Control(null),
            };
        }

        return Cci(step, crash, isPlan);
    }

    private static CciStep Cci(JsonMember step, bool crash, bool isPlan)
    {
        JsonMember sent = step["sent"], refused = step["refused"];
        StepReply? reply = crash || (isPlan && !step["rc"].IsPresent) ? null : new StepReply.Cci(
            new ReturnCode((ushort)step["rc"].Integer(ushort.MaxValue)),
            isPlan && !step["rsp"].IsPresent ? [] : step["rsp"].Bytes())
        {
            VendorStatus = (ushort)step["vendor"].Integer(0, ushort.MaxValue),
            Fault = sent.IsPresent ? Sent(sent) : null,
            Refusal = refused.IsPresent ? Refusal(refused) : null,
        };
        if (step["fm"].IsPresent)
        {
            step.CheckObject(_managerMembers);
            return Routed(new FabricManagerStep(OpcodeOf(step["fm"]), step["req"].Bytes()) { Reply = reply }, step);
        }

        step.CheckObject(_hostMembers);
        int? host = step["host"].IsPresent ? HostId(step) : null;
        return Routed(new HostStep(host, OpcodeOf(step["op"]), step["req"].Bytes()) { Reply = reply }, step);
    }

    // "name" and "result" are for people.
    private static CciStep Routed(CciStep command, JsonMember step) => command with
    {
        Route = step["via"].IsPresent ? StepNames.RouteOf(step["via"]) : null,
        OversizedLength = (uint)step["oversized"].Integer(0, uint.MaxValue),
    };

    private static Opcode OpcodeOf(JsonMember member) =>
        member.Text() is { Length: 4 } text
        && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)
            ? new Opcode(value)
            : throw member.Error("four hexadecimal digits are needed");

    private static StepRefusal Refusal(JsonMember refused)
    {
        refused.CheckObject("rule", "field", "byte");
        return new StepRefusal(
            refused["rule"].Text(null), refused["field"].Text(), (int)refused["byte"].Integer(int.MaxValue));
    }

    private static ControlStep Control(JsonMember step, bool crash)
    {
        step.CheckObject("control", "arguments", "returned", "error", "class", "crash", "time");
        JsonMember arguments = step["arguments"];
        arguments.CheckIsObject();
        string? error = step["error"].Text(null);
        return new ControlStep(step["control"].Text(), Compact(arguments.Element!.Value))
        {
            Reply = crash ? null : new StepReply.Control(error)
            {
                ErrorClass = error is null ? null : step["class"].Text(null),
                Returned = step["returned"].Element is { } returned ? Compact(returned) : null,
            },
        };
    }

    private static ResetStep Reset(JsonMember step)
    {
        step.CheckObject("reset", "host", "time");
        ResetKind? function = StepNames.FunctionOf(step["reset"]);
        return new ResetStep(function, function is null ? null : HostId(step))
        {
            Reply = new StepReply.Control(null),
        };
    }

    private static EventStep Event(JsonMember step)
    {
        step.CheckObject("event", "host", "fm", "record", "time");
        byte[] record = step["record"].Bytes();
        return record.Length == EventRecord.Size
            ? new EventStep(HostOrManager(step), StepNames.LogOf(step["event"]), record)
            {
                Reply = new StepReply.Control(null),
            }
            : throw step["record"].Error($"{EventRecord.Size} bytes are needed");
    }

    private static PeerStep Peer(JsonMember step)
    {
        step.CheckObject("connect", "disconnect", "host", "fm", "peer", "time");
        bool isThere = step["connect"].IsPresent;
        CommandRoute route = StepNames.RouteOf(step[isThere ? "connect" : "disconnect"]);
        int? host = route == CommandRoute.Control ? null : HostOrManager(step);
        return new PeerStep(isThere, route, host, step["peer"].Text(null)) { Reply = new StepReply.Control(null) };
    }

    private static NoteStep Note(JsonMember step)
    {
        step.CheckObject("noted", "via", "host", "of", "what", "code", "time");
        var note = new HostNote(
            StepNames.NoteOf(step["noted"]),
            OpcodeOf(step["of"]),
            step["what"].Text(),
            new ReturnCode((ushort)step["code"].Integer(0, ushort.MaxValue)));
        return new NoteStep(HostId(step), StepNames.RouteOf(step["via"]), note) { Reply = new StepReply.Control(null) };
    }

    private static FaultsStep Faults(JsonMember step)
    {
        step.CheckObject("faults", "time");
        JsonMember scenario = step["faults"];
        return new FaultsStep(scenario.IsNull ? null : FaultScenarioFile.Read(scenario))
        {
            Reply = new StepReply.Control(null),
        };
    }

    private static InjectStep Inject(JsonMember step)
    {
        step.CheckObject("inject", "host", "fm", "error", "time");
        return new InjectStep(HostOrManager(step), FaultScenarioFile.ReadImmediate(step["inject"]))
        {
            Reply = new StepReply.Control(step["error"].IsPresent ? TextOrNull(step["error"]) : null),
        };
    }

    private static PoisonStep Poison(JsonMember step)
    {
        step.CheckObject("poison", "error", "time");
        JsonMember range = step["poison"];
        return range.Array() is [var start, var length]
            ? new PoisonStep(new DpaRange(start.Integer(ulong.MaxValue), length.Integer(ulong.MaxValue)))
            {
                Reply = new StepReply.Control(step["error"].IsPresent ? TextOrNull(step["error"]) : null),
            }
            : throw range.Error("[start, length] in bytes is needed");
    }

    private static FiredStep Fired(JsonMember step)
    {
        step.CheckObject("fired", "fault", "at", "host", "fm");
        var fault = new FiredFault(
            step["fired"].Text(), step["fault"].Text(), HostOrManager(step), step["at"].Text());
        return new FiredStep { Reply = new StepReply.Fired(fault) };
    }

    private static int? HostOrManager(JsonMember step) => step["fm"].Boolean(false) ? null : HostId(step);

    private static int HostId(JsonMember step) => (int)step["host"].Integer(ushort.MaxValue);

    private static ReplyFault Sent(JsonMember sent)
    {
        sent.CheckObject("lost", "late_ms", "others_pass", "tag", "twice", "cut", "mctp", "packet");
        return new ReplyFault
        {
            IsLost = sent["lost"].Boolean(false),
            Delay = TimeSpan.FromMilliseconds((long)sent["late_ms"].Integer(0, MaxWait)),
            OthersPass = sent["others_pass"].Boolean(false),
            TagOffset = (byte)sent["tag"].Integer(0, byte.MaxValue),
            IsRepeated = sent["twice"].Boolean(false),
            CutAfter = sent["cut"].IsPresent ? (int)sent["cut"].Integer(int.MaxValue) : null,
            Mctp = !sent["mctp"].IsPresent ? null
                : MctpFault.TryParse(sent["mctp"].Text(), (int)sent["packet"].Integer(1, ushort.MaxValue), out var mctp)
                    ? mctp : throw sent["mctp"].Error("not a fault of MCTP packets"),
        };
    }

    private static CapacityStep Capacity(JsonMember step, bool crash, bool isPlan)
    {
        step.CheckObject("qmp", "region", "extents", "args", "error", "crash", "time");
        bool isAdd = step["qmp"].OneOf(["add", "release"]) == 0;
        JsonMember args = step["args"];
        if (!isPlan || args.IsPresent)
            args.CheckIsObject();
        args.CheckObject("host-id", "tag", "policy", "length", "forced-removal", "sanitize-on-release");
        var control = new CapacityStep
        {
            IsAdd = isAdd,
            Region = (byte)step["region"].Integer(byte.MaxValue),
            Extents = Extents(step["extents"]),
            HostId = (ushort)args["host-id"].Integer(0, ushort.MaxValue),
            Tag = args["tag"].Text(null),
            Length = args["length"].IsPresent ? args["length"].Integer(ulong.MaxValue) : null,
            ForcedRemoval = args["forced-removal"].Boolean(false),
            SanitizeOnRelease = args["sanitize-on-release"].Boolean(false),
            Reply = crash ? null
                : new StepReply.Control(isPlan && !step["error"].IsPresent ? null : TextOrNull(step["error"])),
        };
        JsonMember policy = args["policy"];
        if (!policy.IsPresent)
            return control;
        return CapacityStep.TryParse(isAdd, policy.Text(), out _)
            ? control with { Policy = policy.Text() }
            : throw policy.Error($"not one of {CapacityStep.Known(isAdd)}");
    }

    private static List<RegionRange> Extents(JsonMember member)
    {
        IReadOnlyList<JsonMember> pairs = member.Array();
        var extents = new List<RegionRange>(pairs.Count);
        foreach (JsonMember pair in pairs)
        {
            extents.Add(pair.Array() is [var offset, var length]
                ? new RegionRange(SizeOf(offset), SizeOf(length))
                : throw pair.Error("[offset, length] in bytes is needed"));
        }

        return extents;
    }

    /// <summary>Bytes: a number, or text with a unit, as people write it.</summary>
    private static ulong SizeOf(JsonMember member) => member.IsText ? member.Size(0) : member.Integer(ulong.MaxValue);

    private static string? TextOrNull(JsonMember member) => member.IsNull ? null : member.Text();
}
