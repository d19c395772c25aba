using CxlWire.Protocol;
using CxlWire.Protocol.SecurityProtocols;

namespace CxlWire.Device.Commands.SecurityProtocols;

/// <summary>CXL r3.1 8.2.9.9.7.2 Security Receive (4601h): which protocols there are (Y1, Y2).</summary>
internal static class SecurityReceive
{
    // Their numbers are big-endian, as SCSI's: 6 reserved bytes, the length of the list, and a byte for each protocol.
    private static ReadOnlySpan<byte> Protocols => [0, 0, 0, 0, 0, 0, 0, 1, 0];

    // 2 reserved bytes, and the length of the certificates.
    private static ReadOnlySpan<byte> Certificates => [0, 0, 0, 0];

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SecurityReceiveRequest.TryRead(request, out SecurityReceiveRequest wanted, out _);
        if (wanted.SecurityProtocol != SecurityProtocol.Information)
            return Refuse("security_protocol", "there is no such protocol");
        if (wanted.SpSpecific > 1)
            return Refuse("sp_specific", "neither 0000h, the protocols, nor 0001h, certificates");
        ReadOnlySpan<byte> data = wanted.SpSpecific == 0 ? Protocols : Certificates;
        data.CopyTo(reply);
        return CommandResult.Success(data.Length);
    }

    private static CommandResult Refuse(string field, string reason) => CommandResult.Refused(
        Refusal.At(SecurityReceiveRequest.Layout, field, ReturnCode.InvalidInput, "Y3", reason));
}
