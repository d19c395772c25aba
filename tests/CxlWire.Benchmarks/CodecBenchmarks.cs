using BenchmarkDotNet.Attributes;
using CxlWire.Kaitai.Generated;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using Kaitai;
using DynamicCapacityEventRecord = CxlWire.Kaitai.Generated.DynamicCapacityEventRecord;
using Extent = CxlWire.Protocol.Dcd.Extent;
using PageView = CxlWire.Protocol.Dcd.GetDynamicCapacityExtentListResponseView;
using Record = CxlWire.Protocol.Events.DynamicCapacityEventRecord;
using RecordView = CxlWire.Protocol.Events.DynamicCapacityEventRecordView;

namespace CxlWire.Benchmarks;

/// <summary>
/// A Dynamic Capacity Event Record: every field decoded and encoded again, against a copy of its 128 bytes.
/// </summary>
public class RecordCodec
{
    private readonly byte[] _bytes = new byte[Record.Size];
    private readonly byte[] _destination = new byte[Record.Size];
    private Record _record;

    /// <summary>Fills the record with bytes none of which are equal.</summary>
    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < _bytes.Length; i++)
            _bytes[i] = (byte)(i + 1);
        Record.TryRead(_bytes, out _record, out _);
    }

    /// <summary>What nobody can be faster than: of bytes that the compiler does not know the number of.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _bytes.AsSpan().CopyTo(_destination);

    /// <summary>The fast way: reads every field in place, and encodes a record that is there.</summary>
    [Benchmark]
    public ulong ReadEncode() => Read() + (_record.TryWrite(_destination) ? 1UL : 0);

    /// <summary>Reads every field in place.</summary>
    [Benchmark]
    public ulong Read() =>
        RecordView.TryCreate(_bytes, out RecordView record, out _)
            ? Sum(record.Header) + Sum(record) + CodecSum.Of(record.Extent) : 0;

    /// <summary>Encodes every field.</summary>
    [Benchmark]
    public bool Encode() => _record.TryWrite(_destination);

    /// <summary>The convenient way: decodes every field into a value and encodes that again.</summary>
    [Benchmark]
    public bool DecodeEncode() => Record.TryRead(_bytes, out Record record, out _) && record.TryWrite(_destination);

    /// <summary>Decodes every field into a value.</summary>
    [Benchmark]
    public Record Decode()
    {
        Record.TryRead(_bytes, out Record record, out _);
        return record;
    }

    /// <summary>The generated parser decodes every field.</summary>
    [Benchmark]
    public object KaitaiDecode() => new DynamicCapacityEventRecord(new KaitaiStream(_bytes));

    private static ulong Sum(EventRecordHeaderView header)
    {
        Uuid identifier = header.EventRecordIdentifier.Value;
        ReservedBytes reserved = header.Reserved37;
        return identifier.High + identifier.Low + header.RecordLength + header.Severity.Value
            + CodecSum.Of(header.PermanentCondition) + CodecSum.Of(header.MaintenanceNeeded)
            + CodecSum.Of(header.PerformanceDegraded) + CodecSum.Of(header.HardwareReplacementNeeded)
            + CodecSum.Of(header.MaintenanceOperationSubclassValid) + CodecSum.Of(header.LdIdValid)
            + CodecSum.Of(header.HeadIdValid) + header.FlagsReserved + header.Handle + header.RelatedHandle
            + header.Timestamp
            + header.MaintenanceOperationClass + header.MaintenanceOperationSubclass + header.LdId + header.HeadId
            + reserved.First + reserved.Second;
    }

    private static ulong Sum(RecordView record)
    {
        ReservedBytes reserved = record.Reserved96;
        return (ulong)record.EventType.Value + CodecSum.Of(record.ExtentsAvailableValid) + CodecSum.Of(
            record.TagsAvailableValid)
            + record.ValidityReserved + record.HostId + record.UpdatedRegionIndex + CodecSum.Of(record.More)
            + record.FlagsReserved
            + record.Reserved54 + reserved.First + reserved.Second + reserved.Third
            + record.ExtentsAvailable + record.TagsAvailable;
    }
}

/// <summary>A page of 50 extents: every field decoded and encoded again, against a copy of its 2016 bytes.</summary>
public class PageCodec
{
    private const int Extents = 50;

    private readonly byte[] _bytes = new byte[GetDynamicCapacityExtentListResponse.SizeWith(Extents)];
    private readonly byte[] _destination = new byte[GetDynamicCapacityExtentListResponse.SizeWith(Extents)];

    /// <summary>Writes the page.</summary>
    [GlobalSetup]
    public void Setup()
    {
        new GetDynamicCapacityExtentListResponse { Returned = Extents, Total = Extents, Generation = 1 }
            .TryWrite(_bytes);
        for (int i = 0; i < Extents; i++)
        {
            new Extent { StartDpa = (ulong)i << 28, Length = 1 << 27, SharedExtentSequence = (ushort)i }
                .TryWrite(_bytes.AsSpan(GetDynamicCapacityExtentListResponse.SizeWith(i)));
        }
    }

    /// <summary>What nobody can be faster than.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _bytes.AsSpan().CopyTo(_destination);

    /// <summary>Reads every field of every extent in place.</summary>
    [Benchmark]
    public ulong Read()
    {
        if (!PageView.TryCreate(_bytes, out PageView page, out _))
            return 0;
        ulong sum = page.Returned + page.Total + page.Generation + page.Reserved12;
        for (int i = 0; i < Extents; i++)
            sum += CodecSum.Of(page.ExtentAt(i));
        return sum;
    }

    /// <summary>Decodes every extent into a value and encodes it again.</summary>
    [Benchmark]
    public uint DecodeEncode()
    {
        if (!PageView.TryCreate(_bytes, out PageView view, out _))
            return 0;
        GetDynamicCapacityExtentListResponse page = view.ToValue();
        Span<byte> destination = _destination;
        page.TryWrite(destination);
        for (int i = 0; i < Extents; i++)
            view.ExtentAt(i).ToValue().TryWrite(destination[GetDynamicCapacityExtentListResponse.SizeWith(i)..]);
        return page.Returned;
    }

    /// <summary>The generated parser decodes every field of every extent.</summary>
    [Benchmark]
    public object KaitaiDecode() => new GetDcExtentListResponse(new KaitaiStream(_bytes));
}

/// <summary>Uses every field, so that none is left out as not used.</summary>
internal static class CodecSum
{
    public static ulong Of(bool value) => value ? 1UL : 0;

    public static ulong Of(ExtentView extent)
    {
        Uuid tag = extent.Tag.Value;
        return extent.StartDpa + extent.Length + tag.High + tag.Low + extent.SharedExtentSequence + extent.Reserved34;
    }
}
