namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.9.2.1 event record identifier: says which record a record is.</summary>
/// <param name="Value">The 16 bytes.</param>
[OpenCode]
public readonly partial record struct EventRecordIdentifier(Uuid Value)
{
    /// <summary>An error of the media.</summary>
    [Code("fbcd0a77-c260-417f-85a9-088b1621eba6", "General Media")]
    public static partial EventRecordIdentifier GeneralMedia { get; }

    /// <summary>An error of the DRAM.</summary>
    [Code("601dcbb3-9c06-4eab-b8af-4e9bfb5c9624", "DRAM")]
    public static partial EventRecordIdentifier Dram { get; }

    /// <summary>The module changed its health.</summary>
    [Code("fe927475-dd59-4339-a586-79bab113b774", "Memory Module")]
    public static partial EventRecordIdentifier MemoryModule { get; }

    /// <summary>Memory was replaced by spare memory.</summary>
    [Code("e71f3a40-2d29-4092-8a39-4d1c966c7c65", "Memory Sparing")]
    public static partial EventRecordIdentifier MemorySparing { get; }

    /// <summary>Capacity was offered, asked back, taken, accepted, or released.</summary>
    [Code("ca95afa7-f183-4018-8c2f-95268e101a2a", "Dynamic Capacity")]
    public static partial EventRecordIdentifier DynamicCapacity { get; }

    /// <summary>Something of a switch's ports, towards the Fabric Manager.</summary>
    [Code("77cf9271-9c02-470b-9fe4-bc7b75f2da97", "Physical Switch")]
    public static partial EventRecordIdentifier PhysicalSwitch { get; }

    /// <summary>Something of a virtual switch, towards the Fabric Manager.</summary>
    [Code("40d26425-3396-4c4d-a5da-3d47263af425", "Virtual Switch")]
    public static partial EventRecordIdentifier VirtualSwitch { get; }

    /// <summary>Something of a port to a multi-logical device, towards the Fabric Manager.</summary>
    [Code("8dc44363-0c96-4710-b7bf-04bb99534c3f", "MLD Port")]
    public static partial EventRecordIdentifier MldPort { get; }
}
