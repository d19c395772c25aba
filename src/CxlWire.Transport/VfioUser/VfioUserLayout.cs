namespace CxlWire.Transport.VfioUser;

/// <summary>
/// Where the fields of vfio-user messages are: bytes from the start of the message, header included, little-endian.
/// A reply's fields are where the request has them, so a reply is written over its request.
/// </summary>
internal static class VfioUserLayout
{
    /// <summary>Bytes of data in one access, at most: <c>max_data_xfer_size</c>.</summary>
    public const int MaximumTransfer = 1 << 20;

    /// <summary>Bytes of a whole message, at most: a write of that size.</summary>
    public const int MaximumMessage = Access.Data + MaximumTransfer;

    /// <summary>Before every message.</summary>
    public static class Header
    {
        public const int Id = 0;
        public const int Command = 2;
        public const int Size = 4;
        public const int Flags = 8;
        public const int Error = 12;
        public const int End = 16;

        /// <summary>The flags' bits 3:0: 0 for a command, or <see cref="Reply"/>.</summary>
        public const uint TypeMask = 0xF;
        public const uint Reply = 0x1;
        public const uint NoReply = 0x10;
        public const uint IsError = 0x20;
    }

    /// <summary>VERSION, both ways; then JSON that ends with a NUL, or nothing.</summary>
    public static class Proposal
    {
        public const int Major = Header.End;
        public const int Minor = Major + 2;
        public const int Capabilities = Minor + 2;
    }

    /// <summary>DMA_MAP.</summary>
    public static class DmaMap
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int FileOffset = Flags + 4;
        public const int Address = FileOffset + 8;
        public const int Size = Address + 8;
        public const int End = Size + 8;

        public const uint Readable = 0x1;
        public const uint Writable = 0x2;
    }

    /// <summary>DMA_UNMAP, both ways.</summary>
    public static class DmaUnmap
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int Address = Flags + 4;
        public const int Size = Address + 8;
        public const int End = Size + 8;

        /// <summary>Everything that is mapped; address and size are 0.</summary>
        public const uint All = 0x2;
    }

    /// <summary>DEVICE_GET_INFO, both ways.</summary>
    public static class Info
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int Regions = Flags + 4;
        public const int Interrupts = Regions + 4;
        public const int End = Interrupts + 4;

        public const uint Resets = 0x1;
        public const uint IsPci = 0x2;
    }

    /// <summary>DEVICE_GET_REGION_INFO, both ways.</summary>
    public static class RegionInfo
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int Index = Flags + 4;
        public const int CapabilityOffset = Index + 4;
        public const int Size = CapabilityOffset + 4;
        public const int FileOffset = Size + 8;
        public const int End = FileOffset + 8;

        public const uint Read = 0x1;
        public const uint Write = 0x2;
    }

    /// <summary>DEVICE_GET_REGION_IO_FDS, both ways; then sub-regions, of which there are none here.</summary>
    public static class RegionIoDescriptors
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int Index = Flags + 4;
        public const int Count = Index + 4;
        public const int End = Count + 4;
    }

    /// <summary>DEVICE_GET_IRQ_INFO, both ways.</summary>
    public static class InterruptInfo
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int Index = Flags + 4;
        public const int Count = Index + 4;
        public const int End = Count + 4;

        /// <summary>Is signalled through descriptors.</summary>
        public const uint EventDescriptor = 0x1;
    }

    /// <summary>DEVICE_SET_IRQS; then a byte for each interrupt, where the flags say so.</summary>
    public static class InterruptSet
    {
        public const int ArgumentSize = Header.End;
        public const int Flags = ArgumentSize + 4;
        public const int Index = Flags + 4;
        public const int Start = Index + 4;
        public const int Count = Start + 4;
        public const int Data = Count + 4;

        public const uint DataNone = 0x1;
        public const uint DataBool = 0x2;
        public const uint DataEvent = 0x4;
        public const uint DataMask = DataNone | DataBool | DataEvent;
        public const uint Trigger = 0x20;
    }

    /// <summary>REGION_READ and REGION_WRITE, both ways; then the data.</summary>
    public static class Access
    {
        public const int Offset = Header.End;
        public const int Region = Offset + 8;
        public const int Count = Region + 4;
        public const int Data = Count + 4;
    }

    /// <summary>
    /// REGION_WRITE_MULTI; then the writes, each laid out as <see cref="Access"/> from its first field on. The reply
    /// is the count alone.
    /// </summary>
    public static class WriteMulti
    {
        public const int Count = Header.End;
        public const int Writes = Count + 8;

        /// <summary>Bytes that one of the writes can write.</summary>
        public const int MaximumCount = 8;
        public const int Stride = Access.Data - Access.Offset + MaximumCount;
    }
}
