using System.Numerics;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.InformationAndStatus;

/// <summary>CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h).</summary>
internal static class GetResponseMessageLimit
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new ResponseMessageLimit { Limit = (byte)BitOperations.Log2((uint)port.ReplyLimit) }.TryWrite(reply);
        return CommandResult.Success(ResponseMessageLimit.Size);
    }
}
