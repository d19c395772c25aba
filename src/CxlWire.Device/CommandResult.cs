using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Device;

/// <summary>How a command ended.</summary>
public readonly record struct CommandResult
{
    private CommandResult(ReturnCode code, int length, Refusal? refusal)
    {
        Code = code;
        Length = length;
        Refusal = refusal;
    }

    /// <summary>Return code.</summary>
    public ReturnCode Code { get; }

    /// <summary>Bytes of the response payload; 0 where the command was refused.</summary>
    public int Length { get; internal init; }

    /// <summary>Why the command was refused, or null; null also where a fault says how it ended.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the command started something that goes on in the background (F5).</summary>
    public bool BackgroundOperation { get; internal init; }

    /// <summary>Vendor-specific extended status; 0 unless a fault says something else.</summary>
    public ushort VendorStatus { get; internal init; }

    /// <summary>What is to go wrong on the reply's way, or null.</summary>
    public ReplyFault? ReplyFault { get; internal init; }

    /// <summary>The command did what it says, and its response payload has that many bytes.</summary>
    public static CommandResult Success(int length = 0) => new(ReturnCode.Success, length, null);

    internal CommandResult WithBackgroundOperation() => this with { BackgroundOperation = true };

    /// <summary>The command ends so, without payload: a fault says it, or it goes on in the background.</summary>
    internal static CommandResult Ended(ReturnCode code) => new(code, 0, null);

    /// <summary>The command did nothing.</summary>
    public static CommandResult Refused(Refusal refusal) => new(refusal.Code, 0, refusal);
}
