using System.Text;
using CxlWire.Device;
using CxlWire.Device.Configuration;

namespace CxlWire.Fuzz.Targets;

/// <summary>Devices that inputs are given to: their first byte chooses one.</summary>
internal static class TestDevices
{
    private static readonly DeviceConfiguration[] _configurations =
    [
        DeviceConfiguration.Default,
        Parse("""
            {"hosts": 3, "extents_supported": 12, "tags_supported": 4, "sanitize_bytes_per_second": "64 MiB", "lsa_size": 256,
             "event_log_depths": {"informational": 2, "warning": 1, "failure": 0, "fatal": 2, "dynamic_capacity": 4},
             "regions": [{"length": "256 MiB", "block_size": "8 MiB", "supported_block_sizes": ["2 MiB", "8 MiB"]},
                         {"length": "256 MiB", "block_size": "8 MiB", "sharable": true, "sanitize_on_release": true}]}
            """),
        Parse("""
            {"volatile_capacity": 0, "regions": [{"length": "64 MiB", "block_size": "16 MiB"}], "extents_supported": 3,
             "tags_supported": 1, "payload_size": 256,
             "event_log_depths": {"informational": 1, "warning": 1, "failure": 1, "fatal": 1, "dynamic_capacity": 1}}
            """),
        Parse("""{"hosts": 2, "regions": [{"length": "1 GiB"}, {"length": "1 GiB", "sharable": true}]}"""),
        Parse("""{"profile": "qemu", "payload_size": 65536}"""),
        Parse("""
            {"regions": [{"length": 4096, "block_size": 64, "base_dpa": "0xffffffff00000000", "decode_length": "256 MiB",
                          "sanitize_configurable": true}]}
            """),
        Parse("""
            {"payload_size": "1 MiB", "lsa_size": 4096, "persistent_capacity": "256 MiB", "partitionable_capacity": "1 GiB",
             "partition_alignment": "256 MiB"}
            """),
    ];

    /// <summary>How many kinds there are.</summary>
    public static int Count => _configurations.Length;

    /// <summary>A fresh device of a kind.</summary>
    public static CxlDevice Create(int kind, TimeProvider clock) =>
        new(_configurations[kind % _configurations.Length], clock);

    private static DeviceConfiguration Parse(string json) =>
        DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json));
}

/// <summary>A clock that only an input moves; its timers run when it does.</summary>
internal sealed class StepClock : TimeProvider
{
    private readonly List<StepTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(_ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        long end = _ticks + by.Ticks;

        // A timer that sets itself anew for now would never end: real clocks move on.
        for (int i = 0; i < 1000 && _timers.Where(t => t.Due <= end).MinBy(t => t.Due) is { } timer; i++)
        {
            _ticks = Math.Max(_ticks, timer.Due!.Value);
            timer.Run();
        }

        _ticks = end;
    }

    private sealed class StepTimer(StepClock clock, Action callback) : ITimer
    {
        public long? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._ticks + dueTime.Ticks;
            return true;
        }

        public void Run()
        {
            Due = null;
            callback();
        }

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
