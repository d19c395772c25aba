using System.Buffers.Binary;
using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// A PCI function: accesses of any width anywhere, and commands through the mailbox. Reads change nothing and fit
/// together; only what is not inside a block throws; the doorbell never reads set. Data objects through the DOE mailbox
/// leave it usable after an abort. Pieces: kind of device; then accesses: what, offset, and bytes to write or a length
/// to read; commands: opcode, payload; data objects.
/// </summary>
internal sealed class RegistersTarget : FuzzTarget
{
    private const byte Read = 4;
    private const byte Command = 8;
    private const byte Reset = 9;
    private const byte PassTime = 10;
    private const byte DataObject = 11;

    // Dwords of the longest response: an entry of the CDAT.
    private const int LongestResponse = 9;

    // docs/registers.md: the mailbox of the device registers.
    private const int MailboxControl = 4;
    private const int MailboxCommand = 8;
    private const int MailboxPayload = 0x20;

    // Where registers are, which is the same for every device but for the length of the mailbox.
    private static readonly PciFunction _sample = TestDevices.Create(0, new StepClock()).Hosts[0].Function;

    public override string Name => "registers";

    public override byte[][] Create(Random random)
    {
        List<byte[]> pieces = [[(byte)random.Next(TestDevices.Count)]];
        for (int i = random.Next(1, 30); i > 0; i--)
            pieces.Add(random.Next(9) switch
            {
                < 2 => CommandPiece(random),
                8 => DataObjectPiece(random),
                7 => [random.OneIn(2) ? Reset : PassTime, random.Of<byte>([0, 1, 2, 200])],
                _ => Access(random),
            });
        return [.. pieces];
    }

    // Registers of a device with payloads of a mebibyte.
    public override long MaximumAllocation(long length) => (64L << 20) + (length * 4096);

    public override void Run(byte[][] pieces)
    {
        var clock = new StepClock();
        CxlDevice device = TestDevices.Create(pieces is [[byte kind, ..], ..] ? kind : 0, clock);
        PciFunction function = device.Hosts[0].Function;
        function.InterruptRaised += vector =>
            FuzzFailure.Unless(vector is >= 0 and < PciFunction.Vectors, "an interrupt that there is not", $"{vector}");
        foreach (byte[] piece in pieces.Skip(1).Where(p => p.Length > 1))
        {
            switch (piece[0])
            {
                case Command when piece.Length >= 3:
                    Ring(
                        function, new Opcode(BinaryPrimitives.ReadUInt16LittleEndian(piece.AsSpan(1))),
                        piece.AsSpan(3));
                    break;
                case Reset:
                    function.Reset(piece[1] == 0 ? ResetKind.FunctionLevel : ResetKind.Conventional);
                    break;
                case DataObject:
                    Exchange(function, piece.AsSpan(1));
                    break;
                case PassTime:
                    clock.Advance(TimeSpan.FromMilliseconds(piece[1] * 20));
                    break;
                case < Command when piece.Length >= 5:
                    Access(
                        BlockOf(function, piece[0] & 3), (piece[0] & Read) != 0,
                        BinaryPrimitives.ReadInt32LittleEndian(piece.AsSpan(1)), piece.AsSpan(5));
                    break;
            }

            FuzzFailure.Unless(!IsRinging(function), "the doorbell reads set");
        }

        DeviceAccounts.Check(device);
    }

    private static RegisterBlock BlockOf(PciFunction function, int number) => number switch
    {
        0 => function.ConfigurationSpace,
        1 => function.ComponentRegisters,
        2 => function.DeviceRegisters,
        _ => function.InterruptTable,
    };

    private static byte[] Access(Random random)
    {
        int number = random.Next(4);
        RegisterBlock block = BlockOf(_sample, number);
        Register register = random.Of(block.Registers);
        int offset = random.Next(6) switch
        {
            0 => random.Next(block.Size),
            1 => block.Size - random.Next(9),
            2 => register.Offset + random.Next(-3, register.Width + 3),
            3 when random.OneIn(5) => unchecked((int)random.Limit()),
            _ => register.Offset,
        };
        int length =
            random.Next(4) switch { 0 => random.Next(0, 65), 1 => register.Width % 65, _ => 1 << random.Next(4) };
        byte[] bytes = random.Bytes(length);
        if (random.OneIn(2))
            bytes.AsSpan().Fill(random.Of<byte>([0, 1, 3, 7, 0xFF]));
        byte[] at = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(at, offset);
        return [(byte)(number | (random.OneIn(3) ? Read : 0)), .. at, .. bytes];
    }

