using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.FabricManagement;
using CxlWire.Examples.Driver;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Testing;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Examples.Tests;

/// <summary>
/// The driver of examples/driver, beside a device on which anything happens: in the end they agree on what the host
/// has, and nothing is left to be answered.
/// </summary>
public sealed class DriverTests
{
    private const ulong Block = 2UL << 20;

    private static readonly DriverTimes _times = new()
    {
        Reply = TimeSpan.FromMilliseconds(300),
        Retry = TimeSpan.FromMilliseconds(11),
        Look = TimeSpan.FromMilliseconds(20),
        Chain = TimeSpan.FromMilliseconds(60),
    };

    public static TheoryData<string> Scenarios => [.. Directory
        .EnumerateFiles(Repository.PathOf("fixtures", "scenarios"), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)!)
        .Where(name => name != "scenario.schema").Order(StringComparer.Ordinal)];

    [Fact]
    public async Task It_takes_what_it_is_offered_and_gives_back_what_it_is_asked_for()
    {
        await using var run = new Run();
        Assert.Null(run.Fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 4 * Block)] }));
        await run.AgreeAsync();
        Assert.Equal(
            [new Extent { StartDpa = 256 << 20, Length = 4 * Block }], run.Held);
        Assert.Null(run.Fixture.Release(new ReleaseCapacityRequest { Extents = [new RegionRange(Block, Block)] }));
        await run.AgreeAsync();
        Assert.Equal(
            [
                new Extent { StartDpa = 256 << 20, Length = Block },
                new Extent { StartDpa = (256 << 20) + (2 * Block), Length = 2 * Block },
            ],
            run.Held);
        Assert.Empty(run.Fixture.Refusals);
    }

    [Fact]
    public void Whatever_the_Fabric_Manager_does_they_agree_in_the_end() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => AgreesAsync(seed).GetAwaiter().GetResult()), tests: 15);

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Whatever_goes_wrong_they_agree_in_the_end(string scenario)
    {
        string json = await File.ReadAllTextAsync(
            Repository.PathOf("fixtures", "scenarios", scenario + ".json"), TestContext.Current.CancellationToken);
        await using var run = new Run();
        run.Fixture.LoadFaults(json);
        var random = new Random(scenario.Length);
        for (int i = 0; i < 6; i++)
        {
            Manage(run.Fixture, random);
            await run.LookAsync();
        }

        run.Fixture.LoadFaults(null);
        await run.AgreeAsync();
    }

    private static async Task<bool> AgreesAsync(int seed)
    {
        await using var run = new Run();
        var random = new Random(seed);
        for (int i = 0; i < 30; i++)
        {
            Manage(run.Fixture, random);
            if (random.Next(3) == 0)
                await run.AgreeAsync();
        }

        await run.AgreeAsync();

        // What was taken by force while it was being given back is refused, and nothing else is.
        Assert.DoesNotContain(run.Fixture.Refusals, refused => refused.Opcode != Opcode.ReleaseDynamicCapacity
            && refused.Opcode != Opcode.AddDynamicCapacityResponse);
        return true;
    }

    /// <summary>Offers, asks back, or takes by force, somewhere.</summary>
    private static void Manage(DeviceFixture fixture, Random random)
    {
        RegionRange[] extents =
            [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => new RegionRange(
                ((ulong)random.Next(6) + (ulong)(i * 6)) * Block, (ulong)random.Next(1, 3) * Block))];
        if (random.Next(5) < 3)
            fixture.Add(new AddCapacityRequest { Region = random.Next(2), Extents = extents });
        else
            fixture.Release(new ReleaseCapacityRequest
            {
                Region = random.Next(2),
                Extents = extents[..1],
                ForcedRemoval = random.Next(3) == 0,
            });
    }

    /// <summary>A driver that drives a device until it is disposed of.</summary>
    private sealed class Run : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop =
            CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        private readonly DcdDriver _driver;
        private readonly Task _running;
        private volatile TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Run()
        {
            _stop.CancelAfter(TimeSpan.FromMinutes(1));
            Fixture = new DeviceFixture();
            _driver = new DcdDriver(_ => ValueTask.FromResult<IDuplexPipe>(Fixture.Connect().Client), _times);
            _driver.Looked += () => Interlocked
                .Exchange(ref _looked, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))
                .TrySetResult();
            _driver.Changed += held => Held = held;
            _running = Task.Run(() => _driver.RunAsync(_stop.Token));
        }

        public DeviceFixture Fixture { get; }

        public IReadOnlyList<Extent> Held { get; private set; } = [];

        /// <summary>Waits until the driver has looked once more.</summary>
        public async Task LookAsync()
        {
            Task looked = _looked.Task;
            await (await Task.WhenAny(looked, _running)).WaitAsync(_stop.Token);
        }

        /// <summary>Waits until nothing is left to be read or answered, and both have the same list.</summary>
        public async Task AgreeAsync()
        {
            while (!DoAgree())
                await LookAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            try
            {
                await _running;
            }
            catch (OperationCanceledException)
            {
                // As asked.
            }

            await _driver.DisposeAsync();
            await Fixture.DisposeAsync();
            _stop.Dispose();
        }

        private bool DoAgree()
        {
            using (Fixture.Device.Enter())
            {
                Host host = Fixture.Device.Hosts[0];
                IEnumerable<Extent> listed =
                    Enumerable.Range(0, host.Extents.Count).Select(i => host.Extents[i]).OrderBy(e => e.StartDpa);
                return _driver.IsIdle
                    && host.Offers.ExtentCount == 0
                    && host.Cci.DynamicCapacityLog is { Count: 0, Waiting: 0 }
                    && listed.SequenceEqual(Held);
            }
        }
    }
}
