using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.InformationAndStatus;

/// <summary>CXL r3.1 8.2.9.1.2 Background Operation Status (0002h): how far sanitizing is (F5).</summary>
internal static class BackgroundOperationStatus
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        port.Device.Background.Status.TryWrite(reply);
        return CommandResult.Success(BackgroundOperationStatusResponse.Size);
    }
}
