using CxlWire.Device.Security;
using CxlWire.Protocol.Security;

namespace CxlWire.Device.Commands.Security;

/// <summary>CXL r3.1 8.2.9.9.6.1 Get Security State (4500h): K1.</summary>
internal static class GetSecurityState
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        SecurityState security = port.Device.Security;
        new GetSecurityStateResponse
        {
            UserPassphraseSet = security.User.IsSet,
            MasterPassphraseSet = security.Master.IsSet,
            Locked = security.IsLocked,
            Frozen = security.IsFrozen,
            UserAttemptsAtLimit = security.User.IsAtLimit,
            MasterAttemptsAtLimit = security.Master.IsAtLimit,
        }.TryWrite(reply);
        return CommandResult.Success(GetSecurityStateResponse.Size);
    }
}
