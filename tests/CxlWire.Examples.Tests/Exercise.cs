using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using CxlWire.Device.Activity;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Judge;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Examples.Tests;

/// <summary>A driver beside a device that gives it reason to break the rules of the host; and a judge.</summary>
internal sealed class Exercise : IAsyncDisposable
{
    private const ulong Block = 2UL << 20;
    private const int Looks = 5;

    // A driver with a mistake may never look again.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // Of region 0.
    private const ulong Blocks = 512;

    private static readonly DeviceConfiguration _configuration = DeviceConfigurationFile.Parse(
        Encoding.UTF8.GetBytes("""
        {
          "payload_size": 1024, "event_log_depths": {"dynamic_capacity": 24},
          "regions": [{"length": "1 GiB"}, {"length": "256 MiB"}, {"length": "256 MiB", "block_size": "4 MiB"}]
        }
        """));

    private readonly DeviceFixture _fixture = new(_configuration);
    private readonly CancellationTokenSource _stop =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private readonly DriverJudge _judge = new(_configuration);
    private readonly JournalReader _journal;
    private readonly ConcurrentQueue<TimeSpan> _times = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly List<Violation> _violations = [];
    private readonly SemaphoreSlim _looks = new(0);
    private readonly Task _running;
    private long _step;
    private ulong _next;

    public Exercise(CompiledDriver driver)
    {
        _fixture.Device.Journal.Size = 16 << 20;
        _journal = _fixture.Device.Journal.Open();
        _fixture.Device.Activity.CommandExecuted +=
            (in ExecutedCommand _) => _times.Enqueue(Stopwatch.GetElapsedTime(_start));
        _running = Task.Run(() => driver.RunAsync(
            _ => ValueTask.FromResult<IDuplexPipe>(_fixture.Connect().Client),
            () => _looks.Release(),
            (Reply: 1500, Retry: 12, Look: 15, Chain: 60),
            _stop.Token));
    }

