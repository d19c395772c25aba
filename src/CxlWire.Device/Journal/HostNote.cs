using CxlWire.Protocol;

namespace CxlWire.Device.Journal;

/// <summary>
/// Something about how a host speaks, beside its commands: for those who judge drivers. The device answers as it would
/// without.
/// </summary>
/// <param name="Kind">What happened.</param>
/// <param name="Opcode">Of the message; of the command that the mailbox carries out, or the background.</param>
/// <param name="What">The tag, or the register: "tag 5", "Command Payload", "interrupt".</param>
/// <param name="Code">How the background command ended; else Success.</param>
public sealed record HostNote(HostNoteKind Kind, Opcode Opcode, string What, ReturnCode Code = default)
{
    /// <summary>In half a line: "TagReused, Identify Memory Device (4000h), tag 5".</summary>
    public override string ToString() =>
        $"{Kind}, {Opcode}, {What}{(Code == ReturnCode.Success ? "" : $", {Code}")}";
}
