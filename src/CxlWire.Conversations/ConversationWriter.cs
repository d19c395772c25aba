using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;

namespace CxlWire.Conversations;

/// <summary>Writes a conversation as it goes on: a line that says with what device, then one for each step.</summary>
public sealed class ConversationWriter : IStepWriter
{
    /// <summary>The form that is written.</summary>
    public const int Version = 2;

    private readonly Stream _stream;
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly Utf8JsonWriter _json;

    /// <summary>Writes the first line.</summary>
    /// <param name="stream">Stays the caller's.</param>
    /// <param name="conversation">Its steps are not written.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public ConversationWriter(Stream stream, Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(conversation);
        _stream = stream;
        _json = new Utf8JsonWriter(_line, LineJson.WriterOptions);
        _json.WriteStartObject();
        _json.WriteNumber("conversation", Version);
        if (conversation.Seed != 0)
            _json.WriteNumber("seed", conversation.Seed);
        if (conversation.Configuration is { } configuration)
        {
            _json.WritePropertyName("device");
            DeviceJson.Write(_json, configuration);
        }
        else if (conversation.Device is { } device)
            _json.WriteString("device", device);
        if (!conversation.Labels.IsEmpty)
            _json.WriteString("labels", Convert.ToHexStringLower(conversation.Labels.Span));
        _json.WriteEndObject();
        EndLine();
    }

    /// <summary>Writes a step, whole, with the end of its line.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Add(ConversationStep step)
    {
        WriteStep(_json, step);
        EndLine();
    }

    /// <summary>Writes a step as an object: what a line of a conversation has.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="step">The step.</param>
    public static void WriteStep(Utf8JsonWriter json, ConversationStep step)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(step);
        Write(json, step, isPlan: false);
    }

    /// <summary>Writes a step that is yet to be done, as an object: nobody has answered it.</summary>
    internal static void WritePlan(Utf8JsonWriter json, ConversationStep step) => Write(json, step, isPlan: true);

    /// <inheritdoc/>
    public void Flush() => _stream.Flush();

    /// <summary>Ends the writing; every line has its end already.</summary>
    public void Dispose() => _json.Dispose();

    private void EndLine()
    {
        _json.Flush();
        _line.Write("\n"u8);
        _stream.Write(_line.WrittenSpan);
        _json.Reset();
        if (_line.Capacity > (1 << 20))
            _line.Clear();
        else
            _line.ResetWrittenCount();
    }

    private static void Write(Utf8JsonWriter json, ConversationStep step, bool isPlan)
    {
        json.WriteStartObject();
        switch (step)
        {
            case HostStep host:
                if (host.Host is { } id)
                    json.WriteNumber("host", id);
                Write(json, "op", host);
                break;
            case FabricManagerStep manager:
                Write(json, "fm", manager);
                break;
            case CapacityStep capacity:
                Write(json, capacity);
                break;
            case ControlStep control:
                json.WriteString("control", control.Command);
                json.WritePropertyName("arguments");
                json.WriteRawValue(control.Arguments);
                break;
            case ResetStep reset:
                json.WriteString("reset", StepNames.NameOf(reset.Function));
                if (reset.HostId is { } resetHost)
                    json.WriteNumber("host", resetHost);
                break;
            case EventStep happened:
                json.WriteString("event", StepNames.NameOf(happened.Log));
                WriteCci(json, happened.HostId);
                json.WriteString("record", Convert.ToHexStringLower(happened.Record.Span));
                break;
            case PoisonStep { Range: var range }:
                json.WriteStartArray("poison");
                json.WriteNumberValue(range.Start);
                json.WriteNumberValue(range.Length);
                json.WriteEndArray();
                break;
            case StateStep state:
                json.WritePropertyName("state");
                json.WriteRawValue(state.State.Span);
                break;
            case LabelsStep labels:
                json.WriteString("labels", Convert.ToHexStringLower(labels.Content.Span));
                break;
            case BackgroundStep:
                json.WriteString("background", "ended");
                break;
            case PeerStep peer:
                Write(json, peer);
                break;
            case NoteStep note:
                Write(json, note);
                break;
            case FaultsStep faults:
                json.WritePropertyName("faults");
                json.WriteRawValue(faults.Scenario?.Json ?? "null");
                break;
            case InjectStep inject:
                json.WritePropertyName("inject");
                json.WriteRawValue(inject.Fault.Json);
                WriteCci(json, inject.HostId);
                break;
            case WaitStep wait:
                json.WriteNumber("wait", (long)wait.Duration.TotalMilliseconds);
                break;
        }

        if (!isPlan)
            WriteReply(json, step);
        if (step.Time is { } time)
            json.WriteNumber("time", time);
        json.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter json, ConversationStep step)
    {
        switch (step.Reply)
        {
            case StepReply.Cci cci:
                Write(json, cci);
                break;
            case StepReply.Fired fired:
                json.WriteString("fired", fired.Fault?.Name);
                json.WriteString("fault", fired.Fault?.Kind);
                json.WriteString("at", fired.Fault?.Moment);
                WriteCci(json, fired.Fault?.HostId);
                break;
            case StepReply.Control control when step is ControlStep:
                if (control.ErrorClass is { } errorClass)
                    json.WriteString("class", errorClass);
                if (control.Error is { } error)
                    json.WriteString("error", error);
                if (control.Returned is { } returned)
                {
                    json.WritePropertyName("returned");
                    json.WriteRawValue(returned);
                }

                break;
            case StepReply.Control control when step is CapacityStep or InjectStep or PoisonStep:
                json.WriteString("error", control.Error);
                break;
            case StepReply.Control:
                break;
            default:
                json.WriteBoolean("crash", true);
                break;
        }
    }

    private static void Write(Utf8JsonWriter json, StepReply.Cci reply)
    {
        json.WriteNumber("rc", reply.Code.Value);
        if (reply.Code != Protocol.ReturnCode.Success && reply.Code.Name is { } name)
            json.WriteString("result", name);
        json.WriteString("rsp", Convert.ToHexStringLower(reply.Payload.Span));
        if (reply.VendorStatus != 0)
            json.WriteNumber("vendor", reply.VendorStatus);
        if (reply.Fault is { } sent)
            Write(json, sent);
        if (reply.Refusal is not { } refusal)
            return;
        json.WriteStartObject("refused");
        if (refusal.Rule is { } rule)
            json.WriteString("rule", rule);
        json.WriteString("field", refusal.Field);
        json.WriteNumber("byte", refusal.Byte);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PeerStep step)
    {
        json.WriteString(step.IsThere ? "connect" : "disconnect", StepNames.NameOf(step.Route));
        if (step.Route != CommandRoute.Control)
            WriteCci(json, step.HostId);
        if (step.Peer is { } peer)
            json.WriteString("peer", peer);
    }

    private static void Write(Utf8JsonWriter json, NoteStep step)
    {
        json.WriteString("noted", StepNames.NameOf(step.Note.Kind));
        json.WriteString("via", StepNames.NameOf(step.Route));
        json.WriteNumber("host", step.HostId);
        json.WriteString("of", step.Note.Opcode.Value.ToString("x4", CultureInfo.InvariantCulture));
        json.WriteString("what", step.Note.What);
        if (step.Note.Code != Protocol.ReturnCode.Success)
            json.WriteNumber("code", step.Note.Code.Value);
    }

    private static void WriteCci(Utf8JsonWriter json, int? hostId)
    {
        if (hostId is { } id)
            json.WriteNumber("host", id);
        else
            json.WriteBoolean("fm", true);
    }

    private static void Write(Utf8JsonWriter json, ReplyFault sent)
    {
        json.WriteStartObject("sent");
        if (sent.IsLost)
            json.WriteBoolean("lost", true);
        if (sent.Delay > TimeSpan.Zero)
            json.WriteNumber("late_ms", (long)sent.Delay.TotalMilliseconds);
        if (sent.OthersPass)
            json.WriteBoolean("others_pass", true);
        if (sent.TagOffset != 0)
            json.WriteNumber("tag", sent.TagOffset);
        if (sent.IsRepeated)
            json.WriteBoolean("twice", true);
        if (sent.CutAfter is { } bytes)
            json.WriteNumber("cut", bytes);
        if (sent.Mctp is { } mctp)
        {
            json.WriteString("mctp", mctp.Name);
            json.WriteNumber("packet", mctp.Packet);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string speaker, CciStep step)
    {
        json.WriteString(speaker, step.Opcode.Value.ToString("x4", CultureInfo.InvariantCulture));
        if (step.Opcode.Name is { } name)
            json.WriteString("name", name);
        if (step.Route is { } route)
            json.WriteString("via", StepNames.NameOf(route));
        json.WriteString("req", Convert.ToHexStringLower(step.Request.Span));
        if (step.OversizedLength != 0)
            json.WriteNumber("oversized", step.OversizedLength);
    }

    private static void Write(Utf8JsonWriter json, CapacityStep step)
    {
        json.WriteString("qmp", step.IsAdd ? "add" : "release");
        json.WriteNumber("region", step.Region);
        json.WriteStartArray("extents");
        foreach ((ulong offset, ulong length) in step.Extents)
        {
            json.WriteStartArray();
            json.WriteNumberValue(offset);
            json.WriteNumberValue(length);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartObject("args");
        if (step.HostId != 0)
            json.WriteNumber("host-id", step.HostId);
        if (step.Tag is { } tag)
            json.WriteString("tag", tag);
        if (step.Policy != "prescriptive")
            json.WriteString("policy", step.Policy);
        if (step.Length is { } wanted)
            json.WriteNumber("length", wanted);
        if (step.ForcedRemoval)
            json.WriteBoolean("forced-removal", true);
        if (step.SanitizeOnRelease)
            json.WriteBoolean("sanitize-on-release", true);
        json.WriteEndObject();
    }
}