    /// <summary>What there is to do, by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "offer", "two", "tag", "release", "forced", "many", "region", "busy", "refused", "lost", "late", "background",
        "endless", "askew", "unknown", "busy release", "overflow", "spurious", "reset",
    ];

    /// <summary>Does one of these, or several.</summary>
    /// <returns>What was violated: of each rule the first.</returns>
    public async Task<IReadOnlyList<Violation>> RunAsync(params IEnumerable<string> names)
    {
        await LookAsync();
        foreach (string name in names)
        {
            await DoAsync(name);
            _fixture.LoadFaults(null);
            await LookAsync();
        }

        Judge();

        // All that was due is late now.
        TimeSpan end = Stopwatch.GetElapsedTime(_start) + TimeSpan.FromHours(1);
        _violations.AddRange(_judge.Wait(new StepPlace(_step, end, end)));
        return [.. _violations.DistinctBy(violation => violation.Rule.Id)];
    }

    private Task DoAsync(string name) => name switch
    {
        "offer" => OfferAsync(2),
        "two" => OfferTwoAsync(),
        "tag" => OfferAsync(3, "5be13bce-ae34-4a77-b6c3-16df975fcf1a"),
        "release" => OfferAndTakeAsync(forced: false),
        "forced" => OfferAndTakeAsync(forced: true),
        "many" => OfferAsync(30),
        "region" => ConfigureAsync(),
        "busy" => FaultAsync(
            "add-dc-response", """{"fault": "return_code", "code": "Busy"}""", """, "times": 150""", looks: 3),
        "refused" => FaultAsync("add-dc-response", """{"fault": "return_code", "code": "Invalid Input"}"""),
        "lost" => LoseAsync(),
        "late" => FaultAsync("get-event-records", """{"fault": "delay", "ms": 2000}""", looks: 3),
        "background" => FaultAsync("add-dc-response", """{"fault": "background", "after_ms": 60}"""),
        "endless" => RecordFaultAsync("""{"fault": "record_more"}""", """, "chain": "last" """),
        "askew" => RecordFaultAsync("""{"fault": "record_extent", "as": "misaligned"}"""),
        "unknown" => RecordFaultAsync(
            """{"fault": "record_uuid", "value": "00112233-4455-6677-8899-aabbccddeeff"}"""),
        "busy release" => OfferAndTakeAsync(
            forced: false, "release-dc", """{"fault": "return_code", "code": "Busy"}"""),
        "overflow" => InjectAsync("""{"fault": "overflow_log", "log": "dynamic_capacity"}"""),
        "spurious" => InjectAsync("""{"fault": "spurious_interrupt"}"""),
        "reset" => ResetAsync(),
        _ => throw new ArgumentException($"nothing is called {name}", nameof(name)),
    };

    private async Task OfferTwoAsync()
    {
        using (_fixture.Device.Enter())
        {
            Offer(1);
            Offer(2);
        }

        await LookAsync();
    }

    private async Task LoseAsync()
    {
        await OfferAsync(30);
        _fixture.LoadFaults("""
            {"faults": [{"when": {"command": "add-dc-response"}, "then": {"fault": "no_reply"}},
                        {"when": {"command": "get-dc-extent-list", "chain": 2}, "then": {"fault": "bump_generation"}}]}
            """);
        await OfferAsync(2);
        await LookAsync();
        await OfferAsync(1);
    }

    private async Task OfferAndTakeAsync(bool forced, string? command = null, string fault = "")
    {
        await OfferAsync(1);
        ulong block = _next;
        if (command is not null)
            LoadFault(command, fault);
        _fixture.Release(new ReleaseCapacityRequest
        {
            Extents = [new RegionRange(block * Block, Block)],
            ForcedRemoval = forced,
        });
        await LookAsync();
    }

    private async Task ResetAsync()
    {
        await OfferAsync(1);
        using (_fixture.Device.Enter())
            _fixture.Device.Reset();
        await LookAsync();
        await OfferAsync(1);
    }

    /// <summary>Rules that were exercised.</summary>
    public IEnumerable<string> Exercised => _judge.Verdicts.Results
        .Where(result => result.Verdict != RuleVerdict.NotExercised).Select(result => result.Rule.Id);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (Exception e) when (e is OperationCanceledException or NotSupportedException)
        {
            // As asked.
        }
        catch (Exception)
        {
            // A driver with a mistake may die of it: what it did is judged.
        }

        _journal.Dispose();
        await _fixture.DisposeAsync();
        _stop.Dispose();
        _looks.Dispose();
    }

    private async Task OfferAsync(int extents, string? tag = null)
    {
        Offer(extents, tag);
        await LookAsync();
    }

    private void Offer(int extents, string? tag = null)
    {
        _ = Tag.TryParse(tag ?? "", out Tag parsed);
        Assert.Null(_fixture.Add(new AddCapacityRequest
        {
            Tag = parsed,
            Extents = [.. Enumerable.Range(0, extents).Select(_ => new RegionRange(Next(), Block))],
        }));
    }

    // Every other block: neighbours would be one extent to some.
    private ulong Next()
    {
        _next = (_next + 2) % (Blocks - 2);
        return _next * Block;
    }

    private async Task FaultAsync(string command, string fault, string when = "", int looks = 1)
    {
        LoadFault(command, fault, when);
        await OfferAsync(2);
        for (int i = 0; i < looks; i++)
            await LookAsync();
    }

    private void LoadFault(string command, string fault, string when = "") => _fixture.LoadFaults(
        $$"""{"faults": [{"when": {"command": "{{command}}"{{when}} }, "then": {{fault}} }]}""");

    private async Task RecordFaultAsync(string fault, string when = "")
    {
        _fixture.LoadFaults($$"""{"faults": [{"when": {"record": "add_capacity"{{when}} }, "then": {{fault}} }]}""");
        await OfferAsync(2);
        await LookAsync();
    }

    private async Task InjectAsync(string fault)
    {
        using JsonDocument document = JsonDocument.Parse(fault);
        using (_fixture.Device.Enter())
            Assert.Null(_fixture.Device.Inject(FaultScenarioFile.ParseImmediate(document.RootElement), 0));
        await LookAsync();
    }

    /// <summary>A region has other blocks from now on; then some of it is offered.</summary>
    private async Task ConfigureAsync()
    {
        byte[] request = Hex.Bytes("02 000000", Hex.U64(Block), "00000000");
        using (_fixture.Device.Enter())
        {
            Assert.Equal(
                ReturnCode.Success,
                _fixture.Device.FabricManager.Cci.Execute(
                    Opcode.SetDynamicCapacityRegionConfiguration, request, new byte[1024]).Code);
        }

        await LookAsync();
    }

    /// <summary>Waits until the driver has looked some times more, or for as long as it should have taken.</summary>
    private async Task LookAsync()
    {
        while (_looks.Wait(0))
        {
        }

        for (int i = 0; i < Looks && !_running.IsCompleted; i++)
        {
            Task looked = _looks.WaitAsync(_patience, _stop.Token);
            await Task.WhenAny(looked, _running);
        }

        Judge();
    }

    private void Judge()
    {
        var entry = new JournalEntry();
        while (_journal.TryRead(entry))
        {
            TimeSpan time = default;
            if (entry.Kind == JournalEntryKind.Command && _times.TryDequeue(out TimeSpan at))
                time = at;
            else
                time = Stopwatch.GetElapsedTime(_start);
            _violations.AddRange(_judge.Take(entry, new StepPlace(_step++, time, time)));
        }
    }
}
