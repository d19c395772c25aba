using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Mailbox;

/// <summary>CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry, 4 bytes. One command and its effects.</summary>
/// <remarks>The value; <see cref="CelEntryView"/> reads single fields in place.</remarks>
public readonly record struct CelEntry
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Opcode = 0;
        public const int Effects = 2;
        public const int Size = 4;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>The command.</summary>
    public Opcode Opcode { get; init; }

    /// <summary>Changes configuration after a cold reset.</summary>
    public bool ConfigurationChangeAfterColdReset { get; init; }

    /// <summary>Changes configuration at once.</summary>
    public bool ImmediateConfigurationChange { get; init; }

    /// <summary>Changes data at once.</summary>
    public bool ImmediateDataChange { get; init; }

    /// <summary>Changes policy at once.</summary>
    public bool ImmediatePolicyChange { get; init; }

    /// <summary>Changes a log at once.</summary>
    public bool ImmediateLogChange { get; init; }

    /// <summary>Changes the security state.</summary>
    public bool SecurityStateChange { get; init; }

    /// <summary>May run in the background.</summary>
    public bool BackgroundOperation { get; init; }

    /// <summary>The secondary mailbox carries it.</summary>
    public bool SecondaryMailboxSupported { get; init; }

    /// <summary>Can be aborted.</summary>
    public bool RequestAbortBackgroundOperationSupported { get; init; }

    /// <summary>The next two bits count.</summary>
    public bool ExtendedEffectsValid { get; init; }

    /// <summary>Changes configuration after a conventional reset.</summary>
    public bool ConfigurationChangeAfterConventionalReset { get; init; }

    /// <summary>Changes configuration after a CXL reset.</summary>
    public bool ConfigurationChangeAfterCxlReset { get; init; }

    /// <summary>Reserved, kept as received.</summary>
    public byte EffectsReserved { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out CelEntry value, out LayoutError error)
    {
        bool ok = CelEntryView.TryCreate(bytes, out CelEntryView view, out error);
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

    internal static CelEntry Read(ReadOnlySpan<byte> bytes) => new CelEntryView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Opcode), Opcode.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(destination.Slice(Field.Effects), (ushort)((ConfigurationChangeAfterColdReset ? 0x1u : 0u)
            | (ImmediateConfigurationChange ? 0x2u : 0u)
            | (ImmediateDataChange ? 0x4u : 0u)
            | (ImmediatePolicyChange ? 0x8u : 0u)
            | (ImmediateLogChange ? 0x10u : 0u)
            | (SecurityStateChange ? 0x20u : 0u)
            | (BackgroundOperation ? 0x40u : 0u)
            | (SecondaryMailboxSupported ? 0x80u : 0u)
            | (RequestAbortBackgroundOperationSupported ? 0x100u : 0u)
            | (ExtendedEffectsValid ? 0x200u : 0u)
            | (ConfigurationChangeAfterConventionalReset ? 0x400u : 0u)
            | (ConfigurationChangeAfterCxlReset ? 0x800u : 0u)
            | ((EffectsReserved & 0xFu) << 12)));
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Unsigned("opcode", Field.Opcode, 2, hexDigits: 4, describe: v => new Opcode((ushort)v).ToString()),
            LayoutField.Bits("configuration_change_after_cold_reset", Field.Effects, 2, 0, 1),
            LayoutField.Bits("immediate_configuration_change", Field.Effects, 2, 1, 1),
            LayoutField.Bits("immediate_data_change", Field.Effects, 2, 2, 1),
            LayoutField.Bits("immediate_policy_change", Field.Effects, 2, 3, 1),
            LayoutField.Bits("immediate_log_change", Field.Effects, 2, 4, 1),
            LayoutField.Bits("security_state_change", Field.Effects, 2, 5, 1),
            LayoutField.Bits("background_operation", Field.Effects, 2, 6, 1),
            LayoutField.Bits("secondary_mailbox_supported", Field.Effects, 2, 7, 1),
            LayoutField.Bits("request_abort_background_operation_supported", Field.Effects, 2, 8, 1),
            LayoutField.Bits("extended_effects_valid", Field.Effects, 2, 9, 1),
            LayoutField.Bits("configuration_change_after_conventional_reset", Field.Effects, 2, 10, 1),
            LayoutField.Bits("configuration_change_after_cxl_reset", Field.Effects, 2, 11, 1),
            LayoutField.Bits("effects_reserved", Field.Effects, 2, 12, 4),
        ];
        return new Layout("cel_entry", "CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry", Size, fields);
    }
}

/// <summary>CXL r3.1 8.2.9.5.2.1 Command Effects Log Entry, read in place.</summary>
public readonly ref struct CelEntryView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal CelEntryView(ReadOnlySpan<byte> bytes) => _bytes = bytes.Slice(0, CelEntry.Field.Size);

    /// <summary>The command.</summary>
    public Opcode Opcode => new(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Opcode)));

    /// <summary>Changes configuration after a cold reset.</summary>
    public bool ConfigurationChangeAfterColdReset => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x1) != 0;

    /// <summary>Changes configuration at once.</summary>
    public bool ImmediateConfigurationChange => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x2) != 0;

    /// <summary>Changes data at once.</summary>
    public bool ImmediateDataChange => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x4) != 0;

    /// <summary>Changes policy at once.</summary>
    public bool ImmediatePolicyChange => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x8) != 0;

    /// <summary>Changes a log at once.</summary>
    public bool ImmediateLogChange => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x10) != 0;

    /// <summary>Changes the security state.</summary>
    public bool SecurityStateChange => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x20) != 0;

    /// <summary>May run in the background.</summary>
    public bool BackgroundOperation => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x40) != 0;

    /// <summary>The secondary mailbox carries it.</summary>
    public bool SecondaryMailboxSupported => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x80) != 0;

    /// <summary>Can be aborted.</summary>
    public bool RequestAbortBackgroundOperationSupported => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x100) != 0;

    /// <summary>The next two bits count.</summary>
    public bool ExtendedEffectsValid => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x200) != 0;

    /// <summary>Changes configuration after a conventional reset.</summary>
    public bool ConfigurationChangeAfterConventionalReset => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x400) != 0;

    /// <summary>Changes configuration after a CXL reset.</summary>
    public bool ConfigurationChangeAfterCxlReset => (BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) & 0x800) != 0;

    /// <summary>Reserved, kept as received.</summary>
    public byte EffectsReserved => (byte)(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(CelEntry.Field.Effects)) >> 12);

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out CelEntryView view, out LayoutError error)
    {
        bool ok = CelEntry.Layout.TryCheck(bytes, out error);
        view = ok ? new CelEntryView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public CelEntry ToValue() => new()
    {
        Opcode = Opcode,
        ConfigurationChangeAfterColdReset = ConfigurationChangeAfterColdReset,
        ImmediateConfigurationChange = ImmediateConfigurationChange,
        ImmediateDataChange = ImmediateDataChange,
        ImmediatePolicyChange = ImmediatePolicyChange,
        ImmediateLogChange = ImmediateLogChange,
        SecurityStateChange = SecurityStateChange,
        BackgroundOperation = BackgroundOperation,
        SecondaryMailboxSupported = SecondaryMailboxSupported,
        RequestAbortBackgroundOperationSupported = RequestAbortBackgroundOperationSupported,
        ExtendedEffectsValid = ExtendedEffectsValid,
        ConfigurationChangeAfterConventionalReset = ConfigurationChangeAfterConventionalReset,
        ConfigurationChangeAfterCxlReset = ConfigurationChangeAfterCxlReset,
        EffectsReserved = EffectsReserved,
    };
}
