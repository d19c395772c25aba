using CxlWire.Protocol;
using CxlWire.Protocol.Logs;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.4 Clear Log (0403h): V5.</summary>
internal static class ClearLog
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        LogRequest.TryRead(request, out LogRequest wanted, out _);
        if (!port.ComponentLogs.CanPopulate(wanted.LogIdentifier))
        {
            return CommandResult.Refused(Refusal.At(
                Layouts.ClearLogRequest, "log_identifier", ReturnCode.InvalidLog, "V5", "no log that can be cleared"));
        }

        port.ComponentLogs.Clear(wanted.LogIdentifier);
        return CommandResult.Success();
    }
}
