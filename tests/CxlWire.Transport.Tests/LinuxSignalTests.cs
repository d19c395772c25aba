using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>Events that are signalled while their owner does his worst.</summary>
public sealed class LinuxSignalTests
{
    [Fact]
    public void Every_signal_counts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "eventfds are Linux's");
        using var one = new VfioUserEvent();
        using var other = new VfioUserEvent();
        Assert.True(LinuxSignal.TryAdd((int)one.Handle.DangerousGetHandle()));
        for (int i = 1; i < 1000; i++)
            LinuxFile.SignalEvent(one.Handle);
        Assert.Equal((1000, 0), (one.Take(), other.Take()));
    }

    /// <summary>
    /// Whoever looks first and writes then is caught in the write once in some hundred rounds, and stays there.
    /// </summary>
    [Fact]
    public async Task An_event_that_is_filled_just_while_it_is_signalled_blocks_nobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "eventfds are Linux's");
        const int rounds = 2_000;
        using var hostile = new VfioUserEvent();
        using var barrier = new Barrier(2);
        Task signals = Start(() => LinuxFile.SignalEvent(hostile.Handle), () => { });
        Task fills = Start(FillAndBlock, Empty);
        await Task.WhenAll(signals, fills).WaitAsync(Deadline.Token);

        // It may have been signalled: then there is room for one less.
        void FillAndBlock()
        {
            LinuxFile.WriteAvailable(hostile.Handle, [0xFE, .. Enumerable.Repeat((byte)0xFF, 7)]);
            LinuxFile.WriteAvailable(hostile.Handle, [0xFD, .. Enumerable.Repeat((byte)0xFF, 7)]);
            LinuxFile.SetBlocking(hostile.Handle, true);
        }

        void Empty()
        {
            LinuxFile.SetBlocking(hostile.Handle, false);
            LinuxFile.ReadAvailable(hostile.Handle, new byte[8]);
        }

        Task Start(Action act, Action end) => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    barrier.SignalAndWait();
                    act();
                    barrier.SignalAndWait();
                    end();
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }
}
