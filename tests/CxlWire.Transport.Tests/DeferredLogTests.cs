using Microsoft.Extensions.Logging;

namespace CxlWire.Transport.Tests;

public sealed class DeferredLogTests
{
    [Fact]
    public void Lines_are_logged_once_in_order_before_a_flush_returns()
    {
        var logger = new ListLogger();
        var log = new DeferredLog(logger);
        for (int i = 0; i < 100; i++)
        {
            int number = i;
            log.Add(l => Line(l, $"line {number}"));
            if (i % 10 == 9)
                log.Flush();
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"Information line {i}"), logger.Lines);
    }

    [Fact]
    public async Task Lines_of_those_who_do_not_flush_are_logged_all_the_same()
    {
        var logger = new ListLogger();
        var log = new DeferredLog(logger);
        log.Add(l => Line(l, "line"));
        await Deadline.Until(() => logger.Lines.Count == 1);
        Assert.Equal("Information line", Assert.Single(logger.Lines));
    }

    [Fact]
    public async Task While_a_logger_blocks_lines_are_kept_up_to_a_bound_and_the_others_counted()
    {
        var logger = new ListLogger();
        var log = new DeferredLog(logger);
        using var blocks = new ManualResetEventSlim();
        using var isBlocked = new ManualResetEventSlim();
        log.Add(_ =>
        {
            isBlocked.Set();
            blocks.Wait(Deadline.Token);
        });
        isBlocked.Wait(Deadline.Token);
        for (int i = 0; i < 1030; i++)
            log.Add(l => Line(l, "line"));
        Task flushed = Task.Run(log.Flush, Deadline.Token);
        blocks.Set();
        await flushed.WaitAsync(Deadline.Token);
        Assert.Equal(
            [
                .. Enumerable.Repeat("Information line", 1024),
                "Warning 6 lines are missing here: they came faster than they could be logged",
            ],
            logger.Lines);
    }

    [Fact]
    public void A_logger_that_fails_costs_the_line()
    {
        var logger = new ListLogger();
        var log = new DeferredLog(logger);
        log.Add(_ => throw new InvalidOperationException("full"));
        log.Add(l => Line(l, "line"));
        log.Flush();
        Assert.Equal("Information line", Assert.Single(logger.Lines));
    }

    private static void Line(ILogger logger, string text) =>
        logger.Log(LogLevel.Information, default, text, null, (line, _) => line);
}
