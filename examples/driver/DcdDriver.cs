using System.IO.Pipelines;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Testing;

namespace CxlWire.Examples.Driver;

/// <summary>
/// A host's driver for a Dynamic Capacity Device: it takes what it is offered, gives back what it is asked for, and
/// keeps to the rules of the host (H1 to H34), whatever the device does. One thing at a time: records are read and
/// cleared, then what they ask for is answered in their order.
/// </summary>
internal sealed partial class DcdDriver : IAsyncDisposable
{
    private static readonly EventLogType[] _logs =
    [
        EventLogType.Informational, EventLogType.Warning, EventLogType.Failure, EventLogType.Fatal,
        EventLogType.DynamicCapacity,
    ];

    private readonly CommandChannel _channel;
    private readonly DriverTimes _times;
    private readonly TimeProvider _time;
    private readonly HeldCapacity _held = new();

    // What records asked for and is not done, in their order: chains of offers, and ranges to give back.
    private readonly Queue<object> _todo = new();

    // Handles of records that were taken in, and may be in the log still: the answer to their clearing was lost.
    private readonly HashSet<(EventLogType Log, ushort Handle)> _takenIn = [];

    private IReadOnlyList<DynamicCapacityRegionConfiguration> _regions = [];
    private OfferedChain? _open;
    private Tag _givenUp;
    private bool _mustReadList = true;
    private bool _mustReadRegions = true;
    private bool _isInDoubt;
    private long? _unknownSince;

    /// <summary>A driver that has not spoken to the device.</summary>
    /// <param name="connect">Begins a stream to the host's CCI.</param>
    /// <param name="times">How long it waits.</param>
    /// <param name="time">The clock it waits by.</param>
    public DcdDriver(
        Func<CancellationToken, ValueTask<IDuplexPipe>> connect, DriverTimes? times = null, TimeProvider? time = null)
    {
        _times = times ?? new DriverTimes();
        _time = time ?? TimeProvider.System;
        _channel = new CommandChannel(connect, _times, _time);
    }

    /// <summary>What the host has, the lowest first; raised with each change.</summary>
    public event Action<IReadOnlyList<Extent>>? Changed;

    /// <summary>The driver has looked at the device, and waits for more to do.</summary>
    public event Action? Looked;

    /// <summary>Whether all that the driver has read is answered, and it waits for more.</summary>
    public bool IsIdle { get; private set; }

