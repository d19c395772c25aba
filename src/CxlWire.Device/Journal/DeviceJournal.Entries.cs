using CxlWire.Device.Activity;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Device.Journal;

/// <summary>What is entered, a method for each kind of entry.</summary>
public sealed partial class DeviceJournal
{
    /// <summary>Enters a command of a CCI.</summary>
    /// <param name="hostId">Whose CCI; null: the Fabric Manager's.</param>
    /// <param name="route">How it came.</param>
    /// <param name="opcode">The command.</param>
    /// <param name="request">Payload of the request; empty where it was too long to be kept.</param>
    /// <param name="requestLength">Bytes that it had.</param>
    /// <param name="reply">Payload of the response.</param>
    /// <param name="result">How it ended.</param>
    /// <param name="carrier">What carried it on an MCTP line of which a capture is made, or null.</param>
    internal void EnterCommand(
        int? hostId,
        CommandRoute route,
        Opcode opcode,
        ReadOnlySpan<byte> request,
        uint requestLength,
        ReadOnlySpan<byte> reply,
        in CommandResult result,
        LineMessage? carrier = null)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.Command,
            Detail = carrier,
            HostId = hostId,
            Route = route,
            Opcode = opcode,
            Result = result,
            Refusal = result.Refusal,
            OversizedLength = requestLength > request.Length ? requestLength : 0,
        };
        Enter(ref header, request, reply, isStep: true);
    }

    /// <summary>Enters a command of the control socket.</summary>
    internal void EnterControl(string name, ReadOnlySpan<byte> arguments, in ControlOutcome outcome)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.ControlCommand,
            Detail = name,
            Error = outcome.Error,
        };
        Enter(ref header, arguments, outcome.Returned.Span, isStep: true);
    }

    /// <summary>Enters what was done by a call.</summary>
    internal void EnterCall(
        JournalEntryKind kind,
        int? hostId,
        object? detail,
        ReadOnlySpan<byte> content = default,
        Refusal? refusal = null)
    {
        NoteChange();
        if (!IsRead)
            return;
        var header = new JournalRing.Header { Kind = kind, HostId = hostId, Detail = detail, Refusal = refusal };
        Enter(ref header, content, default, isStep: true);
    }

    /// <summary>Enters that a fault happened, which is part of a step.</summary>
    internal void EnterFired(FiredFault fault)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.FaultFired,
            HostId = fault.HostId,
            Detail = fault,
        };
        Enter(ref header, default, default, isStep: false);
    }

    /// <summary>Enters a reset: a step, or what a fault did inside one.</summary>
    internal void EnterReset(DeviceReset reset)
    {
        var header = new JournalRing.Header { Kind = JournalEntryKind.Reset, HostId = reset.HostId, Detail = reset };
        Enter(ref header, default, default, isStep: reset.Cause != ResetCause.Fault);
    }

    /// <summary>Enters that a peer came, or left. Called with the device's gate held.</summary>
    /// <param name="isThere">Whether it came.</param>
    /// <param name="hostId">The host whose CCI it is; null: the Fabric Manager's, or the control socket.</param>
    /// <param name="route">The way by which its commands come.</param>
    /// <param name="peer">What logs call it.</param>
    public void EnterPeer(bool isThere, int? hostId, CommandRoute route, string? peer)
    {
        if (route != CommandRoute.Control)
            _peers[hostId ?? Manager] = Math.Max(PeersOf(hostId) + (isThere ? 1 : -1), 0);
        if (!IsRead)
            return;
        var header = new JournalRing.Header
        {
            Kind = isThere ? JournalEntryKind.Connected : JournalEntryKind.Disconnected,
            HostId = hostId,
            Route = route,
            Detail = peer,
        };
        using JournalStep step = Begin();
        Enter(ref header, default, default, isStep: true);
    }

    /// <summary>How many peers are connected to a CCI. Called with the device's gate held.</summary>
    /// <param name="hostId">The host whose CCI it is; null: the Fabric Manager's.</param>
    public int PeersOf(int? hostId) => _peers.GetValueOrDefault(hostId ?? Manager);

    /// <summary>Enters how a host spoke. Called with the device's gate held, where <see cref="IsRead"/>.</summary>
    /// <param name="hostId">Whose CCI it is.</param>
    /// <param name="route">The way by which its commands come.</param>
    /// <param name="note">What happened.</param>
    public void EnterNote(int hostId, CommandRoute route, HostNote note)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.Noted,
            HostId = hostId,
            Route = route,
            Detail = note,
        };
        using JournalStep step = Begin();

        // Who judges by a recording needs to know when.
        _clock.GetTimestamp();
        Enter(ref header, default, default, isStep: true);
    }

    /// <summary>Enters that there is an Event Notification, which is part of a step.</summary>
    internal void EnterNotified(int? hostId)
    {
        var header = new JournalRing.Header { Kind = JournalEntryKind.Notified, HostId = hostId };
        using JournalStep step = Begin();
        Enter(ref header, default, default, isStep: false);
    }

    /// <summary>Enters a packet of an MCTP line. Called with the device's gate held.</summary>
    /// <param name="packet">What is known of it.</param>
    /// <param name="bytes">The packet; of a wrong frame, as far as it goes.</param>
    /// <param name="wrongFrame">A wrong frame, as it is on the line; else nothing.</param>
    public void EnterPacket(LinePacket packet, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> wrongFrame)
    {
        var header = new JournalRing.Header { Kind = JournalEntryKind.LinePacket, Detail = packet };
        using JournalStep step = Begin();
        Enter(ref header, bytes, wrongFrame, isStep: true);
    }

    /// <summary>Enters that a peer on a byte stream is notified. Called with the device's gate held.</summary>
    /// <param name="hostId">Whose CCI it is; null: the Fabric Manager's.</param>
    /// <param name="message">The Event Notification.</param>
    public void EnterNotification(int? hostId, ReadOnlySpan<byte> message)
    {
        var header = new JournalRing.Header
        {
            Kind = JournalEntryKind.NotificationSent,
            HostId = hostId,
            Route = CommandRoute.Stream,
        };
        using JournalStep step = Begin();
        Enter(ref header, message, default, isStep: true);
    }
}
