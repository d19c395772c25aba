using CxlWire.Device.Capacity;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.InformationAndStatus;

/// <summary>CXL r3.1 8.2.9.1.2 Background Operation Status (0002h): how far sanitizing is (F5).</summary>
internal static class BackgroundOperationStatus
{
    public static CommandResult Execute(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        Sanitizer sanitizer = port.Device.Pool.Sanitizer;
        new BackgroundOperationStatusResponse
        {
            InProgress = sanitizer.IsRunning,
            PercentageComplete = (byte)(sanitizer.StartedBy == default ? 0 : sanitizer.PercentComplete),
            Opcode = sanitizer.StartedBy,
        }.TryWrite(reply);
        return CommandResult.Success(BackgroundOperationStatusResponse.Size);
    }
}
