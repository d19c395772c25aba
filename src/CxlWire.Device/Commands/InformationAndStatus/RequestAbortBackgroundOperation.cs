using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Device.Commands.InformationAndStatus;

/// <summary>CXL r3.1 8.2.9.1.5 Request Abort Background Operation (0005h).</summary>
internal static class RequestAbortBackgroundOperation
{
    private static readonly Refusal _nothingToAbort = Refusal.At(
        CciHeader.Layout,
        "opcode",
        ReturnCode.RequestAbortBackgroundOperationNotSupported,
        "B3",
        "nothing runs in the background that can be aborted");

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply) =>
        port.Device.Background.TryAbort() ? CommandResult.Success() : CommandResult.Refused(_nothingToAbort);
}
