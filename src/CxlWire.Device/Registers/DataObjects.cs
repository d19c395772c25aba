using CxlWire.Device.Attributes;
using CxlWire.Protocol.Doe;

namespace CxlWire.Device.Registers;

/// <summary>What became of a data object.</summary>
internal enum DataObjectFate
{
    /// <summary>It has a response.</summary>
    Answered,

    /// <summary>It is as if it had never come (X7).</summary>
    Discarded,

    /// <summary>It is an error (X8).</summary>
    Failed,
}

/// <summary>The data objects that a DOE mailbox takes: DOE Discovery, and CXL table access to the CDAT (X1).</summary>
internal static class DataObjects
{
    /// <summary>Bytes of the largest request.</summary>
    public const int MaxRequest = 12;

    /// <summary>Bytes that a response may have: an entry of the CDAT.</summary>
    public const int MaxResponse = 64;

    private const byte Discovery = 0;
    private const byte TableAccess = 2;
    private const ushort LastEntry = 0xFFFF;

    // By index.
    private static readonly (ushort Vendor, byte Type)[] _types =
        [(Vendors.PciSig, Discovery), (Vendors.Cxl, TableAccess)];

    /// <summary>Answers an object.</summary>
    /// <param name="request">What was written of it, as much as <see cref="MaxRequest"/>.</param>
    /// <param name="dwords">How much was written.</param>
    /// <param name="table">The CDAT.</param>
    /// <param name="response"><see cref="MaxResponse"/> bytes, all 0.</param>
    /// <param name="length">Dwords of the response.</param>
    public static DataObjectFate Answer(
        ReadOnlySpan<byte> request, int dwords, AttributeTable table, Span<byte> response, out int length)
    {
        length = 0;
        if (!DoeHeader.TryRead(request[..Math.Min(request.Length, DoeHeader.Size)], out DoeHeader header, out _)
            || dwords != (header.Length == 0 ? DoeHeader.MaxLength : (int)header.Length)
            || dwords * 4 != request.Length)
            return DataObjectFate.Discarded;
        return (header.VendorId, header.DataObjectType) switch
        {
            (Vendors.PciSig, Discovery) => Discover(request, response, out length),
            (Vendors.Cxl, TableAccess) => ReadEntry(request, table, response, out length),
            _ => DataObjectFate.Discarded,
        };
    }

    private static DataObjectFate Discover(ReadOnlySpan<byte> request, Span<byte> response, out int length)
    {
        length = DoeDiscoveryResponse.Size / 4;
        if (!DoeDiscoveryRequest.TryRead(request, out DoeDiscoveryRequest wanted, out _))
            return DataObjectFate.Discarded;
        bool exists = wanted.Index < _types.Length;
        (ushort vendor, byte type) = exists ? _types[wanted.Index] : ((ushort)0xFFFF, (byte)0xFF);
        new DoeDiscoveryResponse
        {
            Header = HeaderOf(Vendors.PciSig, Discovery, length),
            VendorId = vendor,
            DataObjectType = type,
            NextIndex = wanted.Index + 1 < _types.Length ? (byte)(wanted.Index + 1) : (byte)0,
        }.TryWrite(response);
        return DataObjectFate.Answered;
    }

    private static DataObjectFate ReadEntry(
        ReadOnlySpan<byte> request, AttributeTable table, Span<byte> response, out int length)
    {
        length = 0;
        if (!TableAccessRequest.TryRead(request, out TableAccessRequest wanted, out _))
            return DataObjectFate.Discarded;
        IReadOnlyList<byte[]> entries = table.Entries;
        if (wanted is not { TableRequestCode: 0, TableType: 0 } || wanted.EntryHandle >= entries.Count)
            return DataObjectFate.Failed;
        byte[] entry = entries[wanted.EntryHandle];
        length = (TableAccessResponse.Size + entry.Length) / 4;
        new TableAccessResponse
        {
            Header = HeaderOf(Vendors.Cxl, TableAccess, length),
            EntryHandle = wanted.EntryHandle + 1 < entries.Count ? (ushort)(wanted.EntryHandle + 1) : LastEntry,
        }.TryWrite(response);
        entry.CopyTo(response[TableAccessResponse.Size..]);
        return DataObjectFate.Answered;
    }

    private static DoeHeader HeaderOf(ushort vendor, byte type, int dwords) =>
        new() { VendorId = vendor, DataObjectType = type, Length = (uint)dwords };

    private static class Vendors
    {
        public const ushort PciSig = 0x0001;
        public const ushort Cxl = 0x1E98;
    }
}
