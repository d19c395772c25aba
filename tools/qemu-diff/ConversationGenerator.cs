using System.Globalization;
using CxlWire.Conversations;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.QemuDiff;

/// <summary>
/// Makes up what a host and a Fabric Manager say, from a seed and from what QEMU answers: mostly what makes
/// sense, so that conversations get somewhere, and often something that does not.
/// </summary>
/// <remarks>
/// Never said: 0301h, since a running clock cannot be compared; 0400h and 0401h, since the Command Effects Log
/// lists what each carries; a QMP add without extents (q2), since QEMU and the rules part there for good;
/// ranges that wrap around 2^64, since QEMU takes the wrapped end for the end: of some it dies, and of others it
/// says that they overlap.
/// </remarks>
internal sealed class ConversationGenerator
{
    private const ulong Block = 2UL << 20;
    private const ulong RegionLength = 1UL << 30;
    private const ulong FirstRegion = 0x1000_0000;
    private const int Regions = 2;
    private const int TagSize = 16;
    private const int PayloadSize = 2048;
    private const int LongestList = (PayloadSize - UpdatedExtentList.Size) / UpdatedExtent.Size;

    private readonly Random _random;
    private readonly ulong _blocks;
    private readonly double _wild;
    private readonly bool _hoards;
    private readonly List<DpaExtent[]> _offers = [];
    private readonly List<DpaExtent> _accepted = [];
    private ushort[] _handles = [];
    private DpaExtent[] _said = [];
    private ulong _hoarded;

    public ConversationGenerator(int seed)
    {
        _random = new Random(seed);

        // Conversations differ in character: crowded or not, sensible or not.
        _blocks = Pick(16UL, 64UL, 64UL, RegionLength / Block);
        _wild = Pick(0.02, 0.1, 0.1, 0.3);
        _hoards = Chance(0.15);
    }

    /// <summary>What is said next.</summary>
    public ConversationStep Next() => _random.NextDouble() switch
    {
        < 0.18 when _hoards => Hoard(),
        < 0.22 => Add(),
        < 0.30 => Release(),
        < 0.50 => Respond(),
        < 0.62 when !_hoards || _random.Next(3) == 0 => GiveBack(),
        < 0.73 =>
            Host(
                0x4801, [
                .. Number.Of32(Pick(0u, 1u, 2u, 10u, 60u, 100u, uint.MaxValue)),
                .. Number.Of32(Pick(0u, 0u, 0u, 1u, 2u, 5u, 40u, 100u, uint.MaxValue))]),
        < 0.77 => Host(0x4800, Pick<byte>(0, 1, 2, 8, 255), Pick<byte>(0, 0, 0, 1, 2, 8, 255)),
        < 0.87 => Host(0x0100, Pick<byte>(4, 4, 4, 4, 0, 1, 2, 3, 5, 9, 255)),
        < 0.95 => Clear(),
        < 0.97 => Other(),
        _ => Mutilated(),
    };

    /// <summary>Takes note of what QEMU answered.</summary>
    public void Observe(ConversationStep step, StepReply reply)
    {
        switch (step, reply)
        {
            case (CapacityStep { IsAdd: true } add, StepReply.Control { Error: null }):
                _offers.Add([.. add.Extents.Select(e => new DpaExtent(StartOf(add.Region) + e.Offset, e.Length))]);
                break;
            case (HostStep command, StepReply.Cci answer) when answer.Code == ReturnCode.Success:
                Observe(command, answer.Payload.Span);
                break;
        }
    }

    private void Observe(HostStep step, ReadOnlySpan<byte> payload)
    {
        if (step.Opcode == Opcode.AddDynamicCapacityResponse)
        {
            _accepted.AddRange(_said.Where(e => e.Length > 0));
            if (_offers.Count > 0)
                _offers.RemoveAt(0);
        }
        else if (step.Opcode == Opcode.ReleaseDynamicCapacity)
        {
            foreach (DpaExtent extent in _said.Where(e => e.Length > 0))
                Take(extent);
        }
        else if (step.Opcode == Opcode.GetEventRecords && step.Request.Span[0] == EventLogType.DynamicCapacity.Value)
        {
            GetEventRecordsResponseView.TryCreate(payload, out GetEventRecordsResponseView records, out _);
            _handles = new ushort[records.RecordCount];
            for (int i = 0; i < _handles.Length; i++)
                _handles[i] = records.RecordAt(i).Header.Handle;
        }
    }

