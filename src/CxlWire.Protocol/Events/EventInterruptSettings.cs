using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.4 Event Interrupt Settings, 1 byte. Interrupt settings of one event log.</summary>
/// <remarks>The value; <see cref="EventInterruptSettingsView"/> reads single fields in place.</remarks>
public readonly record struct EventInterruptSettings
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Settings = 0;
        public const int Size = 1;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>How the host is told of the log's first record.</summary>
    public EventInterruptMode Mode { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte SettingsReserved { get; init; }

    /// <summary>MSI or MSI-X message.</summary>
    public byte MessageNumber { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EventInterruptSettings value, out LayoutError error)
    {
        bool ok = EventInterruptSettingsView.TryCreate(bytes, out EventInterruptSettingsView view, out error);
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

    internal static EventInterruptSettings Read(ReadOnlySpan<byte> bytes) => new EventInterruptSettingsView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        destination[Field.Settings] = (byte)((Mode.Value & 0x3u)
            | ((SettingsReserved & 0x3u) << 2)
            | ((MessageNumber & 0xFu) << 4));
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Bits("mode", Field.Settings, 1, 0, 2, describe: v => new EventInterruptMode((byte)v).ToString()),
            LayoutField.Bits("settings_reserved", Field.Settings, 1, 2, 2),
            LayoutField.Bits("message_number", Field.Settings, 1, 4, 4),
        ];
        return new Layout("event_interrupt_settings", "CXL r3.1 8.2.9.2.4 Event Interrupt Settings", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.2.4 Event Interrupt Settings, read in place.</summary>
public readonly ref struct EventInterruptSettingsView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal EventInterruptSettingsView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, EventInterruptSettings.Field.Size);

    /// <summary>How the host is told of the log's first record.</summary>
    public EventInterruptMode Mode => new((byte)(_bytes[EventInterruptSettings.Field.Settings] & 0x3));

    /// <summary>Reserved, kept as received.</summary>
    public byte SettingsReserved => (byte)((_bytes[EventInterruptSettings.Field.Settings] >> 2) & 0x3);

    /// <summary>MSI or MSI-X message.</summary>
    public byte MessageNumber => (byte)(_bytes[EventInterruptSettings.Field.Settings] >> 4);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out EventInterruptSettingsView view, out LayoutError error)
    {
        bool ok = EventInterruptSettings.Layout.TryCheck(bytes, out error);
        view = ok ? new EventInterruptSettingsView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public EventInterruptSettings ToValue() => new()
    {
        Mode = Mode,
        SettingsReserved = SettingsReserved,
        MessageNumber = MessageNumber,
    };
}
