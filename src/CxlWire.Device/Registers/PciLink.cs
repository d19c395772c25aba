namespace CxlWire.Device.Registers;

/// <summary>
/// The link of every function, as its PCI Express capability has it. It is up for as long as there is a device, and
/// nothing changes it.
/// </summary>
internal static class PciLink
{
    /// <summary>Link Capabilities: 32 GT/s, 16 lanes.</summary>
    public const uint Capabilities = 0x0000_0105;

    /// <summary>Link Status: likewise.</summary>
    public const ushort Status = 0x0105;

    /// <summary>Link Capabilities 2: 2.5 to 32 GT/s.</summary>
    public const uint Capabilities2 = 0x0000_003E;

    /// <summary>Lanes at most.</summary>
    public const byte MaximumWidth = (byte)((Capabilities >> 4) & 0x3F);

    /// <summary>Lanes in use.</summary>
    public const byte NegotiatedWidth = (Status >> 4) & 0x3F;

    /// <summary>Speeds that there are: bit 0 for 2.5 GT/s.</summary>
    public const byte SupportedSpeeds = (byte)((Capabilities2 >> 1) & 0x7F);

    /// <summary>Speed at most: 5 for 32 GT/s.</summary>
    public const byte MaximumSpeed = (byte)(Capabilities & 0xF);

    /// <summary>Speed in use.</summary>
    public const byte CurrentSpeed = Status & 0xF;

    /// <summary>State of the link, as 5501h codes it: L0, since there is no power management.</summary>
    public const byte L0 = 4;
}
