using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>CCI messages as bytes, put together here without the codec.</summary>
internal static class Message
{
    public static byte[] Request(int tag, int opcode, params string[] payload) => Build(0, tag, opcode, 0, payload);

    public static byte[] Response(int tag, int opcode, int code, params string[] payload) =>
        Build(1, tag, opcode, code, payload);

    /// <summary>The device's Event Notification (0106h).</summary>
    public static byte[] Notification(int mask) => Request(0, 0x0106, Hex.U16(mask));

    public static byte[] Build(int category, int tag, int opcode, int code, params string[] payload)
    {
        byte[] body = Hex.Bytes(payload);
        return [.. Header(category, tag, opcode, code, body.Length), .. body];
    }

    public static byte[] Header(int category, int tag, int opcode, int code, int length) =>
    [
        (byte)category,
        (byte)tag,
        0,
        (byte)opcode,
        (byte)(opcode >> 8),
        (byte)length,
        (byte)(length >> 8),
        (byte)(length >> 16),
        (byte)code,
        (byte)(code >> 8),
        0,
        0,
    ];
}
