using System.Globalization;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Verification;

namespace CxlWire.Judge.Cases;

/// <summary>
/// Plays a <see cref="DriverCase"/> on a device that a driver speaks to, and judges the driver. Somebody calls
/// <see cref="Read"/> when something has happened: a thread of its own, or, in a simulation, whoever makes it happen.
/// </summary>
public sealed class CaseRun : IDisposable
{
    /// <summary>Steps that are recorded; a driver that says more is still judged.</summary>
    public const int MaxSteps = 100_000;

    // What is told of what did not come to be, so that a long case is not a longer report.
    private const int MaxRemarks = 100;

    // A thread that reads falls behind sometimes.
    private const int WatchedSize = 16 << 20;

    // Of T: what a driver does without a reason comes soon.
    private const double Settling = 0.02;

    private readonly Lock _lock = new();
    private readonly DriverCase _case;
    private readonly CxlDevice _device;
    private readonly JudgeOptions _options;
    private readonly DriverJudge _judge;
    private readonly JournalCounts _counts = new();
    private readonly ConversationDevice _player;
    private readonly JournalSteps _toSteps;
    private readonly List<(ConversationStep Step, TimeSpan At)> _steps = [];
    private readonly List<string> _remarks = [];
    private readonly JournalReader _reader;
    private readonly JudgedJournal _journal;
    private Waiter? _waiter;
    private TimeSpan _now;
    private int _next;
    private string? _driverEnd;
    private bool _isOver;

    /// <summary>Begins to judge; nothing is done yet.</summary>
    /// <param name="played">The case.</param>
    /// <param name="device">Nobody has spoken to it, or its state is loaded next.</param>
    /// <param name="options">The defaults where null.</param>
    /// <param name="watches">Whether a thread of its own reads.</param>
    public CaseRun(DriverCase played, CxlDevice device, JudgeOptions? options = null, bool watches = false)
    {
        ArgumentNullException.ThrowIfNull(played);
        ArgumentNullException.ThrowIfNull(device);
        (_case, _device, _options) = (played, device, options ?? new JudgeOptions());
        _judge = new DriverJudge(device.Configuration, _options with { HostId = 0 });
        _player = new ConversationDevice(device);
        _toSteps = new JournalSteps(device.Hosts.Count);
        using (device.Enter())
        {
            if (watches)
                device.Journal.Size = WatchedSize;
            _reader = device.Journal.Open();
        }

        _journal = new JudgedJournal(_judge, _reader, device.Time);
        if (watches)
            new Thread(Watch) { Name = "case", IsBackground = true }.Start();
    }

    /// <summary>Takes in what has happened. Any thread may call, without the device's gate.</summary>
    public void Read()
    {
        Waiter? met = null;
        lock (_lock)
        {
            if (_isOver)
                return;
            bool isNew = TakeEntries();
            if (isNew || _journal.Now != _now)
            {
                _now = _journal.Now;
                Note(_journal.Wait());
                met = TakeMet();
            }
        }

        met?.Met.TrySetResult();
    }

    /// <summary>The driver is gone, or hangs; the first reason counts.</summary>
    /// <param name="why">"it ended by itself: exit code 1".</param>
    public void NoteDriverEnd(string why)
    {
        lock (_lock)
            _driverEnd ??= why;
    }

