using CxlWire.Device.FabricManagement;
using CxlWire.Protocol.Dcd;
using CxlWire.Testing;
using CxlWire.Verification;

namespace CxlWire.Examples.Dotnet;

/// <summary>The driver's tests: each with a fresh device, in the test's own process.</summary>
public sealed class SmallDriverTests : IAsyncLifetime
{
    private const ulong MiB = 1 << 20;
    private const ulong RegionBase = 0x1000_0000;

    private readonly DeviceFixture _device = new();
    private readonly HostClient _client;
    private readonly SmallDriver _driver;

    public SmallDriverTests()
    {
        _client = _device.ConnectClient();
        _driver = new SmallDriver(_client);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _driver.ReadListAsync();

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _device.DisposeAsync();
        _device.ThrowIfRefused();
        _device.ThrowIfViolated();
    }

    [Fact]
    public async Task It_takes_what_it_is_offered()
    {
        _device.Add(new AddCapacityRequest { Extents = [new(0, 128 * MiB), new(256 * MiB, 64 * MiB)] });
        await _driver.HandleEventsAsync();
        await _device.WaitAsync(
            Condition.Pending(0).And(Condition.List(2)).And(Condition.LogEmpty()), cancellationToken: Cancelled);
        Assert.Equal(
            [
                new Extent { StartDpa = RegionBase, Length = 128 * MiB },
                new Extent { StartDpa = RegionBase + (256 * MiB), Length = 64 * MiB },
            ],
            _driver.Held);
    }

    [Fact]
    public async Task It_gives_back_what_it_is_asked_for()
    {
        _device.Add(new AddCapacityRequest { Extents = [new(0, 128 * MiB)] });
        await _driver.HandleEventsAsync();
        _device.Release(new ReleaseCapacityRequest { Extents = [new(0, 128 * MiB)] });
        await _driver.HandleEventsAsync();
        await _device.WaitForListAsync(0, cancellationToken: Cancelled);
        Assert.Empty(_driver.Held);
    }

    [Fact]
    public async Task It_lets_go_of_what_is_taken_by_force()
    {
        _device.Add(new AddCapacityRequest { Extents = [new(0, 128 * MiB)] });
        await _driver.HandleEventsAsync();
        _device.Release(new ReleaseCapacityRequest { ForcedRemoval = true, Extents = [new(0, 128 * MiB)] });
        await _driver.HandleEventsAsync();
        Assert.Empty(_driver.Held);
        _device.Verify("""{"count": {"command": "release-dc"}, "times": 0}""");
    }
}
