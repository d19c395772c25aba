namespace CxlWire.Protocol.Commands;

/// <summary>Kinds of component command interfaces.</summary>
[Flags]
public enum CciKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A host's.</summary>
    Host = 1,

    /// <summary>The Fabric Manager's.</summary>
    FabricManager = 2,
}
