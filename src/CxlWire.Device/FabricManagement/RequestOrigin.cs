namespace CxlWire.Device.FabricManagement;

/// <summary>
/// Who asks the Fabric Manager for capacity: the form of what is listed, and what QEMU makes of it, differ.
/// </summary>
internal enum RequestOrigin
{
    /// <summary>A QMP command: ranges of one region, in the order and the words of QEMU's checks.</summary>
    ControlSocket,

    /// <summary>5604h or 5605h: ranges of any regions.</summary>
    Cci,
}
