using CxlWire.Device.Logs;
using CxlWire.Protocol;
using CxlWire.Protocol.Logs;

namespace CxlWire.Device.Commands.Logs;

/// <summary>CXL r3.1 8.2.9.5.3 Get Log Capabilities (0402h): V2.</summary>
internal static class GetLogCapabilities
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        LogRequest.TryRead(request, out LogRequest wanted, out _);
        ComponentLogs logs = port.ComponentLogs;
        if (!logs.Has(wanted.LogIdentifier))
        {
            return CommandResult.Refused(Refusal.At(
                Layouts.GetLogCapabilitiesRequest, "log_identifier", ReturnCode.InvalidLog, "V2", "no such log"));
        }

        bool canPopulate = logs.CanPopulate(wanted.LogIdentifier);
        new GetLogCapabilitiesResponse
        {
            ClearSupported = canPopulate,
            PopulateSupported = canPopulate,
            PersistentAcrossColdReset = true,
        }.TryWrite(reply);
        return CommandResult.Success(GetLogCapabilitiesResponse.Size);
    }
}
