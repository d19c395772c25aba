namespace CxlWire.Transport.VfioUser;

/// <summary>A command of vfio-user: the wire can say anything.</summary>
internal readonly record struct VfioUserCommand(ushort Value)
{
    public static readonly VfioUserCommand Version = new(1);
    public static readonly VfioUserCommand DmaMap = new(2);
    public static readonly VfioUserCommand DmaUnmap = new(3);
    public static readonly VfioUserCommand GetInfo = new(4);
    public static readonly VfioUserCommand GetRegionInfo = new(5);
    public static readonly VfioUserCommand GetRegionIoDescriptors = new(6);
    public static readonly VfioUserCommand GetInterruptInfo = new(7);
    public static readonly VfioUserCommand SetInterrupts = new(8);
    public static readonly VfioUserCommand RegionRead = new(9);
    public static readonly VfioUserCommand RegionWrite = new(10);
    public static readonly VfioUserCommand DmaRead = new(11);
    public static readonly VfioUserCommand DmaWrite = new(12);
    public static readonly VfioUserCommand Reset = new(13);
    public static readonly VfioUserCommand DirtyPages = new(14);
    public static readonly VfioUserCommand RegionWriteMulti = new(15);

    /// <summary>The protocol's name, or the number.</summary>
    public override string ToString() => Value switch
    {
        1 => "VERSION",
        2 => "DMA_MAP",
        3 => "DMA_UNMAP",
        4 => "DEVICE_GET_INFO",
        5 => "DEVICE_GET_REGION_INFO",
        6 => "DEVICE_GET_REGION_IO_FDS",
        7 => "DEVICE_GET_IRQ_INFO",
        8 => "DEVICE_SET_IRQS",
        9 => "REGION_READ",
        10 => "REGION_WRITE",
        11 => "DMA_READ",
        12 => "DMA_WRITE",
        13 => "DEVICE_RESET",
        14 => "DIRTY_PAGES",
        15 => "REGION_WRITE_MULTI",
        _ => $"command {Value}",
    };
}
