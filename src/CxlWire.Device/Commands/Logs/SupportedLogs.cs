using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h): the CEL is the only one.</summary>
internal static class GetSupportedLogs
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new GetSupportedLogsResponse { LogCount = 1 }.TryWrite(reply);
        new SupportedLog
        {
            LogIdentifier = LogIdentifier.CommandEffectsLog,
            LogSize = (uint)port.CommandEffectsLog.Length,
        }.TryWrite(reply[GetSupportedLogsResponse.Size..]);
        return CommandResult.Success(GetSupportedLogsResponse.SizeWith(1));
    }
}

/// <summary>CXL r3.1 8.2.9.5.2 Get Log (0401h).</summary>
internal static class GetLog
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetLogRequest.TryRead(request, out GetLogRequest wanted, out _);
        if (wanted.LogIdentifier != LogIdentifier.CommandEffectsLog)
            return CommandResult.Refused(ReturnCode.InvalidLog, "0401h", "log_identifier", 0, "no such log");
        ReadOnlySpan<byte> log = port.CommandEffectsLog;
        if ((ulong)wanted.Offset + wanted.Length > (ulong)log.Length)
            return CommandResult.Refused(ReturnCode.InvalidInput, "0401h", "length", 20, "reaches past the end of the log");
        if (wanted.Length > (uint)reply.Length)
            return CommandResult.Refused(ReturnCode.InvalidInput, "0401h", "length", 20, "does not fit the payload");
        log.Slice((int)wanted.Offset, (int)wanted.Length).CopyTo(reply);
        return CommandResult.Success((int)wanted.Length);
    }
}
