using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.MultiHeaded;

/// <summary>CXL r3.1 7.6.7.5.2 Get Head Info (5501h): the links of the hosts' functions (U9).</summary>
internal static class GetHeadInfo
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetHeadInfoRequest.TryRead(request, out GetHeadInfoRequest wanted, out _);
        int heads = port.Device.Hosts.Length;
        if (wanted.StartHead >= heads)
        {
            return CommandResult.Refused(Refusal.At(
                GetHeadInfoRequest.Layout, "start_head", ReturnCode.InvalidInput, "U9", "there is no such head"));
        }

        int room = (reply.Length - GetHeadInfoResponse.Size) / DeviceHead.Size;
        int returned = Math.Min(Math.Min(wanted.HeadCount, heads - wanted.StartHead), room);
        new GetHeadInfoResponse { HeadCount = (byte)returned }.TryWrite(reply);
        for (int i = 0; i < returned; i++)
        {
            new DeviceHead
            {
                PortNumber = (byte)(wanted.StartHead + i),
                MaximumLinkWidth = PciLink.MaximumWidth,
                NegotiatedLinkWidth = PciLink.NegotiatedWidth,
                SupportedLinkSpeeds = PciLink.SupportedSpeeds,
                MaximumLinkSpeed = PciLink.MaximumSpeed,
                CurrentLinkSpeed = PciLink.CurrentSpeed,
                LtssmState = PciLink.L0,
            }.TryWrite(reply[GetHeadInfoResponse.SizeWith(i)..]);
        }

        return CommandResult.Success(GetHeadInfoResponse.SizeWith(returned));
    }
}
