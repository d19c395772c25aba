using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Device.Json;
using CxlWire.Verification;

namespace CxlWire.Judge.Cases;

/// <summary>Reads and writes cases: JSON, described by fixtures/cases/case.schema.json.</summary>
public static class DriverCaseFile
{
    /// <summary>Steps that a case may have.</summary>
    public const int MaxSteps = 10_000;

    private const int MaxFile = 16 << 20;
    private const double MaxTime = 1_000;

    private static readonly string[] _routes = ["stream", "mailbox"];

    private static readonly JsonWriterOptions _writerOptions = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonFileException">It is no case; path, value and reason say why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DriverCase Load(string file) => Parse(JsonInput.ReadFile(file, MaxFile, "a case"));

    /// <summary>Reads UTF-8 JSON.</summary>
    /// <exception cref="JsonFileException">It is no case; path, value and reason say why.</exception>
    public static DriverCase Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonInput.Parse(json);
        return Read(new JsonMember(document.RootElement, "", "a case"));
    }

    /// <summary>Writes a case.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, DriverCase written)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(written);
        using (var json = new Utf8JsonWriter(stream, _writerOptions))
        {
            json.WriteStartObject();
            json.WriteString("name", written.Name);
            json.WriteString("title", written.Title);
            json.WriteStartArray("rules");
            foreach (string rule in written.Rules)
                json.WriteStringValue(rule);
            json.WriteEndArray();
            if (written.Seed is { } seed)
                json.WriteNumber("seed", seed);
            if (written.Route is { } route)
                json.WriteString("over", route == CommandRoute.Stream ? _routes[0] : _routes[1]);
            if (written.Configuration is { } configuration)
            {
                json.WritePropertyName("device");
                DeviceConfigurationWriter.Write(json, configuration);
            }

            json.WriteStartArray("steps");
            foreach (CaseStep step in written.Steps)
                Write(json, step);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.Write("\n"u8);
    }

    private static void Write(Utf8JsonWriter json, CaseStep step)
    {
        switch (step)
        {
            case CaseStep.Do { Step: var done }:
                ConversationWriter.WritePlan(json, done);
                break;
            case CaseStep.Until until:
                json.WriteStartObject();
                json.WritePropertyName("until");
                json.WriteRawValue(until.Json);
                if (until.Within != CaseStep.Until.DefaultWithin)
                    json.WriteNumber("within", until.Within);
                json.WriteEndObject();
                break;
            case CaseStep.Pass { Time: var time }:
                json.WriteStartObject();
                json.WriteNumber("pass", time);
                json.WriteEndObject();
                break;
        }
    }

    private static DriverCase Read(JsonMember root)
    {
        root.CheckIsObject();
        root.CheckObject("$schema", "name", "title", "rules", "seed", "over", "device", "steps");
        root["$schema"].Text("");
        string name = root["name"].Text();
        if (name.Length is 0 or > 64 || name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-'))
            throw root["name"].Error("1 to 64 lower-case letters, digits and hyphens are needed");
        IReadOnlyList<JsonMember> steps = root["steps"].Array();
        if (steps.Count > MaxSteps)
            throw new JsonFileException("steps", $"{steps.Count} steps", $"a case has at most {MaxSteps}");
        DeviceConfiguration? configuration =
            root["device"].IsPresent ? DeviceJson.Read(root["device"]) : null;
        int hosts = (configuration ?? DeviceConfiguration.Default).Hosts;
        return new DriverCase(
            name, root["title"].Text(), [.. root["rules"].Array().Select(Rule)], [.. steps.Select(s => Step(s, hosts))])
        {
            Configuration = configuration,
            Route = !root["over"].IsPresent ? null
                : root["over"].OneOf(_routes) == 0 ? CommandRoute.Stream : CommandRoute.Mailbox,
            Seed = root["seed"].IsPresent ? (long)root["seed"].Integer(long.MaxValue) : null,
        };
    }

    private static string Rule(JsonMember rule) => DriverRules.All.Any(known => known.Id == rule.Text())
        ? rule.Text()
        : throw rule.Error("not a rule of the host, H1 to H34");

    private static CaseStep Step(JsonMember step, int hosts)
    {
        step.CheckIsObject();
        if (step["until"].IsPresent)
        {
            step.CheckObject("until", "within");
            JsonElement condition = step["until"].Element!.Value;
            return new CaseStep.Until(
                Condition.Parse(condition, step["until"].Path, hosts),
                Encoding.UTF8.GetString(step["until"].ObjectBytes()))
            {
                Within = Time(step["within"], CaseStep.Until.DefaultWithin),
            };
        }

        if (step["pass"].IsPresent)
        {
            step.CheckObject("pass");
            return new CaseStep.Pass(Time(step["pass"], 0));
        }

        ConversationStep done = StepReader.Read(step.As("a step of a case"), isPlan: true);
        return done switch
        {
            WaitStep => throw step["wait"].Error("a case passes time in parts of T: \"pass\""),
            FiredStep or BackgroundStep or PeerStep => throw step.Error("nobody can do that: it happens"),
            HostStep { Host: null or 0 } =>
                throw step["op"].Error("host 0 is the driver's: only others are spoken for"),
            _ => new CaseStep.Do(done),
        };
    }

    private static double Time(JsonMember time, double otherwise)
    {
        if (time.Element is not { } e)
            return otherwise;
        bool isNumber = e.ValueKind == JsonValueKind.Number;
        return isNumber && e.TryGetDouble(out double value) && value is >= 0 and <= MaxTime
            ? value
            : throw time.Error(FormattableString.Invariant($"a part of T, from 0 to {MaxTime}, is needed"));
    }
}
