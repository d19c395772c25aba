using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Commands;

/// <summary>The commands that a CCI carries. It never changes, and all CCIs that carry the same share one.</summary>
internal sealed class CommandSet
{
    // By the opcode's two bytes.
    private readonly HandlerRow?[]?[] _byOpcode = new HandlerRow?[]?[0x100];
    private readonly byte[] _effectsLog;

    /// <summary>Carries the rows given, in their order.</summary>
    public CommandSet(IEnumerable<HandlerRow> rows)
    {
        HandlerRow[] carried = [.. rows];
        Rows = [.. carried.Select(row => row.Command)];
        foreach (HandlerRow row in carried)
        {
            ushort opcode = row.Command.Opcode.Value;
            (_byOpcode[opcode >> 8] ??= new HandlerRow?[0x100])[opcode & 0xFF] = row;
        }

        _effectsLog = BuildEffectsLog(Rows);
    }

    /// <summary>The wire halves.</summary>
    public IReadOnlyList<CommandRow> Rows { get; }

    /// <summary>The Command Effects Log: what the CCI carries (C4).</summary>
    public ReadOnlyMemory<byte> EffectsLog => _effectsLog;

    /// <summary>The row of an opcode.</summary>
    public bool TryGet(Opcode opcode, out HandlerRow row)
    {
        row = _byOpcode[opcode.Value >> 8]?[opcode.Value & 0xFF]!;
        return row is not null;
    }

    private static byte[] BuildEffectsLog(IReadOnlyList<CommandRow> rows)
    {
        byte[] log = new byte[rows.Count * CelEntry.Size];
        for (int i = 0; i < rows.Count; i++)
        {
            Span<byte> entry = log.AsSpan(i * CelEntry.Size);
            BinaryPrimitives.WriteUInt16LittleEndian(entry, rows[i].Opcode.Value);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[sizeof(ushort)..], (ushort)rows[i].Effects);
        }

        return log;
    }
}
