using BenchmarkDotNet.Attributes;
using CxlWire.Kaitai.Generated;
using CxlWire.Protocol.Dcd;
using Kaitai;
using Extent = CxlWire.Protocol.Dcd.Extent;
using Record = CxlWire.Protocol.Events.DynamicCapacityEventRecord;

namespace CxlWire.Benchmarks;

/// <summary>A Dynamic Capacity Event Record: every field decoded and encoded again, against a copy of its 128 bytes.</summary>
public class RecordCodec
{
    private readonly byte[] _bytes = new byte[Record.Size];
    private readonly byte[] _destination = new byte[Record.Size];

    /// <summary>Fills the record with bytes none of which are equal.</summary>
    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < _bytes.Length; i++)
            _bytes[i] = (byte)(i + 1);
    }

    /// <summary>What nobody can be faster than: of bytes that the compiler does not know the number of.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _bytes.AsSpan().CopyTo(_destination);

    /// <summary>Decodes every field and encodes it again.</summary>
    [Benchmark]
    public bool DecodeEncode() => Record.TryRead(_bytes, out Record record, out _) && record.TryWrite(_destination);

    /// <summary>Decodes every field.</summary>
    [Benchmark]
    public Record Decode()
    {
        Record.TryRead(_bytes, out Record record, out _);
        return record;
    }

    /// <summary>The generated parser decodes every field.</summary>
    [Benchmark]
    public object KaitaiDecode() => new DynamicCapacityEventRecord(new KaitaiStream(_bytes));
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
        new GetDynamicCapacityExtentListResponse { Returned = Extents, Total = Extents, Generation = 1 }.TryWrite(_bytes);
        for (int i = 0; i < Extents; i++)
        {
            new Extent { StartDpa = (ulong)i << 28, Length = 1 << 27, SharedExtentSequence = (ushort)i }
                .TryWrite(_bytes.AsSpan(GetDynamicCapacityExtentListResponse.SizeWith(i)));
        }
    }

    /// <summary>What nobody can be faster than.</summary>
    [Benchmark(Baseline = true)]
    public void Copy() => _bytes.AsSpan().CopyTo(_destination);

    /// <summary>Decodes every field of every extent and encodes it again.</summary>
    [Benchmark]
    public uint DecodeEncode()
    {
        GetDynamicCapacityExtentListResponse.TryRead(_bytes, out GetDynamicCapacityExtentListResponse page, out _);
        GetDynamicCapacityExtentListResponseView.TryCreate(_bytes, out GetDynamicCapacityExtentListResponseView view, out _);
        page.TryWrite(_destination);
        for (int i = 0; i < Extents; i++)
            view.ExtentAt(i).ToValue().TryWrite(_destination.AsSpan(GetDynamicCapacityExtentListResponse.SizeWith(i)));
        return page.Returned;
    }

    /// <summary>Decodes every field of every extent.</summary>
    [Benchmark]
    public ulong Decode()
    {
        GetDynamicCapacityExtentListResponseView.TryCreate(_bytes, out GetDynamicCapacityExtentListResponseView view, out _);
        ulong sum = view.Total + view.Generation;
        for (int i = 0; i < Extents; i++)
        {
            Extent extent = view.ExtentAt(i).ToValue();
            sum += extent.StartDpa + extent.Length + extent.SharedExtentSequence;
        }

        return sum;
    }

    /// <summary>The generated parser decodes every field of every extent.</summary>
    [Benchmark]
    public object KaitaiDecode() => new GetDcExtentListResponse(new KaitaiStream(_bytes));
}
