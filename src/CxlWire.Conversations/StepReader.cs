using System.Globalization;
using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>
/// Makes a conversation of one line's JSON; what is wrong is a <see cref="FormatException"/> that names the place.
/// </summary>
internal sealed class StepReader(JsonElement root)
{
    // Milliseconds: 256 faults may delay the same reply, by an hour each.
    private const ulong LongestWait = 1_000_000_000;

    private static readonly string[] _addPolicies = ["free", "contiguous", "prescriptive", "enable-shared-access"];
    private static readonly string[] _releasePolicies = ["tag-based", "prescriptive"];

    public Conversation Conversation()
    {
        Check(root, "line", "device", "seed", "steps");
        JsonElement steps = Member(root, "line", "steps", JsonValueKind.Array);
        var list = new List<ConversationStep>(steps.GetArrayLength());
        foreach (JsonElement step in steps.EnumerateArray())
            list.Add(Step(step, $"steps[{list.Count}]"));
        return new Conversation((long)Number(root, "line", "seed", long.MaxValue), list)
        {
            Device = root.TryGetProperty("device", out _) ? Text(root, "line", "device") : null,
        };
    }

    private static ConversationStep Step(JsonElement step, string path)
    {
        if (step.ValueKind != JsonValueKind.Object)
            throw Wrong(path, "an object is expected");
        bool crash = Flag(step, path, "crash");
        if (step.TryGetProperty("qmp", out _))
            return Control(step, path, crash);
        if (step.TryGetProperty("faults", out JsonElement faults))
            return Faults(step, path, faults);
        if (step.TryGetProperty("inject", out JsonElement inject))
            return Inject(step, path, inject);
        if (step.TryGetProperty("fired", out _))
            return Fired(step, path);
        if (step.TryGetProperty("wait", out _))
        {
            Check(step, path, "wait");
            return new WaitStep(TimeSpan.FromMilliseconds((long)Number(step, path, "wait", LongestWait))) { Reply = new StepReply.Control(null) };
        }

        StepReply? reply = crash ? null : new StepReply.Cci(
            new ReturnCode((ushort)Number(step, path, "rc", ushort.MaxValue)), Bytes(step, path, "rsp"))
        {
            VendorStatus = (ushort)OptionalNumber(step, path, "vendor", ushort.MaxValue),
            Fault = step.TryGetProperty("sent", out JsonElement sent) ? Sent(sent, $"{path}.sent") : null,
        };
        if (step.TryGetProperty("fm", out _))
        {
            Check(step, path, "fm", "req", "rc", "rsp", "vendor", "sent", "crash");
            return new FabricManagerStep(Opcode(step, path, "fm"), Bytes(step, path, "req")) { Reply = reply };
        }

        Check(step, path, "host", "op", "req", "rc", "rsp", "vendor", "sent", "crash");
        int? host = step.TryGetProperty("host", out _) ? (int)Number(step, path, "host", ushort.MaxValue) : null;
        return new HostStep(host, Opcode(step, path, "op"), Bytes(step, path, "req")) { Reply = reply };
    }

    private static FaultsStep Faults(JsonElement step, string path, JsonElement scenario)
    {
        Check(step, path, "faults");
        return new FaultsStep(scenario.ValueKind == JsonValueKind.Null ? null : Parse($"{path}.faults", scenario, FaultScenarioFile.Parse))
        {
            Reply = new StepReply.Control(null),
        };
    }

    private static InjectStep Inject(JsonElement step, string path, JsonElement fault)
    {
        Check(step, path, "inject", "host", "fm", "error");
        return new InjectStep(HostOrManager(step, path), Parse($"{path}.inject", fault, FaultScenarioFile.ParseImmediate))
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
        catch (FaultScenarioException e)
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
            Delay = TimeSpan.FromMilliseconds((long)OptionalNumber(sent, path, "late_ms", LongestWait)),
            OthersPass = Flag(sent, path, "others_pass"),
            TagOffset = (byte)OptionalNumber(sent, path, "tag", byte.MaxValue),
            IsRepeated = Flag(sent, path, "twice"),
            CutAfter = sent.TryGetProperty("cut", out _) ? (int)Number(sent, path, "cut", int.MaxValue) : null,
        };
    }

    private static ControlStep Control(JsonElement step, string path, bool crash)
    {
        Check(step, path, "qmp", "region", "extents", "args", "error", "crash");
        bool isAdd = OneOf(step, path, "qmp", ["add", "release"]) == "add";
        JsonElement args = Member(step, path, "args", JsonValueKind.Object);
        string argsPath = $"{path}.args";
        Check(args, argsPath, "host-id", "tag", "policy", "length", "forced-removal", "sanitize-on-release");
        var control = new ControlStep
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
        return args.TryGetProperty("policy", out _)
            ? control with { Policy = OneOf(args, argsPath, "policy", isAdd ? _addPolicies : _releasePolicies) }
            : control;
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

    private static void Check(JsonElement element, string path, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw Wrong(path, "an object is expected");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
                throw Wrong(path, $"{FieldText.Quote(JsonText.Cut(property.Name))} is unknown");
        }
    }

    private static JsonElement Member(JsonElement element, string path, string name, JsonValueKind kind) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == kind
            ? member
            : throw Wrong($"{path}.{name}", $"{(kind == JsonValueKind.Array ? "an array" : "an object")} is expected");

    private static string Text(JsonElement element, string path, string name) =>
        element.TryGetProperty(name, out JsonElement member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()!
            : throw Wrong($"{path}.{name}", "text is expected");

    private static string OneOf(JsonElement element, string path, string name, string[] values)
    {
        string text = Text(element, path, name);
        return values.Contains(text) ? text : throw Wrong($"{path}.{name}", $"one of {string.Join(", ", values)} is expected");
    }

    private static bool Flag(JsonElement element, string path, string name)
    {
        if (!element.TryGetProperty(name, out JsonElement member))
            return false;
        return member.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? member.GetBoolean()
            : throw Wrong($"{path}.{name}", "true or false is expected");
    }

    private static ulong Number(JsonElement element, string path, string name, ulong most) =>
        element.TryGetProperty(name, out JsonElement member) && TryNumber(member, most, out ulong value)
            ? value
            : throw Wrong($"{path}.{name}", $"an integer from 0 to {most} is expected");

    private static ulong OptionalNumber(JsonElement element, string path, string name, ulong most) =>
        element.TryGetProperty(name, out _) ? Number(element, path, name, most) : 0;

    private static bool TryNumber(JsonElement element, ulong most, out ulong value)
    {
        value = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetUInt64(out value) && value <= most;
    }

    private static Opcode Opcode(JsonElement element, string path, string name)
    {
        string text = Text(element, path, name);
        return text.Length == 4
            && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)
            ? new Opcode(value)
            : throw Wrong($"{path}.{name}", "four hexadecimal digits are expected");
    }

    private static byte[] Bytes(JsonElement element, string path, string name)
    {
        string text = Text(element, path, name);
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw Wrong($"{path}.{name}", "hexadecimal digits, two for each byte, are expected");
        }
    }

    private static FormatException Wrong(string path, string expected) => new($"{path}: {expected}");
}
