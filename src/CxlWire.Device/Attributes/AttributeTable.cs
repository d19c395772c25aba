using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Protocol.Cdat;

namespace CxlWire.Device.Attributes;

/// <summary>
/// The Coherent Device Attribute Table (X1, X6): entry 0 is its header, the others are structures. It is compared with
/// the memory that there is each time somebody looks, so that nothing that changes memory has to know of it.
/// </summary>
internal sealed class AttributeTable
{
    private const byte Revision = 2;

    private readonly Func<IReadOnlyList<MemoryRange>> _memory;
    private readonly List<byte[]> _entries = [];
    private IReadOnlyList<MemoryRange> _told = [];
    private uint _sequence;

    /// <summary>Builds the table; its sequence number is 0.</summary>
    /// <param name="memory">The memory that there is now, lowest addresses first.</param>
    public AttributeTable(Func<IReadOnlyList<MemoryRange>> memory)
    {
        _memory = memory;
        Build(memory());
    }

    /// <summary>Entries as they are now, header first.</summary>
    public IReadOnlyList<byte[]> Entries
    {
        get
        {
            IReadOnlyList<MemoryRange> memory = _memory();
            if (!memory.SequenceEqual(_told))
            {
                _sequence++;
                Build(memory);
            }

            return _entries;
        }
    }

    private void Build(IReadOnlyList<MemoryRange> memory)
    {
        _told = memory;
        _entries.Clear();
        _entries.Add(new byte[CdatHeader.Size]);
        foreach (MemoryRange range in memory)
        {
            MemoryPerformance performance = range.Performance;
            AddAffinity(range);
            AddPerformance(range, DslbisDataType.ReadLatency, performance.ReadLatency);
            AddPerformance(range, DslbisDataType.WriteLatency, performance.WriteLatency);
            AddPerformance(range, DslbisDataType.ReadBandwidth, performance.ReadBandwidth);
            AddPerformance(range, DslbisDataType.WriteBandwidth, performance.WriteBandwidth);
        }

        var header = new CdatHeader
        {
            Length = (uint)_entries.Sum(entry => entry.Length),
            Revision = Revision,
            Sequence = _sequence,
        };
        header.TryWrite(_entries[0]);
        int sum = _entries.Sum(entry => entry.Sum(value => value));
        (header with { Checksum = (byte)-sum }).TryWrite(_entries[0]);
    }

    private void AddAffinity(MemoryRange range)
    {
        byte[] entry = new byte[Dsmas.Size];
        new Dsmas
        {
            Header = new CdatStructureHeader { Type = CdatStructureType.Dsmas, Length = Dsmas.Size },
            DsmadHandle = range.DsmadHandle,
            NonVolatile = range.NonVolatile,
            Sharable = range.Sharable,
            HardwareManagedCoherency = range.HardwareManagedCoherency,
            ReadOnly = range.ReadOnly,
            BaseDpa = range.Range.Start,
            Length = range.Range.Length,
        }.TryWrite(entry);
        _entries.Add(entry);
    }

    /// <summary>X11: the largest power of ten that leaves a whole number, or else the value itself.</summary>
    private void AddPerformance(MemoryRange range, DslbisDataType type, uint value)
    {
        const uint Unreachable = 0xFFFF;
        uint unit = 1;
        while (value / unit % 10 == 0)
            unit *= 10;
        if (value / unit >= Unreachable)
            unit = value;
        byte[] entry = new byte[Dslbis.Size];
        new Dslbis
        {
            Header = new CdatStructureHeader { Type = CdatStructureType.Dslbis, Length = Dslbis.Size },
            Handle = range.DsmadHandle,
            DataType = type,
            EntryBaseUnit = unit,
            Entry0 = (ushort)(value / unit),
        }.TryWrite(entry);
        _entries.Add(entry);
    }
}