    /// <summary>Waits until a driver is connected to host 0.</summary>
    /// <param name="within">For so long at most, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Whether one is.</returns>
    public Task<bool> ConnectAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var connected = Condition.Connected();
        return UntilAsync(() => connected.IsMet(_device, _counts), within, cancellationToken);
    }

    /// <summary>Waits until a driver that is connected has started, which a guest takes a while for.</summary>
    /// <param name="ready">What is so then; commands and faults are counted from the beginning of the case.</param>
    /// <param name="within">For so long at most; where it is not so even then, that is told.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    /// <returns>Whether it has.</returns>
    public async Task<bool> StartAsync(Condition ready, TimeSpan within, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ready);
        if (await UntilAsync(() => ready.IsMet(_device, _counts), within, cancellationToken))
            return true;
        Remark($"it is not ready: {Explain(ready)}");
        return false;
    }

    /// <summary>Does what the case says before anything is waited for: before a driver speaks.</summary>
    public void Prepare()
    {
        for (; _next < _case.Steps.Count && _case.Steps[_next] is CaseStep.Do { Step: var step }; _next++)
            Do(_next, step);
    }

    /// <summary>
    /// Does what the case says and was not prepared, and then waits until the driver has done what it owes.
    /// </summary>
    /// <param name="cancellationToken">Ends it early; what happened until then is judged.</param>
    public async Task PlayAsync(CancellationToken cancellationToken)
    {
        for (int i = _next; i < _case.Steps.Count; i++)
        {
            switch (_case.Steps[i])
            {
                case CaseStep.Do { Step: var step }:
                    Do(i, step);
                    break;
                case CaseStep.Until { Condition: var condition, Within: var within }:
                    if (!await UntilAsync(
                        () => condition.IsMet(_device, _counts), _options.Patience * within, cancellationToken))
                    {
                        Remark(i, $"after {Seconds(within)} s still {Explain(condition)}");
                    }

                    break;
                case CaseStep.Pass { Time: var time }:
                    await Task.Delay(_options.Patience * time, _device.Time, cancellationToken);
                    break;
            }
        }

        await UntilAsync(
            () => !_judge.IsOwed, _options.Patience * CaseStep.Until.DefaultWithin, cancellationToken);
        await Task.Delay(_options.Patience * Settling, _device.Time, cancellationToken);
    }

    /// <summary>Ends it.</summary>
    public CaseResult End()
    {
        Read();
        lock (_lock)
        {
            _isOver = true;
            if (_reader.Missed > 0)
                _remarks.Add(FormattableString.Invariant($"{_reader.Missed} things happened that were not judged"));
            var conversation = new Conversation(_case.Seed ?? 0, TimedSteps.Of(_steps, _now))
            {
                Configuration = _device.Configuration,
            };
            return new CaseResult(_case, _judge.Verdicts, conversation)
            {
                DriverEnd = _driverEnd,
                Remarks = [.. _remarks],
            };
        }
    }

    /// <summary>Reads no more.</summary>
    public void Dispose()
    {
        lock (_lock)
            _isOver = true;
        _reader.Dispose();
    }

    private void Watch()
    {
        while (_reader.Wait())
            Read();
    }

    private bool TakeEntries()
    {
        bool isNew = false;
        while (_journal.TryTake(out JournalEntry? entry, out IReadOnlyList<Violation> violations))
        {
            isNew = true;
            _counts.Take(entry);
            Note(violations);
            IReadOnlyList<ConversationStep> steps = _toSteps.Take(entry);
            if (_steps.Count < MaxSteps && steps.Count > 0)
            {
                foreach (ConversationStep step in steps)
                    _steps.Add((step, _journal.Now));
            }
        }

        return isNew;
    }

    private void Note(IReadOnlyList<Violation> violations)
    {
        foreach (Violation violation in violations)
            _counts.Violated(violation.Rule.Id);
    }

    private void Do(int number, ConversationStep step)
    {
        StepReply? reply;
        using (_device.Enter())
            reply = _player.Ask(step);
        Read();
        string? wrong = reply switch
        {
            null => "the device has no such host",
            StepReply.Control { Error: { } error }
                when step.Reply is not StepReply.Control { Error: not null } => error,
            StepReply.Cci { Code: var code } when code != CodeOf(step) => $"{code}, not {CodeOf(step)}",
            _ => null,
        };
        if (wrong is not null)
            Remark(number, wrong);
    }

    // Who says nothing else wants it to be done.
    private static ReturnCode CodeOf(ConversationStep step) =>
        step.Reply is StepReply.Cci expected ? expected.Code : ReturnCode.Success;

    private void Remark(int number, string remark) =>
        Remark(FormattableString.Invariant($"step {number} ({_case.Steps[number]}): {remark}"));

    private void Remark(string remark)
    {
        lock (_lock)
        {
            if (_remarks.Count < MaxRemarks)
                _remarks.Add(remark);
        }
    }

    private string Explain(Condition condition)
    {
        lock (_lock)
        {
            using (_device.Gate.EnterScope())
                return condition.Explain(_device, _counts);
        }
    }

    private string Seconds(double within) =>
        (_options.Patience * within).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Waits until something is so, for so long at most; one thing at a time is waited for.</summary>
    /// <returns>Whether it came to be.</returns>
    private async Task<bool> UntilAsync(Func<bool> isMet, TimeSpan within, CancellationToken cancellationToken)
    {
        var waiter = new Waiter(isMet);
        lock (_lock)
        {
            _waiter = waiter;
            if (TakeMet() is not null)
                return true;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task late = Task.Delay(within, _device.Time, over.Token);
        await Task.WhenAny(waiter.Met.Task, late);
        Cancel(over);
        cancellationToken.ThrowIfCancellationRequested();
        Read();
        lock (_lock)
            _waiter = null;
        return waiter.Met.Task.IsCompleted;
    }

    // Here and now: in a simulation .NET's thread pool has no part.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    /// <summary>Takes out who waits for what is so now. Under the lock.</summary>
    private Waiter? TakeMet()
    {
        if (_waiter is not { } waiter)
            return null;
        using (_device.Gate.EnterScope())
        {
            if (!waiter.IsMet())
                return null;
        }

        _waiter = null;
        return waiter;
    }

    private sealed record Waiter(Func<bool> IsMet)
    {
        // Not on the stack of who reads; but in a simulation .NET's thread pool has no part.
        public TaskCompletionSource Met { get; } = new(
            SynchronizationContext.Current is null
                ? TaskCreationOptions.RunContinuationsAsynchronously
                : TaskCreationOptions.None);
    }
}
