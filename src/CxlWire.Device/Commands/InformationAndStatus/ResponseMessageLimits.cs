using System.Numerics;
using CxlWire.Protocol;
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

/// <summary>CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h).</summary>
internal static class SetResponseMessageLimit
{
    // 256 bytes, the least that a mailbox may have: every response of fixed size fits.
    private const int Least = 8;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ResponseMessageLimit.TryRead(request, out ResponseMessageLimit wanted, out _);
        int most = BitOperations.Log2((uint)port.Device.Configuration.PayloadSize);
        if (wanted.Limit < Least || wanted.Limit > most)
            return CommandResult.Refused(ReturnCode.InvalidInput, "0004h", "limit", 0, $"not between {Least} and {most}");
        port.ReplyLimit = Math.Min(1 << wanted.Limit, port.MaximumPayload);
        wanted.TryWrite(reply);
        return CommandResult.Success(ResponseMessageLimit.Size);
    }
}
