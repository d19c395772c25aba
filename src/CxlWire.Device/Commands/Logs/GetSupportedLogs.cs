using CxlWire.Device.Logs;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h): all of them (V1).</summary>
internal static class GetSupportedLogs
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ComponentLogs logs = port.ComponentLogs;
        int count = logs.Identifiers.Length;
        new GetSupportedLogsResponse { LogCount = (ushort)count }.TryWrite(reply);
        Write(logs, 0, count, reply[GetSupportedLogsResponse.Size..]);
        return CommandResult.Success(GetSupportedLogsResponse.SizeWith(count));
    }

    /// <summary>Writes the entries of some logs; there are that many.</summary>
    public static void Write(ComponentLogs logs, int start, int count, Span<byte> entries)
    {
        foreach (LogIdentifier identifier in logs.Identifiers.Slice(start, count))
        {
            new SupportedLog
            {
                LogIdentifier = identifier,
                LogSize = (uint)logs.Read(identifier).Length,
            }.TryWrite(entries);
            entries = entries[SupportedLog.Size..];
        }
    }
}
