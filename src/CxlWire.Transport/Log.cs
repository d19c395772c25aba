using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Fm;
using CxlWire.Transport.VfioUser;
using Microsoft.Extensions.Logging;

namespace CxlWire.Transport;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "{Connection}: connected")]
    public static partial void Connected(ILogger logger, object connection);

    [LoggerMessage(2, LogLevel.Debug, "{Connection}: disconnected")]
    public static partial void Disconnected(ILogger logger, object connection);

    [LoggerMessage(3, LogLevel.Debug, "{Connection}: the peer is gone: {Reason}")]
    public static partial void PeerGone(ILogger logger, object connection, string reason);

    [LoggerMessage(4, LogLevel.Error, "{Connection}: closed after an unexpected error")]
    public static partial void ConnectionFailed(ILogger logger, Exception exception, object connection);

    [LoggerMessage(5, LogLevel.Warning, "{Listener}: {Maximum} connections are open, one more was closed")]
    public static partial void TooManyConnections(ILogger logger, string listener, int maximum);

    [LoggerMessage(6, LogLevel.Warning, "{Listener}: accepting failed, trying again: {Reason}")]
    public static partial void AcceptFailed(ILogger logger, string listener, string reason);

    [LoggerMessage(7, LogLevel.Debug, "{Connection}: {Opcode}, tag {Tag}: {Code}; {Refusal}")]
    public static partial void Refused(
        ILogger logger, object connection, Opcode opcode, byte tag, ReturnCode code, Refusal? refusal);

    [LoggerMessage(9, LogLevel.Debug, "{Connection}: response to {Opcode}, tag {Tag}, dropped; C5: category, byte 0")]
    public static partial void ResponseDropped(ILogger logger, object connection, Opcode opcode, byte tag);

    [LoggerMessage(10, LogLevel.Warning, "{Connection}: closed: {Reason}")]
    public static partial void Closed(ILogger logger, object connection, string reason);

    [LoggerMessage(11, LogLevel.Warning, "{Connection}: the stream ended inside a message, which is dropped")]
    public static partial void EndedInsideMessage(ILogger logger, object connection);

    [LoggerMessage(12, LogLevel.Debug, "{Connection}: {Command}, message {Id}: errno {Error}; byte {Offset}: {Reason}")]
    public static partial void MessageRefused(
        ILogger logger, object connection, VfioUserCommand command, ushort id, int error, int offset, string reason);

    [LoggerMessage(13, LogLevel.Warning, "{Connection}: closed: another client uses the function")]
    public static partial void FunctionInUse(ILogger logger, object connection);

    [LoggerMessage(14, LogLevel.Debug, "{Connection}: {Opcode}, mailbox: {Code}; {Refusal}")]
    public static partial void MailboxRefused(
        ILogger logger, object connection, Opcode opcode, ReturnCode code, Refusal? refusal);

    [LoggerMessage(15, LogLevel.Information, "{Cci}: fault {Fault}")]
    public static partial void FaultFired(ILogger logger, string cci, FiredFault fault);

    [LoggerMessage(16, LogLevel.Warning, "{Count} lines are missing here: they came faster than they could be logged")]
    public static partial void LinesDropped(ILogger logger, long count);

    [LoggerMessage(17, LogLevel.Trace, "{Connection}: {Opcode}, tag {Tag}, {Request} -> {Code}, {Reply}")]
    public static partial void Answered(
        ILogger logger, object connection, Opcode opcode, byte tag, string request, ReturnCode code, string reply);

    [LoggerMessage(18, LogLevel.Trace, "{Connection}: {Opcode}, mailbox, {Request} -> {Code}, {Reply}")]
    public static partial void MailboxAnswered(
        ILogger logger, object connection, Opcode opcode, string request, ReturnCode code, string reply);

    [LoggerMessage(19, LogLevel.Warning, "{Connection}: {Opcode}, tag {Tag}, announces {Length} bytes, which are "
        + "thrown away as they come: at most {Maximum} are taken{Hint}")]
    public static partial void Oversized(
        ILogger logger, object connection, Opcode opcode, byte tag, uint length, int maximum, string hint);

    [LoggerMessage(20, LogLevel.Debug, "{Connection}: dropped: {What}")]
    public static partial void PacketDropped(ILogger logger, object connection, string what);

    [LoggerMessage(21, LogLevel.Warning, "{Listener}: {Reason}")]
    public static partial void ListenerLost(ILogger logger, string listener, string reason);

    /// <summary>The payload of a request in a line; of one with a secret, its length alone.</summary>
    public static string Describe(Opcode opcode, ReadOnlySpan<byte> request, uint length) =>
        Describe(HasSecret(opcode, request) ? [] : request, length);

    /// <summary>A payload in a line: "8 bytes: ffffffff00000000"; of a long one, how it begins.</summary>
    public static string Describe(ReadOnlySpan<byte> payload, uint length)
    {
        const int shown = 64;
        if (length == 0)
            return "no payload";
        if (payload.IsEmpty)
            return $"{length} bytes";
        string hex = Convert.ToHexStringLower(payload[..Math.Min(shown, payload.Length)]);
        return $"{length} bytes: {hex}{(payload.Length > shown ? "..." : "")}";
    }

    /// <summary>Whether a request has a secret, or a tunnel is the way of one that has.</summary>
    private static bool HasSecret(Opcode opcode, ReadOnlySpan<byte> request)
    {
        if (opcode == Opcode.TunnelManagementCommand)
        {
            const int commandAt = TunnelManagementRequest.Size;
            return request.Length >= commandAt + CciHeader.Size
                && CciHeader.TryRead(request.Slice(commandAt, CciHeader.Size), out CciHeader inner, out _)
                && inner.Opcode != opcode && HasSecret(inner.Opcode, []);
        }

        return CommandTable.TryGet(opcode, out CommandRow row) && row.Request.HasSecret;
    }
}
