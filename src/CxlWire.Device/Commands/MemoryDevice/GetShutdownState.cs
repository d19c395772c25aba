using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.3.4 Get Shutdown State (4203h).</summary>
internal static class GetShutdownState
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        new ShutdownState { Dirty = port.Device.Shutdowns.IsDirty }.TryWrite(reply);
        return CommandResult.Success(ShutdownState.Size);
    }
}
