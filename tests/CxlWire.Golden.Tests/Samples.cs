using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Golden.Tests;

/// <summary>Messages, and generators of bytes.</summary>
internal static class Samples
{
    public static readonly byte[] ExtentListRequest =
        Hex.Bytes("00 07 00 01 48", "08 00 00", "00 00", "cd ab", Hex.U32(10), Hex.U32(0));

    public static readonly byte[] ExtentListResponse = Hex.Bytes(
        "01 07 00 01 48", "38 00 00", "00 00", "00 00",
        Hex.U32(1), Hex.U32(1), Hex.U32(3), Hex.U32(0),
        Hex.U64(0x10000000), Hex.U64(128 << 20), "5be13ce47e8d4dd2a5a33e5bfa5a5f01", Hex.U16(2), "00 00 00 00 00 01");

    public static readonly byte[] RefusedResponse = Hex.Bytes("01 08 00 02 48", "00 00 00", "0f 00", "00 00");

    public static readonly byte[] EventNotification =
        Hex.Bytes("00 00 00 06 01", "02 00 00", "00 00", "00 00", "10 80");

    public static readonly Gen<byte> AnyByte = Gen.Choose(0, 255).Select(b => (byte)b);

    /// <summary>Any bytes up to a length: most are no layout, some are.</summary>
    public static Gen<byte[]> AnyBytes(int most) =>
        from length in Gen.Choose(0, most)
        from bytes in AnyByte.ArrayOf(length)
        select bytes;

    public static Gen<Layout> AnyLayout => Gen.Elements(Layouts.All.ToArray());

    /// <summary>
    /// Bytes that a layout takes: any content, any number of entries up to 5, optional fields or not.
    /// </summary>
    public static Gen<byte[]> BytesOf(Layout layout)
    {
        Gen<byte[]> fixedPart = Gen.Elements(layout.MinimumSize, layout.Size).SelectMany(size => AnyByte.ArrayOf(size));
        if (layout.List is not { } list)
            return fixedPart;
        Gen<byte[]> entry = list.Entry is { } entryLayout ? EntryOf(entryLayout) : AnyByte.ArrayOf(list.Stride);
        Gen<byte[]> tail = AnyByte.ArrayOf(list.Tail?.Size ?? 0);
        return from count in Gen.Choose(0, 5)
               from head in AnyByte.ArrayOf(layout.Size)
               from entries in entry.ArrayOf(count)
               from end in tail
               select Join(layout, head, entries, end);
    }

    /// <summary>Messages of any opcode, known ones mostly, with payloads that fit and others.</summary>
    public static Gen<byte[]> AnyMessage =>
        from tag in AnyByte
        from category in Gen.Frequency((4, Gen.Constant(0)), (4, Gen.Constant(1)), (1, Gen.Choose(0, 255)))
        from opcode in Gen.Frequency((9, Gen.Elements(CxlWire.Protocol.Commands.CommandTable.Rows.Select(r =>
            (int)r.Opcode.Value).ToArray())), (1, Gen.Choose(0, 0xFFFF)))
        from code in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Choose(0, 0xFFFF)))
        from payload in AnyLayout.SelectMany(
            l => Gen.Frequency((1, AnyBytes(70)), (2, BytesOf(l)), (6, PayloadOf((ushort)opcode, category))))
        select Hex.Bytes(
            $"{category:x2}{tag:x2}{tag:x2}", Hex.U16(opcode),
            Hex.Text([(byte)payload.Length, (byte)(payload.Length >> 8), (byte)(tag & 0xE0)]),
            Hex.U16(code), Hex.U16(tag * 257), Hex.Text(payload));

    private static Gen<byte[]> PayloadOf(ushort opcode, int category) =>
        CxlWire.Protocol.Commands.CommandTable.TryGet(new Opcode(opcode), out var row)
            ? BytesOf(category == 0 ? row.Request : row.Response) : AnyBytes(20);

    private static Gen<byte[]> EntryOf(Layout layout)
    {
        Gen<byte[]> any = AnyByte.ArrayOf(layout.Size);
        return layout.Name != "event_record" ? any : Gen.OneOf(any, any.Select(AsDynamicCapacityRecord));
    }

    private static byte[] AsDynamicCapacityRecord(byte[] record)
    {
        EventRecordIdentifier.DynamicCapacity.Value.Write(record);
        return record;
    }

    private static byte[] Join(Layout layout, byte[] head, byte[][] entries, byte[] tail)
    {
        if (layout.List!.Count is { } count)
            Layout.WriteUnsigned(head, count, (uint)entries.Length);
        return [.. head, .. entries.SelectMany(e => e), .. tail];
    }
}
