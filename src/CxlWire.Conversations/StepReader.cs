using System.Text.Json;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using static CxlWire.Conversations.StepJson;

namespace CxlWire.Conversations;

/// <summary>Makes steps of JSON; what is wrong is a <see cref="FormatException"/> that names the place.</summary>
internal static class StepReader
{
    // Milliseconds: 256 faults may delay the same reply, by an hour each.
    private const ulong MaxWait = 1_000_000_000;

    private static readonly string[] _commandMembers =
        ["name", "via", "req", "oversized", "rc", "result", "rsp", "vendor", "sent", "refused", "crash", "time"];


    /// <summary>Reads a step.</summary>
    /// <param name="step">Its JSON.</param>
    /// <param name="path">Where it stands.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static ConversationStep Read(JsonElement step, string path)
    {
        if (step.ValueKind != JsonValueKind.Object)
            throw Wrong(path, "an object is expected");
        ConversationStep read = ReadUntimed(step, path);
        return step.TryGetProperty("time", out _)
            ? read with { Time = (long)Number(step, path, "time", long.MaxValue) }
            : read;
    }

    private static ConversationStep ReadUntimed(JsonElement step, string path)
    {
        bool crash = Flag(step, path, "crash");
        if (step.TryGetProperty("qmp", out _))
            return Capacity(step, path, crash);
        if (step.TryGetProperty("control", out _))
            return Control(step, path, crash);
        if (step.TryGetProperty("reset", out _))
            return Reset(step, path);
        if (step.TryGetProperty("event", out _))
            return Event(step, path);
        if (step.TryGetProperty("labels", out _))
        {
            Check(step, path, "labels");
            return new LabelsStep(Bytes(step, path, "labels")) { Reply = new StepReply.Control(null) };
        }

        if (step.TryGetProperty("connect", out _) || step.TryGetProperty("disconnect", out _))
            return Peer(step, path);
        if (step.TryGetProperty("faults", out JsonElement faults))
            return Faults(step, path, faults);
        if (step.TryGetProperty("inject", out JsonElement inject))
            return Inject(step, path, inject);
        if (step.TryGetProperty("fired", out _))
            return Fired(step, path);
        if (step.TryGetProperty("wait", out _))
        {
            Check(step, path, "wait", "time");
            return new WaitStep(TimeSpan.FromMilliseconds((long)Number(step, path, "wait", MaxWait)))
            {
                Reply = new StepReply.Control(null),
            };
        }

        return Cci(step, path, crash);
    }

    private static CciStep Cci(JsonElement step, string path, bool crash)
    {
        StepReply? reply = crash ? null : new StepReply.Cci(
            new ReturnCode((ushort)Number(step, path, "rc", ushort.MaxValue)), Bytes(step, path, "rsp"))
        {
            VendorStatus = (ushort)OptionalNumber(step, path, "vendor", ushort.MaxValue),
            Fault = step.TryGetProperty("sent", out JsonElement sent) ? Sent(sent, $"{path}.sent") : null,
            Refusal = step.TryGetProperty("refused", out JsonElement why) ? Refusal(why, $"{path}.refused") : null,
        };
        if (step.TryGetProperty("fm", out _))
        {
            Check(step, path, [.. _commandMembers, "fm"]);
            var manager = new FabricManagerStep(Opcode(step, path, "fm"), Bytes(step, path, "req")) { Reply = reply };
            return Routed(manager, step, path);
        }

        Check(step, path, [.. _commandMembers, "host", "op"]);
        int? host = step.TryGetProperty("host", out _) ? (int)Number(step, path, "host", ushort.MaxValue) : null;
        var command = new HostStep(host, Opcode(step, path, "op"), Bytes(step, path, "req")) { Reply = reply };
        return Routed(command, step, path);
    }

