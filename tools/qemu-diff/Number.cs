using System.Buffers.Binary;

namespace CxlWire.QemuDiff;

/// <summary>Numbers as they are on the wire.</summary>
internal static class Number
{
    public static byte[] Of16(ushort value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] Of32(uint value)
    {
        byte[] bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Of64(ulong value)
    {
        byte[] bytes = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
