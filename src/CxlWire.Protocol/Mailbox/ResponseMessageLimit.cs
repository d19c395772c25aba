using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.1.3 Get (0003h) and 8.2.9.1.4 Set Response Message Limit (0004h), 1 byte.</summary>
/// <remarks>The value; <see cref="ResponseMessageLimitView"/> reads single fields in place.</remarks>
public readonly record struct ResponseMessageLimit
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Limit = 0;
        public const int Size = 1;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Largest response payload, as the n of 2^n bytes.</summary>
    public byte Limit { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ResponseMessageLimit value, out LayoutError error)
    {
        bool ok = ResponseMessageLimitView.TryCreate(bytes, out ResponseMessageLimitView view, out error);
        value = default;
        if (ok)
            value = view.ToValue();
        return ok;
    }

    /// <summary>Writes the layout, reserved bits included.</summary>
    /// <returns>False where the destination is shorter than <see cref="Size"/>; nothing is written.</returns>
    public bool TryWrite(Span<byte> destination)
    {
        if (destination.Length < Size)
            return false;
        Write(destination);
        return true;
    }

    internal static ResponseMessageLimit Read(ReadOnlySpan<byte> bytes) => new ResponseMessageLimitView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Limit] = Limit;
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("limit", Field.Limit, 1, "2^n bytes"),
        ];
        return new Layout("response_message_limit", "CXL r3.1 8.2.9.1.3 Get (0003h) and 8.2.9.1.4 Set Response Message Limit (0004h)", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.1.3 Get (0003h) and 8.2.9.1.4 Set Response Message Limit (0004h), read in place.</summary>
public readonly ref struct ResponseMessageLimitView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal ResponseMessageLimitView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, ResponseMessageLimit.Field.Size);

    /// <summary>Largest response payload, as the n of 2^n bytes.</summary>
    public byte Limit => _bytes[ResponseMessageLimit.Field.Limit];

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out ResponseMessageLimitView view, out LayoutError error)
    {
        bool ok = ResponseMessageLimit.Layout.TryCheck(bytes, out error);
        view = ok ? new ResponseMessageLimitView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public ResponseMessageLimit ToValue() => new()
    {
        Limit = Limit,
    };
}