    // "name" and "result" are for people.
    private static CciStep Routed(CciStep command, JsonElement step, string path) => command with
    {
        Route = step.TryGetProperty("via", out _)
            ? StepNames.RouteOf(OneOf(step, path, "via", StepNames.Routes))
            : null,
        OversizedLength = (uint)OptionalNumber(step, path, "oversized", uint.MaxValue),
    };

    private static StepRefusal Refusal(JsonElement refused, string path)
    {
        Check(refused, path, "rule", "field", "byte");
        return new StepRefusal(
            refused.TryGetProperty("rule", out _) ? Text(refused, path, "rule") : null,
            Text(refused, path, "field"),
            (int)Number(refused, path, "byte", int.MaxValue));
    }

    private static ControlStep Control(JsonElement step, string path, bool crash)
    {
        Check(step, path, "control", "arguments", "returned", "error", "class", "crash", "time");
        JsonElement arguments = Member(step, path, "arguments", JsonValueKind.Object);
        bool isError = step.TryGetProperty("error", out _);
        return new ControlStep(Text(step, path, "control"), Compact(arguments))
        {
            Reply = crash ? null : new StepReply.Control(isError ? Text(step, path, "error") : null)
            {
                ErrorClass = isError && step.TryGetProperty("class", out _) ? Text(step, path, "class") : null,
                Returned = step.TryGetProperty("returned", out JsonElement returned) ? Compact(returned) : null,
            },
        };
    }

    private static ResetStep Reset(JsonElement step, string path)
    {
        Check(step, path, "reset", "host", "time");
        ResetKind? function = StepNames.FunctionOf(OneOf(step, path, "reset", StepNames.Resets));
        int? host = function is null ? null : (int)Number(step, path, "host", ushort.MaxValue);
        return new ResetStep(function, host) { Reply = new StepReply.Control(null) };
    }

    private static EventStep Event(JsonElement step, string path)
    {
        Check(step, path, "event", "host", "fm", "record", "time");
        byte[] record = Bytes(step, path, "record");
        return record.Length == EventRecord.Size
            ? new EventStep(
                HostOrManager(step, path), StepNames.LogOf(OneOf(step, path, "event", StepNames.Logs)), record)
            {
                Reply = new StepReply.Control(null),
            }
            : throw Wrong($"{path}.record", $"{EventRecord.Size} bytes are expected");
    }

    private static PeerStep Peer(JsonElement step, string path)
    {
        Check(step, path, "connect", "disconnect", "host", "fm", "peer");
        bool isThere = step.TryGetProperty("connect", out _);
        CommandRoute route = StepNames.RouteOf(OneOf(step, path, isThere ? "connect" : "disconnect", StepNames.Routes));
        int? host = route == CommandRoute.Control ? null : HostOrManager(step, path);
        return new PeerStep(isThere, route, host, step.TryGetProperty("peer", out _) ? Text(step, path, "peer") : null)
        {
            Reply = new StepReply.Control(null),
        };
    }

    private static FaultsStep Faults(JsonElement step, string path, JsonElement scenario)
    {
        Check(step, path, "faults", "time");
        bool isNone = scenario.ValueKind == JsonValueKind.Null;
        return new FaultsStep(isNone ? null : Parse($"{path}.faults", scenario, FaultScenarioFile.Parse))
        {
            Reply = new StepReply.Control(null),
        };
    }

    private static InjectStep Inject(JsonElement step, string path, JsonElement fault)
    {
        Check(step, path, "inject", "host", "fm", "error", "time");
        return new InjectStep(
            HostOrManager(step, path), Parse($"{path}.inject", fault, FaultScenarioFile.ParseImmediate))
        {
            Reply = new StepReply.Control(step.TryGetProperty("error", out _) ? Error(step, path) : null),
        };
    }

    private static FiredStep Fired(JsonElement step, string path)
    {
        Check(step, path, "fired", "fault", "at", "host", "fm");
        var fault = new FiredFault(
            Text(step, path, "fired"), Text(step, path, "fault"), HostOrManager(step, path), Text(step, path, "at"));
        return new FiredStep { Reply = new StepReply.Fired(fault) };
    }

