using CxlWire.Device.Activity;
using CxlWire.Protocol;

namespace CxlWire.Testing;

/// <summary>A command did not succeed.</summary>
public sealed class ReturnCodeException : Exception
{
    internal ReturnCodeException(Opcode opcode, ReturnCode returnCode, RefusedCommand? refused)
        : base(refused?.ToString() ?? $"{opcode}: {returnCode}") => (Opcode, ReturnCode) = (opcode, returnCode);

    /// <summary>The command.</summary>
    public Opcode Opcode { get; }

    /// <summary>How it ended.</summary>
    public ReturnCode ReturnCode { get; }
}
