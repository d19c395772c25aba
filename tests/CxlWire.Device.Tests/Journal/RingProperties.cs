using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests.Journal;

/// <summary>Readers of any ring see what was entered, in order, and are told how much they have missed.</summary>
public sealed class RingProperties
{
    [Fact]
    public void Readers_see_every_entry_once_or_are_told_that_they_missed_it() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ReadersSeeAll), tests: 300);

    private static bool ReadersSeeAll(int seed)
    {
        var random = new Random(seed);
        CxlDevice device = new(DeviceConfiguration.Default);
        device.Journal.Size = random.Next(1, 5000);
        var entered = new List<byte[]>();
        var watchers = new List<Watcher>();
        for (int step = 0; step < 300; step++)
        {
            switch (random.Next(20))
            {
                case 0 when watchers.Count < 4:
                    watchers.Add(new Watcher(device.Journal.Open(random.Next(2) == 0), entered));
                    break;
                case 1 when watchers.Count > 0:
                    int closed = random.Next(watchers.Count);
                    watchers[closed].Reader.Dispose();
                    watchers.RemoveAt(closed);
                    break;
                case < 10 when watchers.Count > 0:
                    watchers[random.Next(watchers.Count)].Read(random.Next(1, 30));
                    break;
                default:
                    byte[] bytes = new byte[random.Next(random.Next(2) == 0 ? 40 : 600)];
                    random.NextBytes(bytes);
                    int cut = random.Next(bytes.Length + 1);
                    if (watchers.Count > 0)
                        entered.Add(bytes);
                    using (device.Journal.Begin())
                    {
                        device.Journal.EnterCommand(
                            3,
                            CommandRoute.Stream,
                            new Opcode((ushort)cut),
                            bytes.AsSpan(0, cut),
                            (uint)cut,
                            bytes.AsSpan(cut),
                            CommandResult.Success());
                    }

                    break;
            }
        }

        foreach (Watcher watcher in watchers)
        {
            watcher.Read(int.MaxValue);
            Assert.Equal(entered.Count, watcher.Next);
            Assert.True(!watcher.Reader.IsLossless || watcher.Reader.Missed == 0);
        }

        return true;
    }

    private sealed class Watcher(JournalReader reader, List<byte[]> entered)
    {
        private readonly JournalEntry _entry = new();
        private long _missed;

        public JournalReader Reader => reader;

        public long Next { get; private set; } = entered.Count;

        public void Read(int most)
        {
            for (int i = 0; i < most && reader.TryRead(_entry); i++)
            {
                Next += reader.Missed - _missed;
                _missed = reader.Missed;
                byte[] expected = entered[(int)Next++];
                Assert.Equal(expected.AsSpan(0, _entry.Opcode.Value), _entry.Request.Span);
                Assert.Equal(expected.AsSpan(_entry.Opcode.Value), _entry.Reply.Span);
                Assert.Equal(
                    (JournalEntryKind.Command, 3, CommandRoute.Stream, 0),
                    (_entry.Kind, _entry.HostId, _entry.Route, _entry.Depth));
            }
        }
    }
}
