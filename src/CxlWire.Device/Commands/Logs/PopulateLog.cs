using CxlWire.Device.Logs;
using CxlWire.Protocol;
using CxlWire.Protocol.Logs;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.5 Populate Log (0404h), in the background: V5.</summary>
internal static class PopulateLog
{
    private static readonly TimeSpan _duration = TimeSpan.FromMilliseconds(100);

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        LogRequest.TryRead(request, out LogRequest wanted, out _);
        ComponentLogs logs = port.ComponentLogs;
        if (!logs.CanPopulate(wanted.LogIdentifier))
        {
            return CommandResult.Refused(Refusal.At(
                Layouts.PopulateLogRequest, "log_identifier", ReturnCode.InvalidLog, "V5",
                "no log that can be populated"));
        }

        return port.StartBackground(Opcode.PopulateLog, request, _duration);
    }

    /// <summary>The log holds what there is to tell now.</summary>
    public static ReturnCode Complete(CciPort port, ReadOnlySpan<byte> request)
    {
        LogRequest.TryRead(request, out LogRequest wanted, out _);
        port.ComponentLogs.Populate(
            wanted.LogIdentifier,
            wanted.LogIdentifier == LogIdentifier.VendorDebugLog
                ? VendorDebugLog.Write(port) : ComponentStateDump.Write(port));
        return ReturnCode.Success;
    }
}