    /// <summary>Drives until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (!_channel.IsOpen)
                    await StartAsync(cancellationToken);
                await LookAsync(cancellationToken);
                IsIdle = _open is null;
                Looked?.Invoke();
                await _channel.WaitForNotificationAsync(cancellationToken);
                IsIdle = false;
            }
            catch (LostReplyException)
            {
                // H11: what the last command did is unknown.
                IsIdle = false;
                _mustReadList = true;
                await Task.Delay(_times.Retry, _time, cancellationToken);
            }
        }
    }

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    /// <summary>Begins a stream.</summary>
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await _channel.OpenAsync(cancellationToken);
        await SetUpAsync(cancellationToken);
    }

    /// <summary>Says what the driver wants to be told of, and what time it is.</summary>
    private async Task SetUpAsync(CancellationToken cancellationToken)
    {
        byte[] now = new byte[sizeof(ulong)];
        long ticks = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks;
        BitConverter.TryWriteBytes(now, ticks * TimeSpan.NanosecondsPerTick);
        await _channel.AskAsync(Opcode.SetTimestamp, now, cancellationToken);
        byte[] all = new byte[EventNotificationMask.Size];
        new EventNotificationMask
        {
            Informational = true,
            Warning = true,
            Failure = true,
            Fatal = true,
            DynamicCapacity = true,
        }.TryWrite(all);
        await _channel.AskAsync(Opcode.SetMctpEventInterruptPolicy, all, cancellationToken);
        (_mustReadList, _mustReadRegions) = (true, true);
    }

    /// <summary>
    /// Says it all again where the device has forgotten what it should tell of: it was reset (H29), and the list is
    /// read before it is trusted (H11).
    /// </summary>
    private async Task SetUpAfterResetAsync(CancellationToken cancellationToken)
    {
        CciReply reply = await _channel.AskAsync(Opcode.GetMctpEventInterruptPolicy, default, cancellationToken);
        if (reply.ReturnCode != ReturnCode.Success
            || !EventNotificationMask.TryRead(reply.Payload, out EventNotificationMask mask, out _)
            || !mask.DynamicCapacity)
        {
            await SetUpAsync(cancellationToken);
        }
    }

    /// <summary>Reads all records, and does what they ask for.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await SetUpAfterResetAsync(cancellationToken);
        foreach (EventLogType log in _logs)
            await ReadRecordsAsync(log, cancellationToken);
        if (_mustReadRegions)
            await ReadRegionsAsync(cancellationToken);
        if (_mustReadList)
            await ReadListAsync(cancellationToken);
        GiveUpOldChain();

        // H10, H11: a list that could not be read, or does not settle, is read again at the next look.
        if (_mustReadList && !TryGiveUpOldOffers())
            return;
        if (!await TrySettleDoubtAsync(cancellationToken))
            return;
        while (_todo.TryPeek(out object? next))
        {
            if (_mustReadList && next is not OfferedChain { IsGivenUp: true })
                return;
            if (next is not OfferedChain chain)
                await GiveBackAsync((Extent)next, cancellationToken);
            else if (!await AnswerAsync(chain, cancellationToken))
                return;
        }

        await DeclineUnknownAsync(cancellationToken);
    }

    /// <summary>Reads a log to its end, page by page, and clears each page once it is taken in (H17 to H20).</summary>
    /// <returns>Whether it came to the end.</returns>
    private async Task<bool> ReadRecordsAsync(EventLogType log, CancellationToken cancellationToken)
    {
        // H33: a log that never empties is left for the next look.
        for (int page = 0; page < 256; page++)
        {
            CciReply reply = await _channel.AskAsync(Opcode.GetEventRecords, new[] { log.Value }, cancellationToken);
            if (reply.ReturnCode != ReturnCode.Success
                || !GetEventRecordsResponse.TryRead(reply.Payload, out GetEventRecordsResponse read, out _))
            {
                return false;
            }

            var handles = new List<ushort>();
            for (int i = 0; i < read.RecordCount; i++)
            {
                ReadOnlyMemory<byte> record = reply.Payload.AsMemory(
                    GetEventRecordsResponse.SizeWith(i), EventRecord.Size);
                handles.Add(TakeIn(log, record.Span));
            }

            if (read.Overflow)
            {
                // H11, H19: records were lost, and what they said is in the list.
                _mustReadList = true;
            }

            if (handles.Count > 0)
                await ClearAsync(log, handles, cancellationToken);
            else if (read.Overflow)
                await ClearAllAsync(log, cancellationToken);

            // H18. What is cleared makes room for records that wait to get in: More does not tell of those.
            if (handles.Count == 0)
                return true;
        }

        return false;
    }

    private async Task ClearAsync(EventLogType log, List<ushort> handles, CancellationToken cancellationToken)
    {
        byte[] request = new byte[ClearEventRecordsRequest.Size + (handles.Count * sizeof(ushort))];
        new ClearEventRecordsRequest { Log = log, HandleCount = (byte)handles.Count }.TryWrite(request);
        for (int i = 0; i < handles.Count; i++)
        {
            BitConverter.TryWriteBytes(
                request.AsSpan(ClearEventRecordsRequest.Size + (i * sizeof(ushort))), handles[i]);
        }

        CciReply reply = await _channel.AskAsync(Opcode.ClearEventRecords, request, cancellationToken);
        if (reply.ReturnCode == ReturnCode.Success)
            _takenIn.RemoveWhere(record => record.Log == log);
    }

    private async Task ClearAllAsync(EventLogType log, CancellationToken cancellationToken)
    {
        byte[] request = new byte[ClearEventRecordsRequest.Size];
        new ClearEventRecordsRequest { Log = log, ClearAll = true }.TryWrite(request);
        await _channel.AskAsync(Opcode.ClearEventRecords, request, cancellationToken);
    }

    /// <summary>Takes a record in, once.</summary>
    /// <returns>Its handle.</returns>
    private ushort TakeIn(EventLogType log, ReadOnlySpan<byte> record)
    {
        EventRecordView.TryCreate(record, out EventRecordView view, out _);
        ushort handle = view.Header.Handle;
        bool isNew = _takenIn.Add((log, handle));
        if (isNew && view.Header.EventRecordIdentifier == EventRecordIdentifier.DynamicCapacity
            && DynamicCapacityEventRecord.TryRead(record, out DynamicCapacityEventRecord happened, out _))
        {
            TakeIn(happened);
        }

        return handle;
    }

    private void TakeIn(in DynamicCapacityEventRecord happened)
    {
        if (happened.EventType == DynamicCapacityEventType.AddCapacity)
        {
            // H6: a chain has one tag, so that another one says that an end was lost.
            if (_open is not null && _open.Extents[^1].Tag != happened.Extent.Tag)
                GiveUp();
            _open ??= new OfferedChain
            {
                MayBeLateEnd = !happened.Extent.Tag.IsNone && happened.Extent.Tag == _givenUp,
            };
            _open.Add(happened.Extent, _time.GetTimestamp());
            if (!happened.More)
                Close();
        }
        else if (happened.EventType == DynamicCapacityEventType.ReleaseCapacity)
        {
            _todo.Enqueue(happened.Extent);
        }
        else if (happened.EventType == DynamicCapacityEventType.ForcedCapacityRelease)
        {
            // H16: it is gone, and there is nothing to answer; nor for what was offered of it.
            _mustReadList = true;
            Forget(happened.Extent);
        }
        else if (happened.EventType == DynamicCapacityEventType.RegionConfigurationUpdated)
        {
            _mustReadRegions = true;
        }
    }

    private void Close()
    {
        _todo.Enqueue(_open!);
        _open = null;
    }

    private void GiveUp()
    {
        _open!.IsGivenUp = true;
        _givenUp = _open.Extents[0].Tag;
        Close();
    }

    private void RaiseChanged() => Changed?.Invoke(_held.Extents);
}