    private void Take(DpaExtent taken)
    {
        DpaExtent[] before = [.. _accepted];
        _accepted.Clear();
        foreach (DpaExtent extent in before)
        {
            if (extent.End <= taken.Start || taken.End <= extent.Start)
            {
                _accepted.Add(extent);
                continue;
            }

            if (extent.Start < taken.Start)
                _accepted.Add(new DpaExtent(extent.Start, taken.Start - extent.Start));
            if (taken.End < extent.End)
                _accepted.Add(new DpaExtent(taken.End, extent.End - taken.End));
        }
    }

    private CapacityStep Add() => new()
    {
        IsAdd = true,
        Region = Chance(_wild / 2) ? Pick<byte>(2, 7, 8, 255) : Pick<byte>(0, 0, 0, 1),
        Extents = [.. Many(Pick(1, 1, 1, 2, 3, Chance(0.2) ? 9 : 2), RegionExtent)],
        Tag = MaybeTag(0.3),
        Policy = Chance(_wild / 2) ? Pick("free", "contiguous", "enable-shared-access") : "prescriptive",
        HostId = Chance(_wild / 2) ? Pick<ushort>(1, 2, ushort.MaxValue) : (ushort)0,
    };

    /// <summary>Many small extents, so that the device comes to the end of what it can track.</summary>
    private CapacityStep Hoard()
    {
        // Three blocks: taking the middle one back makes two extents of one.
        ulong blocks = Pick(1UL, 1UL, 3UL);
        ulong count =
            Math.Min(Pick(40UL, 80UL, (ulong)LongestList, (ulong)LongestList + 10), (RegionLength / Block) / blocks);
        if (_hoarded + (count * blocks) > Regions * (RegionLength / Block))
            _hoarded = 0;
        ulong first = _hoarded % (RegionLength / Block);
        if (first + (count * blocks) > RegionLength / Block)
            first = 0;
        byte region = (byte)(_hoarded / (RegionLength / Block) % Regions);
        _hoarded += count * blocks;
        return new CapacityStep
        {
            IsAdd = true,
            Region = region,
            Extents =
                [.. Enumerable.Range(0, (int)count)
                    .Select(i => new RegionRange((first + ((ulong)i * blocks)) * Block, blocks * Block))],
        };
    }

    private CapacityStep Release()
    {
        byte region = Chance(_wild / 2) ? Pick<byte>(2, 7, 8, 255) : Pick<byte>(0, 1);
        List<RegionRange> extents = [.. Many(Pick(0, 1, 1, 1, 2, 3), RegionExtent)];
        if (_accepted.Count > 0 && Chance(0.7))
        {
            DpaExtent held = Pick<DpaExtent>([.. _accepted]);
            region = (byte)(held.Start < StartOf(1) ? 0 : 1);
            held = Chance(0.3) ? PartOf(held) : held;
            extents = [new RegionRange(held.Start - StartOf(region), held.Length)];
            if (Chance(_wild))
                extents.Add(Chance(0.5) ? extents[0] : RegionExtent());
        }

        return new CapacityStep
        {
            IsAdd = false,
            Region = region,
            Extents = extents,
            Tag = MaybeTag(0.2),
            Policy = Chance(_wild / 2) ? "tag-based" : "prescriptive",
            ForcedRemoval = Chance(_wild / 2),
            SanitizeOnRelease = Chance(_wild / 2),
            HostId = Chance(_wild / 2) ? Pick<ushort>(1, ushort.MaxValue) : (ushort)0,
        };
    }

