using CxlWire.Device.Capacity;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Device.Tests;

/// <summary>
/// What F5 says of each block, as plainly as possible: what a host could read is sanitized, at the device's rate,
/// before anyone else has it, where its region or somebody who took it back asks for that; and nothing else is.
/// </summary>
internal sealed class PoolModel(Rig rig, ulong bytesPerSecond)
{
    public const ulong BlockSize = 8 << 20;
    public const ulong Base = 0x1000_0000;
    public const int RegionBlocks = 32;
    public const int Blocks = 3 * RegionBlocks;

    private readonly bool[] _isDirty = new bool[Blocks];
    private readonly bool[] _isAsked = new bool[Blocks];
    private BlockState[] _was = new BlockState[Blocks];
    private TimeSpan _then;

    // What could have been sanitized and was not, since something is.
    private decimal _credit;

    private enum BlockState
    {
        Free,
        Sanitizing,
        Allocated,
    }

    /// <summary>Extents that a host holds.</summary>
    public static IEnumerable<Extent> Accepted(Host host) =>
        Enumerable.Range(0, host.Extents.Count).Select(i => host.Extents[i]);

    public static IEnumerable<int> BlocksOf(Extent extent) => BlocksOf(new DpaRange(extent.StartDpa, extent.Length));

    public static IEnumerable<int> BlocksOf(DpaRange range) =>
        Enumerable.Range((int)((range.Start - Base) / BlockSize), (int)(range.Length / BlockSize));

    public static DpaRange RangeOf(int block) => new(Base + ((ulong)block * BlockSize), BlockSize);

    /// <summary>Whoever takes blocks back asked for them to be sanitized.</summary>
    public void Ask(IEnumerable<int> blocks)
    {
        foreach (int block in blocks)
            _isAsked[block] = true;
    }

    /// <summary>Compares with what the device has come to in a step.</summary>
    public void Check()
    {
        rig.Device.Pool.Refresh();
        BlockState[] states = StatesNow();
        TimeSpan now = TimeSpan.FromTicks(rig.Clock.GetTimestamp());
        if (_was.Contains(BlockState.Sanitizing))
            _credit += (decimal)(now - _then).Ticks * bytesPerSecond / TimeSpan.TicksPerSecond;
        for (int block = 0; block < Blocks; block++)
            Check(block, states[block]);
        foreach (int block in rig.Device.Hosts.SelectMany(Accepted).SelectMany(BlocksOf))
            _isDirty[block] = true;
        Assert.True(_credit >= 0, "capacity is clean before its time");
        int left = states.Count(state => state == BlockState.Sanitizing);
        if (left == 0)
            _credit = 0;
        else
            Assert.True(_credit < (decimal)left * BlockSize, "capacity is not clean though its time has come");
        (_was, _then) = (states, now);
    }

    private void Check(int block, BlockState now)
    {
        BlockState was = _was[block];
        if (was == BlockState.Sanitizing && now != was)
        {
            _isDirty[block] = false;
            _credit -= BlockSize;
        }
        else if (was == BlockState.Allocated && now != was)
        {
            bool isSanitized = _isDirty[block] && (_isAsked[block] || RegionOf(block).SanitizeOnRelease);
            Assert.True(
                isSanitized == (now == BlockState.Sanitizing),
                $"block {block} is {now}, dirty: {_isDirty[block]}, asked for: {_isAsked[block]}");
            _isAsked[block] = false;
        }
        else if (was == BlockState.Free)
        {
            Assert.NotEqual(BlockState.Sanitizing, now);
        }
    }

    private Region RegionOf(int block) => rig.Device.Regions[block / RegionBlocks];

    private BlockState[] StatesNow()
    {
        var states = new BlockState[Blocks];
        for (int block = 0; block < Blocks; block++)
            states[block] = rig.Device.Pool.IsFree(RangeOf(block)) ? BlockState.Free : BlockState.Allocated;
        foreach (int block in rig.Device.Pool.Sanitizer.Ranges.SelectMany(BlocksOf))
        {
            Assert.Equal(BlockState.Allocated, states[block]);
            states[block] = BlockState.Sanitizing;
        }

        return states;
    }
}
