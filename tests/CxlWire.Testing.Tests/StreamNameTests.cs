using CxlWire.Protocol;
using Microsoft.Extensions.Logging;

namespace CxlWire.Testing.Tests;

public sealed class StreamNameTests
{
    [Fact]
    public async Task A_log_line_names_the_stream_of_the_fixture_that_it_is_about()
    {
        var lines = new Lines();
        await using var first = new DeviceFixture(logger: lines);
        await using var second = new DeviceFixture(logger: lines);
        await using HostClient one = first.ConnectClient();
        await using HostClient two = first.ConnectClient();
        await using HostClient other = second.ConnectClient();
        foreach (HostClient client in new[] { two, other, one })
        {
            await client.AskAsync(
                Opcode.GetDynamicCapacityExtentList, new byte[1], TestContext.Current.CancellationToken);
        }

        const string what = "Get Dynamic Capacity Extent List (4801h), tag 0: Invalid Payload Length (16h); C2: count, "
            + "byte 0: get_dc_extent_list_request: too short at count, byte 0: 8 bytes needed, 1 there";
        Assert.Equal(
            [$"host 0, in process 2: {what}", $"host 0, in process 1: {what}", $"host 0, in process 1: {what}"],
            lines.All);
    }

    [Fact]
    public void A_pair_by_itself_has_a_name_of_its_own()
    {
        var pair = new PipePair();
        Assert.Matches(@"^in process \d+$", pair.Server.ToString());
        Assert.Equal($"{pair.Server}, client", pair.Client.ToString());
        Assert.NotEqual(pair.Server.ToString(), new PipePair().Server.ToString());
    }

    private sealed class Lines : ILogger
    {
        private readonly List<string> _all = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_all)
                    return [.. _all];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (_all)
                _all.Add(formatter(state, exception));
        }
    }
}
