using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Conversations.Tests;

/// <summary>Whatever is done to a device, in whatever order, is recorded so that it can be played again.</summary>
public sealed class RecordingProperties
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void Any_interleaving_is_played_again_with_the_same_answers() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), PlaysAgain), tests: 60);

    [Fact]
    public void Threads_that_race_are_played_again_in_the_order_in_which_they_won() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), RacesPlayAgain), tests: 10);

    private static bool PlaysAgain(int seed)
    {
        var random = new Random(seed);
        var clock = new ManualTime();
        var device = new CxlDevice(Speaker.Configuration, clock);
        using var control = new QmpServer([device]);
        device.LabelStorage.Load([9, 8, 0, 7]);
        using var recording = new DeviceRecording(device);
        var speaker = new Speaker(device, control, seed);
        for (int i = 0; i < 300; i++)
        {
            speaker.Speak();
            if (random.Next(3) == 0)
                clock.Advance(TimeSpan.FromTicks(random.NextInt64(3_000_000)));
        }

        AssertPlaysAgain(recording.Stop(), least: 200);
        return true;
    }

    private static bool RacesPlayAgain(int seed)
    {
        var device = new CxlDevice(Speaker.Configuration);
        device.Journal.Size = 4096;
        using var control = new QmpServer([device]);
        using var recording = new DeviceRecording(device);
        Thread[] threads =
        [
            .. Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                var speaker = new Speaker(device, control, seed + i);
                for (int step = 0; step < 150; step++)
                    speaker.Speak();
            })),
        ];
        foreach (Thread thread in threads)
            thread.Start();
        Assert.All(threads, thread => Assert.True(thread.Join(_patience)));
        AssertPlaysAgain(recording.Stop(), least: 400);
        return true;
    }

    private static void AssertPlaysAgain(Conversation conversation, int least)
    {
        Assert.InRange(conversation.Steps.Count, least, int.MaxValue);
        Assert.Empty(DeviceRecording.Differences(conversation).Select(
            outcome => $"step {outcome.Index}, {outcome.Step}: {string.Join("; ", outcome.Differences)}"));
    }
}
