using CxlWire.Device.Storage;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Device.Commands;

/// <summary>What the device does for one opcode, attached to the opcode's row of <see cref="CommandTable"/>.</summary>
internal sealed class HandlerRow
{
    /// <summary>Attaches a handler.</summary>
    /// <exception cref="ArgumentException">The command table has no row of the opcode.</exception>
    public HandlerRow(Opcode opcode, CommandHandler handle)
    {
        Command = CommandTable.TryGet(opcode, out CommandRow row)
            ? row
            : throw new ArgumentException($"{opcode} has a handler, and no row in CommandTable", nameof(opcode));
        Handle = handle;
        IsBackground = (Command.Effects & CommandEffects.BackgroundOperation) != 0;
    }

    /// <summary>Tells how many bytes of a request payload QEMU reads.</summary>
    public delegate long ReadBytes(ReadOnlySpan<byte> request);

    /// <summary>The end of a command that went on in the background.</summary>
    /// <param name="port">The CCI that it came through.</param>
    /// <param name="request">What was kept of the request payload.</param>
    /// <returns>How it went.</returns>
    public delegate ReturnCode BackgroundEnd(CciPort port, ReadOnlySpan<byte> request);

    /// <summary>Finds what a request would write to the label storage area.</summary>
    /// <param name="port">The CCI that it came through.</param>
    /// <param name="request">Request payload, of a length that is right.</param>
    /// <param name="write">What it would write.</param>
    /// <returns>False for nothing, or what would be refused anyway.</returns>
    public delegate bool FindLabels(CciPort port, ReadOnlySpan<byte> request, out LabelWrite write);

    /// <summary>The wire half.</summary>
    public CommandRow Command { get; }

    /// <summary>Does what the command asks for.</summary>
    public CommandHandler Handle { get; }

    /// <summary>Whether it may go on in the background; only one does at a time (B1).</summary>
    public bool IsBackground { get; }

    /// <summary>
    /// Does what the command is for, where it goes on in the background: at its end, given the request again; null: it
    /// never does.
    /// </summary>
    public BackgroundEnd? Complete { get; init; }

    /// <summary>Called in place of that when the command is aborted; or null.</summary>
    public Action<CciPort>? OnAborted { get; init; }

    /// <summary>Whether it never changes what the device is in.</summary>
    public bool OnlyLooks { get; init; }

    /// <summary>Called when the command was refused, for its length or by its handler; or null.</summary>
    public Action<CciPort>? OnRefused { get; init; }

    /// <summary>Bytes that QEMU reads, where it takes a payload that has more (q16); null: it does not.</summary>
    public ReadBytes? ReadByQemu { get; init; }

    /// <summary>Finds labels, which have to be kept before the command is carried out; null: it writes none.</summary>
    public FindLabels? TryFindLabels { get; init; }

    /// <summary>Whether QEMU 11.1 does not carry the command (q20).</summary>
    public bool IsUnknownToQemu { get; init; }

    /// <summary>Whether hosts are refused the command while the media is disabled (Z2).</summary>
    public bool NeedsMedia { get; init; }

    /// <summary>Whether a request payload has a length that the command takes (C2).</summary>
    public bool TryCheckLength(ReadOnlySpan<byte> request, out LayoutError error) =>
        Command.Request.TryCheck(request, out error);
}