    private static int? HostOrManager(JsonElement step, string path) =>
        Flag(step, path, "fm") ? null : (int)Number(step, path, "host", ushort.MaxValue);

    private static T Parse<T>(string path, JsonElement json, Func<JsonElement, T> parse)
    {
        try
        {
            return parse(json);
        }
        catch (JsonFileException e)
        {
            throw Wrong(path, e.Message);
        }
    }

    private static ReplyFault Sent(JsonElement sent, string path)
    {
        Check(sent, path, "lost", "late_ms", "others_pass", "tag", "twice", "cut");
        return new ReplyFault
        {
            IsLost = Flag(sent, path, "lost"),
            Delay = TimeSpan.FromMilliseconds((long)OptionalNumber(sent, path, "late_ms", MaxWait)),
            OthersPass = Flag(sent, path, "others_pass"),
            TagOffset = (byte)OptionalNumber(sent, path, "tag", byte.MaxValue),
            IsRepeated = Flag(sent, path, "twice"),
            CutAfter = sent.TryGetProperty("cut", out _) ? (int)Number(sent, path, "cut", int.MaxValue) : null,
        };
    }

    private static CapacityStep Capacity(JsonElement step, string path, bool crash)
    {
        Check(step, path, "qmp", "region", "extents", "args", "error", "crash", "time");
        bool isAdd = OneOf(step, path, "qmp", ["add", "release"]) == "add";
        JsonElement args = Member(step, path, "args", JsonValueKind.Object);
        string argsPath = $"{path}.args";
        Check(args, argsPath, "host-id", "tag", "policy", "length", "forced-removal", "sanitize-on-release");
        var control = new CapacityStep
        {
            IsAdd = isAdd,
            Region = (byte)Number(step, path, "region", byte.MaxValue),
            Extents = Extents(Member(step, path, "extents", JsonValueKind.Array), $"{path}.extents"),
            HostId = args.TryGetProperty("host-id", out _)
                ? (ushort)Number(args, argsPath, "host-id", ushort.MaxValue)
                : default,
            Tag = args.TryGetProperty("tag", out _) ? Text(args, argsPath, "tag") : null,
            Length = args.TryGetProperty("length", out _) ? Number(args, argsPath, "length", ulong.MaxValue) : null,
            ForcedRemoval = Flag(args, argsPath, "forced-removal"),
            SanitizeOnRelease = Flag(args, argsPath, "sanitize-on-release"),
            Reply = crash ? null : new StepReply.Control(Error(step, path)),
        };
        if (!args.TryGetProperty("policy", out _))
            return control;
        string policy = Text(args, argsPath, "policy");
        return CapacityStep.TryParse(isAdd, policy, out _)
            ? control with { Policy = policy }
            : throw Wrong($"{argsPath}.policy", $"one of {CapacityStep.Known(isAdd)} is expected");
    }

    private static List<RegionRange> Extents(JsonElement array, string path)
    {
        var extents = new List<RegionRange>(array.GetArrayLength());
        foreach (JsonElement pair in array.EnumerateArray())
        {
            if (pair.ValueKind != JsonValueKind.Array || pair.GetArrayLength() != 2
                || !TryNumber(pair[0], ulong.MaxValue, out ulong offset)
                || !TryNumber(pair[1], ulong.MaxValue, out ulong length))
            {
                throw Wrong($"{path}[{extents.Count}]", "[offset, length] in bytes is expected");
            }

            extents.Add(new RegionRange(offset, length));
        }

        return extents;
    }

    private static string? Error(JsonElement step, string path) =>
        step.TryGetProperty("error", out JsonElement error) && error.ValueKind == JsonValueKind.Null
            ? null
            : Text(step, path, "error");
}
