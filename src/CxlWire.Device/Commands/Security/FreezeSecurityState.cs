namespace CxlWire.Device.Commands.Security;

/// <summary>CXL r3.1 8.2.9.9.6.5 Freeze Security State (4504h): K4.</summary>
internal static class FreezeSecurityState
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        port.Device.Security.Freeze();
        return CommandResult.Success();
    }
}
