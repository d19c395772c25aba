using CxlWire.Device.Journal;
using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Fm;

namespace CxlWire.Device.Commands.FabricManagement;

/// <summary>
/// CXL r3.1 7.6.7.3.1 Tunnel Management Command (5300h): reaches a host's CCI through the Fabric Manager's.
/// </summary>
internal static class TunnelManagementCommand
{
    private const byte PortOrLd = 0;

    // The tunnelled response has a 16-bit size.
    private const int MaxResponse = ushort.MaxValue;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        TunnelManagementRequestView.TryCreate(request, out TunnelManagementRequestView tunnel, out _);
        if (Check(port, tunnel, out CciHeader header) is { } refused)
            return refused;
        ReadOnlySpan<byte> command = tunnel.Command;
        Span<byte> response = reply[TunnelManagementResponse.Size..];
        response = response[..Math.Min(response.Length, MaxResponse)];
        CommandResult inner = port.Device.Hosts[tunnel.PortOrLdId].Cci.Execute(
            header.Opcode, command[CciHeader.Size..], response[CciHeader.Size..], CommandRoute.Tunnel);
        new CciHeader
        {
            Category = CciCategory.Response,
            MessageTag = header.MessageTag,
            Opcode = header.Opcode,
            PayloadLength = (uint)inner.Length,
            BackgroundOperation = inner.BackgroundOperation,
            ReturnCode = inner.Code,
            VendorStatus = inner.VendorStatus,
        }.TryWrite(response);
        int size = CciHeader.Size + inner.Length;
        new TunnelManagementResponse { ResponseSize = (ushort)size }.TryWrite(reply);

        // What befalls the reply inside befalls the one around it.
        return CommandResult.Success(TunnelManagementResponse.SizeWith(size)) with { ReplyFault = inner.ReplyFault };
    }

    /// <inheritdoc cref="HandlerRow.FindLabels"/>
    public static bool TryFindLabels(CciPort port, ReadOnlySpan<byte> request, out LabelWrite write)
    {
        TunnelManagementRequestView.TryCreate(request, out TunnelManagementRequestView tunnel, out _);
        write = default;
        return Check(port, tunnel, out CciHeader header) is null
            && port.Device.Hosts[tunnel.PortOrLdId].Cci.TryFindLabels(
                header.Opcode, tunnel.Command[CciHeader.Size..], out write);
    }

    /// <summary>Why there is no command for a host inside; null where there is one, with this header.</summary>
    private static CommandResult? Check(CciPort port, TunnelManagementRequestView tunnel, out CciHeader header)
    {
        header = default;
        if (tunnel.TargetType != PortOrLd)
            return Refuse("target_type", "only ports and LDs are reached");
        if (tunnel.PortOrLdId >= port.Device.Hosts.Length)
            return Refuse("port_or_ld_id", "there is no such host");
        ReadOnlySpan<byte> command = tunnel.Command;
        bool isRequest = command.Length >= CciHeader.Size
            && CciHeader.TryRead(command[..CciHeader.Size], out header, out _)
            && header.Category == CciCategory.Request
            && header.PayloadLength == command.Length - CciHeader.Size;
        return isRequest ? null : Refuse("command", "not one CCI request");
    }

    private static CommandResult Refuse(string field, string reason) => CommandResult.Refused(Refusal.At(
        TunnelManagementRequest.Layout, field, ReturnCode.InvalidInput, rule: null, reason));
}
