namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.1 event record identifier: says which record a record is.</summary>
/// <param name="Value">The 16 bytes.</param>
public readonly record struct EventRecordIdentifier(Uuid Value)
{
    /// <summary>fbcd0a77-c260-417f-85a9-088b1621eba6.</summary>
    public static EventRecordIdentifier GeneralMedia => new(new Uuid(0xfbcd0a77c260417f, 0x85a9088b1621eba6));

    /// <summary>601dcbb3-9c06-4eab-b8af-4e9bfb5c9624.</summary>
    public static EventRecordIdentifier Dram => new(new Uuid(0x601dcbb39c064eab, 0xb8af4e9bfb5c9624));

    /// <summary>fe927475-dd59-4339-a586-79bab113b774.</summary>
    public static EventRecordIdentifier MemoryModule => new(new Uuid(0xfe927475dd594339, 0xa58679bab113b774));

    /// <summary>e71f3a40-2d29-4092-8a39-4d1c966c7c65.</summary>
    public static EventRecordIdentifier MemorySparing => new(new Uuid(0xe71f3a402d294092, 0x8a394d1c966c7c65));

    /// <summary>ca95afa7-f183-4018-8c2f-95268e101a2a.</summary>
    public static EventRecordIdentifier DynamicCapacity => new(new Uuid(0xca95afa7f1834018, 0x8c2f95268e101a2a));

    /// <summary>The record's name, or null where this library has none.</summary>
    public string? Name =>
        this == DynamicCapacity ? "Dynamic Capacity"
        : this == GeneralMedia ? "General Media"
        : this == Dram ? "DRAM"
        : this == MemoryModule ? "Memory Module"
        : this == MemorySparing ? "Memory Sparing"
        : null;

    /// <inheritdoc/>
    public override string ToString() => Name is { } name ? $"{name} ({Value})" : Value.ToString();
}

/// <summary>CXL r3.1 8.2.9.5.1 log identifier.</summary>
/// <param name="Value">The 16 bytes.</param>
public readonly record struct LogIdentifier(Uuid Value)
{
    /// <summary>0da9c0b5-bf41-4b78-8f79-96b1623b3f17, the Command Effects Log.</summary>
    public static LogIdentifier CommandEffectsLog => new(new Uuid(0x0da9c0b5bf414b78, 0x8f7996b1623b3f17));

    /// <inheritdoc/>
    public override string ToString() => this == CommandEffectsLog ? $"CEL ({Value})" : Value.ToString();
}

/// <summary>
/// CXL r3.1 Table 8-51 tag: 16 raw bytes that group extents, printed like a UUID in wire order.
/// All zero means no tag.
/// </summary>
/// <param name="Value">The 16 bytes.</param>
public readonly record struct Tag(Uuid Value)
{
    /// <summary>No tag: 16 zero bytes.</summary>
    public static Tag None => default;

    /// <summary>Whether the bytes are all zero.</summary>
    public bool IsNone => this == default;

    /// <summary>Reads 8-4-4-4-12 hexadecimal digits.</summary>
    public static bool TryParse(string? text, out Tag tag)
    {
        bool ok = Uuid.TryParse(text, out Uuid value);
        tag = new Tag(value);
        return ok;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