    private HostStep Respond()
    {
        double mode = _random.NextDouble();
        if (_offers.Count == 0 || mode > 0.8)
        {
            // With nothing pending an empty list is what QEMU dies of (q1): seldom, since it ends the conversation.
            bool isDeadly = _offers.Count == 0 && Chance(0.01);
            return List(
                0x4802, isDeadly
                    ? [] : [.. Many(Pick(1, 1, 1, 2, LongestList), WildDpaExtent)], mayCountZero: isDeadly);
        }

        DpaExtent[] offer = _offers[0];
        DpaExtent[] said = mode switch
        {
            < 0.08 => [],
            < 0.20 => [offer[0]],
            < 0.30 => [PartOf(offer[^1])],
            < 0.35 when _offers.Count > 1 => _offers[1],
            < 0.38 => [.. offer.Reverse()],
            < 0.41 => [.. offer, offer[0]],
            < 0.44 => [.. offer, WildDpaExtent()],
            < 0.48 => [.. offer.SelectMany(Halves)],
            _ => offer,
        };
        return List(0x4802, said, mayCountZero: true);
    }

    private HostStep GiveBack()
    {
        if (_accepted.Count == 0 || Chance(0.25))
            return List(0x4803, [.. Many(Pick(0, 1, 1, 2, LongestList), WildDpaExtent)], mayCountZero: true);
        DpaExtent held = Pick<DpaExtent>([.. _accepted]), other = Pick<DpaExtent>([.. _accepted]);
        return List(
            0x4803,
            _random.NextDouble() switch
            {
                < 0.4 => [held],
                < 0.7 => [PartOf(held)],
                < 0.8 => [held, other],
                < 0.85 => [.. Halves(held)],
                < 0.9 => [PartOf(held), PartOf(held)],
                < 0.95 => [new DpaExtent(held.Start, held.Length + other.Length)],
                _ => [.. _accepted.Take(LongestList)],
            },
            mayCountZero: true);
    }

    private HostStep List(ushort opcode, DpaExtent[] extents, bool mayCountZero)
    {
        uint count = (uint)extents.Length;
        if (Chance(_wild))
            count = Pick(0u, 1u, count + 1, count - 1, 513u, 0x0AAA_AAABu, uint.MaxValue);
        if (count == 0 && !mayCountZero)
            count = 1;
        var bytes = new List<byte>(Number.Of32(count)) { Chance(_wild) ? Pick<byte>(1, 1, 2, 255) : (byte)0, 0, 0, 0 };
        if (Chance(_wild / 4))
            bytes[7] = 1;
        foreach (DpaExtent extent in extents)
        {
            bytes.AddRange(Number.Of64(extent.Start));
            bytes.AddRange(Number.Of64(extent.Length));
            bytes.AddRange(Number.Of64(Chance(_wild / 4) ? 1UL : 0));
        }

        if (Chance(_wild))
            bytes.AddRange(new byte[Pick(1, 7, 24, 48, PayloadSize)]);
        if (Chance(_wild))
            bytes.RemoveRange(bytes.Count - 1, 1);
        _said = [.. extents.Take((int)Math.Min(count, int.MaxValue))];
        return Host(opcode, [.. bytes.Take(PayloadSize)]);
    }

    private HostStep Clear()
    {
        ushort[] handles = _handles;
        double mode = _random.NextDouble();
        if (mode < 0.4)
            handles = handles[.._random.Next(handles.Length + 1)];
        else if (mode < 0.5)
            handles = [.. handles.Select(h => (ushort)(h + 1))];
        else if (mode < 0.55)
            handles = [.. handles.Reverse()];
        else if (mode < 0.6)
            handles = [.. handles, .. Many(Pick(1, 2, 20), () => (ushort)_random.Next(0, 20))];
        int count = Chance(_wild) ? Pick(0, 1, handles.Length + 1, 255) : handles.Length;
        byte log = Chance(_wild) ? Pick<byte>(0, 1, 2, 3, 5, 255) : (byte)4;
        byte flags = Chance(0.1) ? Pick<byte>(1, 1, 2, 255) : (byte)0;
        List<byte> bytes = [log, flags, (byte)count, 0, 0, 0, .. handles.SelectMany(Number.Of16)];
        if (Chance(_wild / 2))
            bytes.AddRange(new byte[Pick(1, 2, 10)]);
        return Host(0x0101, [.. bytes]);
    }

