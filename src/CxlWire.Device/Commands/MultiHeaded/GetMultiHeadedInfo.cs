using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.MultiHeaded;

/// <summary>CXL r3.1 7.6.7.5.1 Get Multi-Headed Info (5500h): each host is an LD behind a head (U8).</summary>
internal static class GetMultiHeadedInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetMultiHeadedInfoRequest.TryRead(request, out GetMultiHeadedInfoRequest wanted, out _);
        int hosts = port.Device.Hosts.Length;
        if (wanted.StartLdId >= hosts)
        {
            return CommandResult.Refused(Refusal.At(
                GetMultiHeadedInfoRequest.Layout, "start_ld_id", ReturnCode.InvalidInput, "U8",
                "there is no such logical device"));
        }

        int returned = Math.Min(wanted.LdMapListLimit, hosts - wanted.StartLdId);
        new GetMultiHeadedInfoResponse
        {
            LdCount = (byte)hosts,
            HeadCount = (byte)hosts,
            StartLdId = wanted.StartLdId,
            LdMapLength = (byte)returned,
        }.TryWrite(reply);
        for (int i = 0; i < returned; i++)
            reply[GetMultiHeadedInfoResponse.SizeWith(i)] = (byte)(wanted.StartLdId + i);
        return CommandResult.Success(GetMultiHeadedInfoResponse.SizeWith(returned));
    }
}
