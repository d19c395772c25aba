using CxlWire.Device.Logs;
using CxlWire.Protocol;
using CxlWire.Protocol.Logs;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.6 Get Supported Logs Sub-List (0405h): some of what 0400h lists (V1).</summary>
internal static class GetSupportedLogsSubList
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetSupportedLogsSubListRequest.TryRead(request, out GetSupportedLogsSubListRequest wanted, out _);
        ComponentLogs logs = port.ComponentLogs;
        int total = logs.Identifiers.Length;
        if (wanted.StartIndex >= total)
        {
            return CommandResult.Refused(Refusal.At(
                GetSupportedLogsSubListRequest.Layout, "start_index", ReturnCode.InvalidInput, "V1",
                "there is no such log"));
        }

        int room = (reply.Length - GetSupportedLogsSubListResponse.SizeWith(0)) / SupportedLog.Size;
        int count = Math.Min(Math.Min(wanted.MaxCount, total - wanted.StartIndex), room);
        new GetSupportedLogsSubListResponse
        {
            LogCount = (byte)count,
            TotalLogCount = (ushort)total,
            StartIndex = wanted.StartIndex,
        }.TryWrite(reply);
        GetSupportedLogs.Write(logs, wanted.StartIndex, count, reply[GetSupportedLogsSubListResponse.Size..]);
        return CommandResult.Success(GetSupportedLogsSubListResponse.SizeWith(count));
    }
}
