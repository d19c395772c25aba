using System.Buffers;
using System.Text.Json;
using CxlWire.Control.Json;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Control;

/// <summary>The events, each written once and sent to every session that has negotiated.</summary>
internal sealed class QmpEvents(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<QmpSession> _sessions = [];

    public void Add(QmpSession session)
    {
        lock (_lock)
            _sessions.Add(session);
    }

    public void Remove(QmpSession session)
    {
        lock (_lock)
            _sessions.Remove(session);
    }

    /// <summary>QEMU's SHUTDOWN, not by a guest.</summary>
    public void Shutdown(string reason) => SendReason("SHUTDOWN", reason);

    /// <summary>QEMU's RESET, not by a guest.</summary>
    public void Reset(string reason) => SendReason("RESET", reason);

    private void SendReason(string name, string reason) => Send(name, json =>
    {
        json.WriteBoolean("guest", false);
        json.WriteString("reason", reason);
    });

    /// <summary>X_CXLWIRE_DC_ADD_RESPONSE: a host answered an offer.</summary>
    public void AddResponded(CxlDevice device, CapacityChange change) =>
        SendChange("X_CXLWIRE_DC_ADD_RESPONSE", device, change);

    /// <summary>X_CXLWIRE_DC_RELEASED: a host released capacity, or lost it.</summary>
    public void Released(CxlDevice device, CapacityChange change) =>
        SendChange("X_CXLWIRE_DC_RELEASED", device, change);

    /// <summary>
    /// X_CXLWIRE_COMMAND_REFUSED: a command of a CCI changed nothing. A flood of them closes no session, as other
    /// events do that nobody reads: each session has room for some, and is told how many it missed.
    /// </summary>
    public void Refused(CxlDevice device, RefusedCommand refused) =>
        SendIfRoom(Frequent.Refusal, "X_CXLWIRE_COMMAND_REFUSED", json => Write(json, device, refused));

    /// <summary>
    /// X_CXLWIRE_FAULT: a fault happened. A flood of them closes no session, like one of refusals.
    /// </summary>
    public void Fired(CxlDevice device, FiredFault fault) => SendIfRoom(Frequent.Fault, "X_CXLWIRE_FAULT", json =>
    {
        json.WriteString("path", device.Configuration.QomPath);
        if (fault.HostId is { } host)
            json.WriteNumber("host-id", host);
        json.WriteString("name", fault.Name);
        json.WriteString("fault", fault.Kind);
        json.WriteString("moment", fault.Moment);
    });

    /// <summary>X_CXLWIRE_VIOLATION: a driver violated a rule of the host.</summary>
    public void Violated(CxlDevice device, QmpViolation violation) => Send("X_CXLWIRE_VIOLATION", json =>
    {
        json.WriteString("path", device.Configuration.QomPath);
        violation.WriteTo(json);
    });

    /// <summary>
    /// X_CXLWIRE_REFUSALS_MISSED or X_CXLWIRE_FAULTS_MISSED: so many of these events were not sent to one session.
    /// </summary>
    public ReadOnlyMemory<byte> Missed(Frequent kind, long count) => Write(
        kind == Frequent.Refusal ? "X_CXLWIRE_REFUSALS_MISSED" : "X_CXLWIRE_FAULTS_MISSED",
        json => json.WriteNumber("count", count));

    private static void Write(Utf8JsonWriter json, CxlDevice device, RefusedCommand refused)
    {
        json.WriteString("path", device.Configuration.QomPath);
        json.WriteRefusal(refused);
    }

    private void SendChange(string name, CxlDevice device, CapacityChange change) => Send(name, json =>
    {
        json.WriteString("path", device.Configuration.QomPath);
        json.WriteNumber("host-id", change.HostId);
        if (!change.Tag.IsNone)
            json.WriteString("tag", change.Tag.ToString());
        json.WriteStartArray("extents");
        foreach (Extent extent in change.Extents)
        {
            json.WriteStartObject();
            json.WriteRegionRange(device, extent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private void SendIfRoom(Frequent kind, string name, Action<Utf8JsonWriter> writeData)
    {
        lock (_lock)
        {
            ReadOnlyMemory<byte>? line = null;
            foreach (QmpSession session in _sessions)
            {
                if (session.IsNegotiated && session.Takes(kind))
                    session.Post(line ??= Write(name, writeData));
            }
        }
    }

    // Under the lock, so that all sessions see all events in the same order.
    private void Send(string name, Action<Utf8JsonWriter> writeData)
    {
        lock (_lock)
        {
            ReadOnlyMemory<byte>? line = null;
            foreach (QmpSession session in _sessions)
            {
                if (session.IsNegotiated)
                    session.Post(line ??= Write(name, writeData));
            }
        }
    }

    private ReadOnlyMemory<byte> Write(string name, Action<Utf8JsonWriter> writeData)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using Utf8JsonWriter json = QmpJson.CreateWriter(bytes);
        long microseconds = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        json.WriteStartObject();
        json.WriteStartObject("timestamp");
        json.WriteNumber("seconds", microseconds / 1_000_000);
        json.WriteNumber("microseconds", microseconds % 1_000_000);
        json.WriteEndObject();
        json.WriteString("event", name);
        json.WriteStartObject("data");
        writeData(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return QmpJson.FormatLine(bytes.WrittenSpan);
    }
}