    private static byte[] CommandPiece(Random random)
    {
        (Opcode opcode, byte[] payload) = Messages.Request(random, CciKinds.Host);
        return [Command, (byte)opcode.Value, (byte)(opcode.Value >> 8), .. payload];
    }

    private static byte[] DataObjectPiece(Random random)
    {
        // Discovery or table access; then bytes of it are lost, added or changed.
        byte[] request = random.OneIn(3)
            ? [1, 0, 0, 0, 3, 0, 0, 0, (byte)random.Next(4), 0, 0, 0]
            : [0x98, 0x1E, 2, 0, 3, 0, 0, 0, 0, 0, (byte)random.Next(60), 0];
        if (random.OneIn(3))
            request[random.Next(request.Length)] = random.Of<byte>([0, 1, 2, 4, 0xFF]);
        return random.Next(6) switch
        {
            0 => [DataObject, .. request[..(4 * random.Next(1, 4))]],
            1 => [DataObject, .. request, .. random.Bytes(4 * random.Next(1, 40))],
            _ => [DataObject, .. request],
        };
    }

    /// <summary>Writes an object, reads what is answered, and aborts; the mailbox is then as new.</summary>
    private static void Exchange(PciFunction function, ReadOnlySpan<byte> request)
    {
        RegisterBlock space = function.ConfigurationSpace;
        int control = space.Registers.First(r => r.Name == "DOE Control").Offset;
        for (; request.Length >= 4; request = request[4..])
            space.Write(control + 8, request[..4]);
        space.Write(control, [0, 0, 0, 0x80]);
        int length = 0;
        byte[] status = new byte[4];
        for (space.Read(control + 4, status); status[3] == 0x80; space.Read(control + 4, status))
        {
            space.Write(control + 12, new byte[4]);
            length++;
        }

        FuzzFailure.Unless(length <= LongestResponse, "a response of the DOE mailbox does not end", $"{length} dwords");
        FuzzFailure.Unless(status[0] is 0 or 2 or 4 or 6, "a status that there is not", $"{status[0]:x}h");
        space.Write(control, [1, 0, 0, 0]);
        space.Read(control + 4, status);
        FuzzFailure.Unless((status[0] & 5) == 0 && status[3] == 0, "an abort leaves something");
    }

    private static void Access(RegisterBlock block, bool reads, int offset, ReadOnlySpan<byte> bytes)
    {
        bool isInside = offset >= 0 && bytes.Length <= block.Size - offset;
        try
        {
            byte[] read = new byte[bytes.Length];
            if (reads)
                block.Read(offset, read);
            else
                block.Write(offset, bytes);
            FuzzFailure.Unless(isInside, "an access outside of its block is taken");
            CheckReads(block, offset, bytes.Length);
        }
        catch (ArgumentOutOfRangeException) when (!isInside)
        {
        }
    }

    private static void CheckReads(RegisterBlock block, int offset, int length)
    {
        byte[] whole = new byte[length], parts = new byte[length];
        block.Read(offset, whole);
        for (int i = 0; i < length; i++)
            block.Read(offset + i, parts.AsSpan(i, 1));
        FuzzFailure.Unless(
            whole.AsSpan()
                .SequenceEqual(parts), "bytes read one by one are others", $"{block.Name}, {length} at {offset:x}h");
    }

    private static void Ring(PciFunction function, Opcode opcode, ReadOnlySpan<byte> payload)
    {
        RegisterBlock block = function.DeviceRegisters;
        int mailbox = Find(function);
        payload = payload[..Math.Min(payload.Length, function.Host.Cci.MaximumPayload)];
        block.Write(mailbox + MailboxPayload, payload);
        Span<byte> command = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(command, opcode.Value | ((ulong)payload.Length << 16));
        block.Write(mailbox + MailboxCommand, command);
        block.Write(mailbox + MailboxControl, [1]);
        block.Read(mailbox + MailboxCommand, command);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(command) >> 16;
        FuzzFailure.Unless(
            length <= (ulong)function.Host.Cci.MaximumPayload, "a reply is longer than the payload registers",
            $"{opcode}: {length}");
    }

    private static bool IsRinging(PciFunction function)
    {
        byte[] control = new byte[4];
        function.DeviceRegisters.Read(Find(function) + MailboxControl, control);
        return (control[0] & 1) != 0;
    }

    private static int Find(PciFunction function) =>
        function.DeviceRegisters.Registers.First(r => r.Name == "Mailbox Capabilities").Offset;
}
