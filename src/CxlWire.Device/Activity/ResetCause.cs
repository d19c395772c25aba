namespace CxlWire.Device.Activity;

/// <summary>Why a reset happened.</summary>
public enum ResetCause
{
    /// <summary>Someone called <see cref="CxlDevice.Reset"/>.</summary>
    Device,

    /// <summary>The host, or who carries its bus, reset the PCI function.</summary>
    Function,

    /// <summary>A fault.</summary>
    Fault,
}
