namespace CxlWire.Device.Configuration;

/// <summary>Who chooses the MSI-X vectors of event logs (X3).</summary>
public enum VectorOwner
{
    /// <summary>The device has one for each log, which 0102h tells; what 0103h says of them is ignored.</summary>
    Device,

    /// <summary>The host, by bits 7:4 of what it sends with 0103h.</summary>
    Host,
}
