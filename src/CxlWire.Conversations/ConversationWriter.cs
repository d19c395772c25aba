using System.Globalization;
using System.Text.Json;
using CxlWire.Device.Faults;

namespace CxlWire.Conversations;

/// <summary>Writes one line of a conversation file as the conversation goes on.</summary>
public sealed class ConversationWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly Utf8JsonWriter _json;

    /// <summary>Begins the line.</summary>
    /// <param name="stream">Stays the caller's.</param>
    /// <param name="seed">What the conversation is generated from; 0 where it is not.</param>
    /// <param name="device">File name of the device that it is held with, or null.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public ConversationWriter(Stream stream, long seed, string? device)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _json = new Utf8JsonWriter(stream);
        _json.WriteStartObject();
        if (device is not null)
            _json.WriteString("device", device);
        _json.WriteNumber("seed", seed);
        _json.WriteStartArray("steps");
    }

    /// <summary>Writes a step; it is in the stream, and the stream flushed, when this returns.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Add(ConversationStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        Write(_json, step);
        _json.Flush();
    }

    /// <summary>Ends the line.</summary>
    public void Dispose()
    {
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Dispose();
        _stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ConversationStep step)
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
            case ControlStep control:
                Write(json, control);
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
                json.WriteNumber("wait", (long)wait.Time.TotalMilliseconds);
                break;
        }

        switch (step.Reply)
        {
            case StepReply.Cci cci:
                json.WriteNumber("rc", cci.Code.Value);
                json.WriteString("rsp", Convert.ToHexStringLower(cci.Payload.Span));
                if (cci.VendorStatus != 0)
                    json.WriteNumber("vendor", cci.VendorStatus);
                if (cci.Fault is { } sent)
                    Write(json, sent);
                break;
            case StepReply.Fired fired:
                json.WriteString("fired", fired.Fault?.Name);
                json.WriteString("fault", fired.Fault?.Kind);
                json.WriteString("at", fired.Fault?.Moment);
                WriteCci(json, fired.Fault?.HostId);
                break;
            case StepReply.Control when step is FaultsStep or WaitStep:
                break;
            case StepReply.Control control:
                json.WriteString("error", control.Error);
                break;
            default:
                json.WriteBoolean("crash", true);
                break;
        }

        json.WriteEndObject();
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
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string speaker, CciStep step)
    {
        json.WriteString(speaker, step.Opcode.Value.ToString("x4", CultureInfo.InvariantCulture));
        json.WriteString("req", Convert.ToHexStringLower(step.Request.Span));
    }

    private static void Write(Utf8JsonWriter json, ControlStep step)
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
