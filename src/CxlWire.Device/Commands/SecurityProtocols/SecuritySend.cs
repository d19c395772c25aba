using CxlWire.Protocol;
using CxlWire.Protocol.SecurityProtocols;

namespace CxlWire.Device.Commands.SecurityProtocols;

/// <summary>CXL r3.1 8.2.9.9.7.1 Security Send (4600h): no protocol of this device takes data (Y3).</summary>
internal static class SecuritySend
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SecuritySendRequestView.TryCreate(request, out SecuritySendRequestView wanted, out _);
        string reason = wanted.SecurityProtocol == SecurityProtocol.Information
            ? "security protocol information takes no data"
            : "there is no such protocol";
        return CommandResult.Refused(Refusal.At(
            SecuritySendRequest.Layout, "security_protocol", ReturnCode.InvalidInput, "Y3", reason));
    }
}
