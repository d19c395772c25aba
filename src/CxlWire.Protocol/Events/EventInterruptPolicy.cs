using System.Runtime.CompilerServices;

namespace CxlWire.Protocol.Events;

/// <summary>CXL r3.1 8.2.9.2.4 Get (0102h) and 8.2.9.2.5 Set Event Interrupt Policy (0103h), 5 bytes.</summary>
/// <remarks>The value; <see cref="EventInterruptPolicyView"/> reads single fields in place.</remarks>
public readonly record struct EventInterruptPolicy
{
    /// <summary>Byte offsets, in layout order; the last end is the size.</summary>
    internal static class Field
    {
        public const int Informational = 0;
        public const int Warning = 1;
        public const int Failure = 2;
        public const int Fatal = 3;
        public const int DynamicCapacity = 4;
        public const int Size = 5;
    }

    /// <summary>Bytes of the layout.</summary>
    public const int Size = Field.Size;

    /// <summary>The layout as data.</summary>
    public static Layout Layout { get; } = CreateLayout();

    /// <summary>Settings of the informational event log.</summary>
    public EventInterruptSettings Informational { get; init; }

    /// <summary>Settings of the warning event log.</summary>
    public EventInterruptSettings Warning { get; init; }

    /// <summary>Settings of the failure event log.</summary>
    public EventInterruptSettings Failure { get; init; }

    /// <summary>Settings of the fatal event log.</summary>
    public EventInterruptSettings Fatal { get; init; }

    /// <summary>Settings of the dynamic capacity event log.</summary>
    public EventInterruptSettings DynamicCapacity { get; init; }

    /// <summary>Reads bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others; nothing is consumed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, out EventInterruptPolicy value, out LayoutError error)
    {
        bool ok = EventInterruptPolicyView.TryCreate(bytes, out EventInterruptPolicyView view, out error);
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

    internal static EventInterruptPolicy Read(ReadOnlySpan<byte> bytes) => new EventInterruptPolicyView(bytes).ToValue();

    internal void Write(Span<byte> destination)
    {
        destination = destination.Slice(0, Size);
        Informational.Write(destination.Slice(Field.Informational));
        Warning.Write(destination.Slice(Field.Warning));
        Failure.Write(destination.Slice(Field.Failure));
        Fatal.Write(destination.Slice(Field.Fatal));
        DynamicCapacity.Write(destination.Slice(Field.DynamicCapacity));
    }

    private static Layout CreateLayout()
    {
        LayoutField[] fields =
        [
            LayoutField.Nested("informational", Field.Informational, EventInterruptSettings.Layout),
            LayoutField.Nested("warning", Field.Warning, EventInterruptSettings.Layout),
            LayoutField.Nested("failure", Field.Failure, EventInterruptSettings.Layout),
            LayoutField.Nested("fatal", Field.Fatal, EventInterruptSettings.Layout),
            LayoutField.Nested("dynamic_capacity", Field.DynamicCapacity, EventInterruptSettings.Layout),
        ];
        return new Layout("event_interrupt_policy", "CXL r3.1 8.2.9.2.4 Get (0102h) and 8.2.9.2.5 Set Event Interrupt Policy (0103h)", Size, fields, minimumSize: 4);
    }
}

/// <summary>CXL r3.1 8.2.9.2.4 Get (0102h) and 8.2.9.2.5 Set Event Interrupt Policy (0103h), read in place.</summary>
public readonly ref struct EventInterruptPolicyView
{
    private readonly ReadOnlySpan<byte> _bytes;

    internal EventInterruptPolicyView(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Settings of the informational event log.</summary>
    public EventInterruptSettings Informational => EventInterruptSettings.Read(_bytes.Slice(EventInterruptPolicy.Field.Informational));

    /// <summary>Settings of the warning event log.</summary>
    public EventInterruptSettings Warning => EventInterruptSettings.Read(_bytes.Slice(EventInterruptPolicy.Field.Warning));

    /// <summary>Settings of the failure event log.</summary>
    public EventInterruptSettings Failure => EventInterruptSettings.Read(_bytes.Slice(EventInterruptPolicy.Field.Failure));

    /// <summary>Settings of the fatal event log.</summary>
    public EventInterruptSettings Fatal => EventInterruptSettings.Read(_bytes.Slice(EventInterruptPolicy.Field.Fatal));

    /// <summary>Settings of the dynamic capacity event log.</summary>
    public EventInterruptSettings DynamicCapacity => _bytes.Length > EventInterruptPolicy.Field.DynamicCapacity ? EventInterruptSettings.Read(_bytes.Slice(EventInterruptPolicy.Field.DynamicCapacity)) : default;

    /// <summary>A view of bytes that are exactly this layout.</summary>
    /// <returns>False, and why, for any others.</returns>
    public static bool TryCreate(ReadOnlySpan<byte> bytes, out EventInterruptPolicyView view, out LayoutError error)
    {
        bool ok = EventInterruptPolicy.Layout.TryCheck(bytes, out error);
        view = ok ? new EventInterruptPolicyView(bytes) : default;
        return ok;
    }

    /// <summary>All fields.</summary>
    public EventInterruptPolicy ToValue() => new()
    {
        Informational = Informational,
        Warning = Warning,
        Failure = Failure,
        Fatal = Fatal,
        DynamicCapacity = DynamicCapacity,
    };
}