    private HostStep Other() => Pick(
        Host(0x0102),
        Host(0x0103, 0, 0, 0, 0, 0),
        Host(0x0103, 1, 1, 1, 1, 1),
        Host(0x0103, 0, 0, 0, 0),
        Host(0x0103, [.. Many(Pick(3, 4, 5, 6), () => (byte)_random.Next(256))]),
        Host(0x0300),
        Host(0x4000),
        Host(0x4100),
        Host(0x4804),
        Host(0x48FF, 0x78),
        Host(0x5600),
        Host(0x0000));

    /// <summary>A command cut, drawn out, or with a byte changed.</summary>
    private HostStep Mutilated()
    {
        HostStep step = _random.Next(6) switch
        {
            0 => Respond(),
            1 => GiveBack(),
            2 => Clear(),
            3 => Host(0x4800, 2, 0),
            4 => Host(0x4801, 10, 0, 0, 0, 0, 0, 0, 0),
            _ => Host(0x0100, 4),
        };
        _said = [];
        byte[] bytes = step.Request.ToArray();
        return _random.Next(3) switch
        {
            0 => Host(step.Opcode.Value, bytes[.._random.Next(bytes.Length + 1)]),
            1 => Host(step.Opcode.Value, [.. bytes.Concat(new byte[_random.Next(1, 64)]).Take(PayloadSize)]),
            _ => Host(step.Opcode.Value, Changed(bytes)),
        };
    }

    private byte[] Changed(byte[] bytes)
    {
        if (bytes.Length > 0)
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return bytes;
    }

    private RegionRange RegionExtent()
    {
        if (Chance(_wild))
        {
            return Pick(
                new RegionRange(0, 0),
                new RegionRange(1, Block),
                new RegionRange(0, 4096),
                new RegionRange(RegionLength - Block, 2 * Block),
                new RegionRange(RegionLength - Block, Block),
                new RegionRange(RegionLength, Block),
                new RegionRange(3 * Block, (3 * Block) + 64),
                new RegionRange(0, RegionLength),
                new RegionRange(0, 2 * RegionLength),
                new RegionRange(1UL << 62, 1UL << 62));
        }

        ulong length = Pick(1UL, 1UL, 2UL, 4UL, 8UL) * Block;
        return new RegionRange((ulong)_random.NextInt64((long)_blocks) * Block, length);
    }

    private DpaExtent WildDpaExtent()
    {
        if (Chance(0.2))
        {
            return Pick(
                new DpaExtent(0, Block),
                new DpaExtent(FirstRegion - Block, 2 * Block),
                new DpaExtent(StartOf(1) - Block, 2 * Block),
                new DpaExtent(FirstRegion, 2 * RegionLength),
                new DpaExtent(StartOf(2), Block),
                new DpaExtent(StartOf(2) - Block, 2 * Block),
                new DpaExtent(1UL << 62, 1UL << 62));
        }

        RegionRange range = RegionExtent();
        return new DpaExtent(StartOf(_random.Next(Regions)) + range.Offset, range.Length);
    }

    private DpaExtent PartOf(DpaExtent extent)
    {
        int blocks = (int)(extent.Length / Block);
        if (blocks < 2)
            return extent;
        int first = _random.Next(blocks);
        return new DpaExtent(extent.Start + ((ulong)first * Block), (ulong)_random.Next(1, blocks - first + 1) * Block);
    }

    private static DpaExtent[] Halves(DpaExtent extent)
    {
        ulong first = extent.Length / Block / 2 * Block;
        return first == 0
            ? [extent]
            : [new DpaExtent(extent.Start, first), new DpaExtent(extent.Start + first, extent.Length - first)];
    }

    private string? MaybeTag(double probability)
    {
        if (!Chance(probability))
            return null;
        byte[] bytes = new byte[TagSize];
        _random.NextBytes(bytes);
        return new Guid(bytes).ToString("D", CultureInfo.InvariantCulture);
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private T Pick<T>(params ReadOnlySpan<T> from) => from[_random.Next(from.Length)];

    private static IEnumerable<T> Many<T>(int count, Func<T> make) => Enumerable.Range(0, count).Select(_ => make());

    private static HostStep Host(ushort opcode, params byte[] request) => new(null, new Opcode(opcode), request);

    private static ulong StartOf(int region) => FirstRegion + ((ulong)region * RegionLength);
}
