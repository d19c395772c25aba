namespace CxlWire.Protocol;

/// <summary>CXL r3.1 7.6.7.6.5: how the extents of an offer are chosen (F1). Any value can be on the wire.</summary>
/// <param name="Value">0 to 255.</param>
[OpenCode]
public readonly partial record struct SelectionPolicy(byte Value)
{
    /// <summary>0: any extents of the region that add up to the length.</summary>
    [Code(0, "free")] public static partial SelectionPolicy Free { get; }

    /// <summary>1: one extent of the length.</summary>
    [Code(1, "contiguous")] public static partial SelectionPolicy Contiguous { get; }

    /// <summary>2: exactly those listed.</summary>
    [Code(2, "prescriptive")] public static partial SelectionPolicy Prescriptive { get; }

    /// <summary>3: the capacity already held under the tag, offered to another host.</summary>
    [Code(3, "enable shared access")] public static partial SelectionPolicy EnableSharedAccess { get; }
}
