using System.Buffers.Binary;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Testing;

/// <summary>Extents of a host, of one generation of its list.</summary>
/// <param name="Generation">Which one.</param>
/// <param name="Extents">In the device's order.</param>
public sealed record ExtentList(uint Generation, IReadOnlyList<Extent> Extents);

/// <content>
/// The commands of Dynamic Capacity, typed. Each throws a <see cref="ReturnCodeException"/> for every return code but
/// Success, and an <see cref="InvalidDataException"/> where the response is not the layout; else as
/// <see cref="AskAsync"/>.
/// </content>
public sealed partial class HostClient
{
    // A list that changes for ever is no list.
    private const int MaxReadings = 16;
    private const uint ExtentsOfAPage = 48;

    private bool _listens;

    /// <summary>Regions that the host may be offered capacity of (4800h).</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<DynamicCapacityRegionConfiguration>> GetDynamicCapacityRegionsAsync(
        CancellationToken cancellationToken = default)
    {
        byte[] payload = await SayAsync(
            Opcode.GetDynamicCapacityConfiguration, new byte[] { 8, 0 }, cancellationToken);
        if (!GetDynamicCapacityConfigurationResponse.TryRead(
            payload, out GetDynamicCapacityConfigurationResponse read, out LayoutError error))
        {
            throw new InvalidDataException(error.ToString());
        }

        return ReadEntries(
            payload, GetDynamicCapacityConfigurationResponse.Size, read.RegionsReturned,
            DynamicCapacityRegionConfiguration.Size, static entry =>
            {
                DynamicCapacityRegionConfiguration.TryRead(
                    entry.Span, out DynamicCapacityRegionConfiguration region, out _);
                return region;
            });
    }

    /// <summary>
    /// The records of the Dynamic Capacity log that one response holds (0100h), the oldest first; they stay there until
    /// they are cleared.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<DynamicCapacityEventRecord>> GetDynamicCapacityRecordsAsync(
        CancellationToken cancellationToken = default)
    {
        byte[] payload = await SayAsync(
            Opcode.GetEventRecords, new[] { EventLogType.DynamicCapacity.Value }, cancellationToken);
        if (!GetEventRecordsResponse.TryRead(payload, out GetEventRecordsResponse read, out LayoutError error))
            throw new InvalidDataException(error.ToString());
        return ReadEntries(
            payload, GetEventRecordsResponse.Size, read.RecordCount, EventRecord.Size, static entry =>
            {
                DynamicCapacityEventRecord.TryRead(entry.Span, out DynamicCapacityEventRecord record, out _);
                return record;
            });
    }

    /// <summary>
    /// Likewise, but waits until there is a record: the first call has the device tell of Dynamic Capacity by Event
    /// Notifications (0104h, 0105h), and where the log is empty, the next one is awaited.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<DynamicCapacityEventRecord>> WaitForDynamicCapacityRecordsAsync(
        CancellationToken cancellationToken = default)
    {
        if (!_listens)
        {
            byte[] policy = await SayAsync(Opcode.GetMctpEventInterruptPolicy, default, cancellationToken);
            if (!EventNotificationMask.TryRead(policy, out EventNotificationMask mask, out LayoutError error))
                throw new InvalidDataException(error.ToString());
            (mask with { DynamicCapacity = true }).TryWrite(policy);
            await SayAsync(Opcode.SetMctpEventInterruptPolicy, policy, cancellationToken);
            _listens = true;
        }

        while (true)
        {
            IReadOnlyList<DynamicCapacityEventRecord> records = await GetDynamicCapacityRecordsAsync(cancellationToken);
            if (records.Count > 0)
                return records;
            await NextNotificationAsync(cancellationToken);
        }
    }

    /// <summary>Clears records of the Dynamic Capacity log (0101h): the oldest, each once (E4).</summary>
    /// <param name="records">At most 255, as they were read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ClearDynamicCapacityRecordsAsync(
        IReadOnlyList<DynamicCapacityEventRecord> records, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        byte[] request = new byte[ClearEventRecordsRequest.SizeWith(records.Count)];
        new ClearEventRecordsRequest { Log = EventLogType.DynamicCapacity, HandleCount = checked((byte)records.Count) }
            .TryWrite(request);
        for (int i = 0; i < records.Count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(
                request.AsSpan(ClearEventRecordsRequest.SizeWith(i)), records[i].Header.Handle);
        }

        await SayAsync(Opcode.ClearEventRecords, request, cancellationToken);
    }

    /// <summary>All extents of the host (4801h), in pages, anew where the generation changes meanwhile.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ExtentList> GetExtentListAsync(CancellationToken cancellationToken = default)
    {
        for (int reading = 0; reading < MaxReadings; reading++)
        {
            if (await TryReadListAsync(cancellationToken) is { } list)
                return list;
        }

        throw new InvalidDataException($"the list has changed {MaxReadings} times while it was read");
    }

    /// <summary>Answers the first offer (4802h); an empty list declines it.</summary>
    /// <param name="extents">What is taken of it.</param>
    /// <param name="more">Whether another part of the list follows (A8).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task AddDynamicCapacityResponseAsync(
        IEnumerable<Extent> extents, bool more = false, CancellationToken cancellationToken = default) =>
        SayAsync(Opcode.AddDynamicCapacityResponse, WriteList(extents, more), cancellationToken);

    /// <summary>Gives capacity back (4803h), whole blocks of what the host holds.</summary>
    /// <inheritdoc cref="AddDynamicCapacityResponseAsync"/>
    public Task ReleaseDynamicCapacityAsync(
        IEnumerable<Extent> extents, bool more = false, CancellationToken cancellationToken = default) =>
        SayAsync(Opcode.ReleaseDynamicCapacity, WriteList(extents, more), cancellationToken);

    private static byte[] WriteList(IEnumerable<Extent> extents, bool more)
    {
        Extent[] all = [.. extents];
        byte[] request = new byte[UpdatedExtentList.SizeWith(all.Length)];
        new UpdatedExtentList { Count = (uint)all.Length, More = more }.TryWrite(request);
        for (int i = 0; i < all.Length; i++)
        {
            new UpdatedExtent { StartDpa = all[i].StartDpa, Length = all[i].Length }
                .TryWrite(request.AsSpan(UpdatedExtentList.SizeWith(i)));
        }

        return request;
    }

    private static List<T> ReadEntries<T>(
        byte[] payload, int start, int count, int size, Func<ReadOnlyMemory<byte>, T> read) =>
        [.. Enumerable.Range(0, count).Select(i => read(payload.AsMemory(start + (i * size), size)))];

    /// <returns>Null: the list has changed.</returns>
    private async Task<ExtentList?> TryReadListAsync(CancellationToken cancellationToken)
    {
        var extents = new List<Extent>();
        uint generation = 0;
        while (true)
        {
            byte[] request = new byte[GetDynamicCapacityExtentListRequest.Size];
            new GetDynamicCapacityExtentListRequest { Count = ExtentsOfAPage, Start = (uint)extents.Count }
                .TryWrite(request);
            byte[] payload = await SayAsync(Opcode.GetDynamicCapacityExtentList, request, cancellationToken);
            if (!GetDynamicCapacityExtentListResponse.TryRead(
                payload, out GetDynamicCapacityExtentListResponse page, out LayoutError error))
            {
                throw new InvalidDataException(error.ToString());
            }

            if (extents.Count > 0 && page.Generation != generation)
                return null;
            generation = page.Generation;
            extents.AddRange(ReadEntries(
                payload, GetDynamicCapacityExtentListResponse.Size, (int)page.Returned, Extent.Size, static entry =>
                {
                    Extent.TryRead(entry.Span, out Extent extent, out _);
                    return extent;
                }));
            if (extents.Count >= page.Total || page.Returned == 0)
                return extents.Count == page.Total ? new ExtentList(page.Generation, extents) : null;
        }
    }

    private async Task<byte[]> SayAsync(
        Opcode opcode, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        CciReply reply = await AskAsync(opcode, payload, cancellationToken);
        return reply.ReturnCode == ReturnCode.Success
            ? reply.Payload
            : throw new ReturnCodeException(opcode, reply.ReturnCode, _newestRefusal?.Invoke());
    }
}
