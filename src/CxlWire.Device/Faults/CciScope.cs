namespace CxlWire.Device.Faults;

/// <summary>On which CCIs a fault happens.</summary>
/// <param name="HostId">That host's only; null: any.</param>
/// <param name="FabricManager">The Fabric Manager's only.</param>
internal readonly record struct CciScope(int? HostId, bool FabricManager)
{
    /// <param name="hostId">Whose CCI; null: the Fabric Manager's.</param>
    public bool Includes(int? hostId) => FabricManager ? hostId is null : HostId is null || hostId == HostId;
}
