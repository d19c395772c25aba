using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;

namespace CxlWire.Fuzz.Targets;

/// <summary>CCI messages, nearly right.</summary>
internal static class Messages
{
    private static readonly CommandRow[] _hosts = [.. CommandTable.Rows.Where(row => (row.Ccis & CciKinds.Host) != 0)];
    private static readonly CommandRow[] _fabricManagers =
        [.. CommandTable.Rows.Where(row => (row.Ccis & CciKinds.FabricManager) != 0)];

    /// <summary>A request of a command that the CCI carries, sometimes of any other.</summary>
    public static (Opcode Opcode, byte[] Payload) Request(Random random, CciKinds kind)
    {
        CommandRow row =
            random.Of(random.OneIn(20) ? CommandTable.Rows : kind == CciKinds.Host ? _hosts : _fabricManagers);
        byte[] payload = Seeds.Requests.TryGetValue(row.Opcode.Value, out byte[][]? seeds) && !random.OneIn(8)
            ? random.Of(seeds) : LayoutMutator.Sound(random, row.Request);
        if (!random.OneIn(3))
            payload = LayoutMutator.Mutate(random, row.Request, payload);
        return (random.OneIn(100) ? new Opcode((ushort)random.Next(65536)) : row.Opcode, payload);
    }

    /// <summary>Header and payload; the header is wrong now and then.</summary>
    public static byte[] Message(Random random, Opcode opcode, byte[] payload)
    {
        var header =
            new CciHeader
            {
                MessageTag = (byte)random.Next(256),
                Opcode = opcode,
                PayloadLength = (uint)Math.Min(payload.Length, CciHeader.MaxPayloadLength)
            };
        byte[] bytes = new byte[CciHeader.Size];
        header.TryWrite(bytes);
        if (random.OneIn(10))
            bytes = LayoutMutator.Mutate(random, CciHeader.Layout, bytes);
        return [.. bytes, .. payload];
    }

    /// <summary>A golden message, or a request, changed or not.</summary>
    public static byte[] Any(Random random, CciKinds kind)
    {
        if (random.OneIn(4))
        {
            byte[] golden = random.Of(Seeds.Messages);
            return random.OneIn(2) ? golden : ByteMutator.Mutate(random, golden);
        }

        (Opcode opcode, byte[] payload) = Request(random, kind);
        return Message(random, opcode, payload);
    }

    /// <summary>A message as long as its header says, which may be longer than anyone takes.</summary>
    public static byte[] Long(Random random)
    {
        int length = random.Of(new[] { 2047, 2048, 2049, 4096, 65536, 1 << 20, CciHeader.MaxPayloadLength });
        return Message(random, random.Of(CommandTable.Rows).Opcode, new byte[length]);
    }
}
