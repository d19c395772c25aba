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
