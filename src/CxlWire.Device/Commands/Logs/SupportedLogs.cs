using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.1 Get Supported Logs (0400h): the CEL is the only one.</summary>
internal static class GetSupportedLogs
{
    public static CommandResult Execute(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
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
    public static CommandResult Execute(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
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

/// <summary>The Command Effects Log, derived from the command table (C4).</summary>
internal static class CommandEffectsLog
{
    public static byte[] Build(IEnumerable<CommandRow> carried)
    {
        CommandRow[] rows = [.. carried];
        byte[] log = new byte[rows.Length * CelEntry.Size];
        for (int i = 0; i < rows.Length; i++)
        {
            Span<byte> entry = log.AsSpan(i * CelEntry.Size);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, rows[i].Opcode.Value);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[sizeof(ushort)..], (ushort)rows[i].Effects);
        }

        return log;
    }
}
