using System.Numerics;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.InformationAndStatus;

/// <summary>CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h).</summary>
internal static class SetResponseMessageLimit
{
    // 256 bytes, the least that a mailbox may have: every response of fixed size fits.
    private const int Min = 8;

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ResponseMessageLimit.TryRead(request, out ResponseMessageLimit wanted, out _);
        int max = BitOperations.Log2((uint)port.Device.Configuration.PayloadSize);
        if (wanted.Limit < Min || wanted.Limit > max)
        {
            return CommandResult.Refused(Refusal.At(
                ResponseMessageLimit.Layout, "limit", ReturnCode.InvalidInput, rule: null,
                $"not between {Min} and {max}"));
        }

        port.ReplyLimit = Math.Min(1 << wanted.Limit, port.MaximumPayload);
        wanted.TryWrite(reply);
        return CommandResult.Success(ResponseMessageLimit.Size);
    }
}
