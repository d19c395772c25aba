using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Device.Tests.Journal;

public sealed class BackPressureTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly CxlDevice _device = new(DeviceConfiguration.Default);
    private readonly JournalEntry _entry = new();

    public BackPressureTests() => _device.Journal.Size = 1000;

    [Fact]
    public void A_lossless_reader_holds_up_whoever_wants_to_enter_and_not_who_is_inside()
    {
        using JournalReader reader = _device.Journal.Open(isLossless: true);
        using (_device.Enter())
        {
            // Far more than the ring was asked to hold.
            for (int i = 0; i < 100; i++)
                Enter();
            using (_device.Enter())
                Enter();
        }

        var other = new Thread(() =>
        {
            using (_device.Enter())
                Enter();
        });
        other.Start();
        int read = 0;
        for (; read < 101; read++)
            Assert.True(reader.TryRead(_entry));
        Assert.True(other.Join(_patience));
        while (reader.TryRead(_entry))
            read++;
        Assert.Equal((102, 0L), (read, reader.Missed));
    }

    [Fact]
    public void While_the_ring_is_too_full_nobody_enters()
    {
        using JournalReader reader = _device.Journal.Open(isLossless: true);
        using (_device.Enter())
        {
            for (int i = 0; i < 100; i++)
                Enter();
        }

        Assert.True(_device.Journal.IsFull);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(reader.TryRead(_entry));
            Assert.Equal(i < 94, _device.Journal.IsFull);
        }
    }

    [Fact]
    public void Of_what_nobody_has_read_512_KiB_are_kept_before_others_wait()
    {
        _device.Journal.Size = DeviceJournal.DefaultSize;
        using JournalReader reader = _device.Journal.Open(isLossless: true);
        int bytes = 0;
        using (_device.Enter())
        {
            for (; !_device.Journal.IsFull; bytes += 1024)
                Enter(1024);
        }

        Assert.InRange(bytes, 512 << 10, (512 << 10) + 1024);
    }

    [Fact]
    public void Nobody_waits_for_a_reader_that_is_gone()
    {
        JournalReader reader = _device.Journal.Open(isLossless: true);
        using (_device.Enter())
        {
            for (int i = 0; i < 100; i++)
                Enter();
        }

        var other = new Thread(() =>
        {
            using (_device.Enter())
                Enter();
        });
        other.Start();
        reader.Dispose();
        Assert.True(other.Join(_patience));
        Assert.False(_device.Journal.IsRead);
    }

    [Fact]
    public void A_reader_that_finishes_gets_what_was_entered_before_and_no_more()
    {
        using JournalReader reader = _device.Journal.Open(isLossless: true);
        Enter();
        reader.Finish();
        Enter();
        Assert.True(reader.Wait());
        Assert.True(reader.TryRead(_entry));
        Assert.False(reader.TryRead(_entry));
        Assert.False(reader.Wait());
    }

    [Fact]
    public void A_reader_waits_for_what_comes()
    {
        using JournalReader reader = _device.Journal.Open();
        bool waited = false;
        var waiting = new Thread(() => waited = reader.Wait());
        waiting.Start();
        using (_device.Enter())
            Enter();
        Assert.True(waiting.Join(_patience));
        Assert.True(waited);
        Assert.True(reader.TryRead(_entry));
    }

    private void Enter(int bytes = 100)
    {
        using (_device.Journal.Begin())
        {
            _device.Journal.EnterCommand(
                0, CommandRoute.Stream, Opcode.Identify, new byte[60], 60, new byte[bytes - 60],
                CommandResult.Success());
        }
    }
}
