namespace CxlWire.Device.FabricManagement;

/// <summary>What became of tagged capacity.</summary>
public enum CapacityState
{
    /// <summary>None of it is offered or accepted.</summary>
    Released,

    /// <summary>It is offered.</summary>
    Pending,

    /// <summary>It is accepted.</summary>
    Committed,
}
