using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.2 Get Log (0401h).</summary>
internal static class GetLog
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetLogRequest.TryRead(request, out GetLogRequest wanted, out _);
        if (!port.ComponentLogs.Has(wanted.LogIdentifier))
            return Refuse("log_identifier", ReturnCode.InvalidLog, "no such log");
        ReadOnlySpan<byte> log = port.ComponentLogs.Read(wanted.LogIdentifier);
        if ((ulong)wanted.Offset + wanted.Length > (ulong)log.Length)
            return Refuse("length", ReturnCode.InvalidInput, "reaches past the end of the log");
        if (wanted.Length > (uint)reply.Length)
            return Refuse("length", ReturnCode.InvalidInput, "does not fit the payload");
        log.Slice((int)wanted.Offset, (int)wanted.Length).CopyTo(reply);
        return CommandResult.Success((int)wanted.Length);
    }

    private static CommandResult Refuse(string field, ReturnCode code, string reason) =>
        CommandResult.Refused(Refusal.At(GetLogRequest.Layout, field, code, rule: null, reason));
}
