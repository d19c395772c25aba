using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands.MemoryDevice;

/// <summary>CXL r3.1 8.2.9.9.3.5 Set Shutdown State (4204h).</summary>
internal static class SetShutdownState
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        ShutdownState.TryRead(request, out ShutdownState wanted, out _);
        port.Device.Shutdowns.IsDirty = wanted.Dirty;
        return CommandResult.Success();
    }
}
