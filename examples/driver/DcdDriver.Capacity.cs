using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Testing;

namespace CxlWire.Examples.Driver;

/// <content>What is done with capacity: lists, offers, releases.</content>
internal sealed partial class DcdDriver
{
    private const uint ExtentsOfAPage = 32;
    private const int EntriesOfAPayload = 8;
    private const int MaxReadings = 16;

    // Extents that the device could still track, of those it supports: what is neither held nor offered.
    private (uint Supported, uint Available) _tracking;

    // Extents of the list that is being read, as the device says; null: it could not be read.
    private uint? _listed;

    private async Task ReadRegionsAsync(CancellationToken cancellationToken)
    {
        CciReply reply = await _channel.AskAsync(
            Opcode.GetDynamicCapacityConfiguration, new byte[] { 8, 0 }, cancellationToken);
        if (reply.ReturnCode != ReturnCode.Success
            || !GetDynamicCapacityConfigurationResponse.TryRead(
                reply.Payload, out GetDynamicCapacityConfigurationResponse read, out _))
        {
            return;
        }

        var regions = new List<DynamicCapacityRegionConfiguration>();
        int at = GetDynamicCapacityConfigurationResponse.Size;
        for (int i = 0; i < read.RegionsReturned; i++, at += DynamicCapacityRegionConfiguration.Size)
        {
            DynamicCapacityRegionConfiguration.TryRead(
                reply.Payload.AsSpan(at, DynamicCapacityRegionConfiguration.Size),
                out DynamicCapacityRegionConfiguration region, out _);
            regions.Add(region);
        }

        DynamicCapacityConfigurationTail.TryRead(
            reply.Payload.AsSpan(at, DynamicCapacityConfigurationTail.Size),
            out DynamicCapacityConfigurationTail tail, out _);
        _tracking = (tail.ExtentsSupported, tail.ExtentsAvailable);
        (_regions, _mustReadRegions) = (regions, false);
    }

    /// <summary>Reads the list until it did not change meanwhile (H10), but not for ever (H33).</summary>
    private async Task ReadListAsync(CancellationToken cancellationToken)
    {
        _listed = null;
        for (int reading = 0; reading < MaxReadings; reading++)
        {
            if (await TryReadListAsync(cancellationToken) is not { } extents)
                continue;
            _mustReadList = false;
            _held.Replace(extents);
            RaiseChanged();
            return;
        }
    }

    private async Task<List<Extent>?> TryReadListAsync(CancellationToken cancellationToken)
    {
        var extents = new List<Extent>();
        uint? generation = null;
        uint wanted = ExtentsOfAPage;
        while (true)
        {
            byte[] request = new byte[GetDynamicCapacityExtentListRequest.Size];
            new GetDynamicCapacityExtentListRequest { Count = wanted, Start = (uint)extents.Count }
                .TryWrite(request);
            CciReply reply = await _channel.AskAsync(
                Opcode.GetDynamicCapacityExtentList, request, cancellationToken);
            if (reply.ReturnCode != ReturnCode.Success
                || !GetDynamicCapacityExtentListResponse.TryRead(
                    reply.Payload, out GetDynamicCapacityExtentListResponse page, out _))
            {
                return null;
            }

            _listed = page.Total;
            if (generation is { } before && before != page.Generation)
                return null;
            generation = page.Generation;
            for (int i = 0; i < page.Returned; i++)
            {
                Extent.TryRead(
                    reply.Payload.AsSpan(GetDynamicCapacityExtentListResponse.SizeWith(i), Extent.Size),
                    out Extent extent, out _);
                extents.Add(extent);
            }

            // H12: nothing is asked for that there is not.
            if (extents.Count >= page.Total || page.Returned == 0)
                return extents.Count == page.Total ? extents : null;
            wanted = Math.Min(ExtentsOfAPage, page.Total - (uint)extents.Count);
        }
    }

    /// <summary>Answers an offer, whole: all of it, or nothing (H1 to H5, H8).</summary>
    /// <returns>False: it was refused, and more has to be known first.</returns>
    private async Task<bool> AnswerAsync(OfferedChain chain, CancellationToken cancellationToken)
    {
        if (chain.MayBeLateEnd)
        {
            if (await IsAnsweredAsync(cancellationToken) is not { } isAnswered)
                return false;

            // H6: it was declined when it was given up.
            if (isAnswered)
                Drop(chain);

            // Or taken back by force, as was read meanwhile.
            if (!_todo.TryPeek(out object? first) || first != chain)
                return true;
        }

        List<Extent> accepted = chain.CanBeTaken(_regions, _held) ? [.. chain.Extents] : [];
        _isInDoubt = true;
        if (await SendAsync(Opcode.AddDynamicCapacityResponse, accepted, cancellationToken) != ReturnCode.Success)
        {
            // H7: what failed is not used. It may have been taken back by force meanwhile, and then is no offer.
            chain.WasRefused = true;
            return false;
        }

        // What was sent before a part that was refused may have been taken.
        _mustReadList |= chain.WasRefused;
        _unknownSince = null;
        _isInDoubt = false;
        _todo.Dequeue();
        foreach (Extent extent in accepted)
            _held.Add(extent);
        if (accepted.Count > 0)
            RaiseChanged();
        return true;
    }

    /// <summary>A range is offered no longer; a chain of which nothing is left is no offer.</summary>
    private void Forget(Extent gone)
    {
        if (_open?.Remove(gone) == true && _open.Extents.Count == 0)
            _open = null;
        object[] others = [.. _todo];
        _todo.Clear();
        foreach (object other in others)
        {
            if (other is OfferedChain chain && chain.Remove(gone) && chain.Extents.Count == 0)
                continue;
            _todo.Enqueue(other);
        }
    }

    /// <summary>Gives back what the host has of a range (H13, H14).</summary>
    private async Task GiveBackAsync(Extent wanted, CancellationToken cancellationToken)
    {
        Extent[] parts = [.. _held.Within(wanted).Where(
            part => _regions.Any(region => OfferedChain.IsInside(part, region)))];
        if (parts.Length > 0)
        {
            ReturnCode code = await SendAsync(Opcode.ReleaseDynamicCapacity, parts, cancellationToken);
            if (code == ReturnCode.Success)
                Array.ForEach(parts, _held.Remove);
            else
                _mustReadList = true;
            RaiseChanged();
        }

        _todo.Dequeue();
    }

    /// <summary>Sends extents, in as many payloads as it takes (H9).</summary>
    private async Task<ReturnCode> SendAsync(
        Opcode opcode, IReadOnlyList<Extent> extents, CancellationToken cancellationToken)
    {
        int sent = 0;
        while (true)
        {
            Extent[] part = [.. extents.Skip(sent).Take(EntriesOfAPayload)];
            sent += part.Length;
            byte[] request = new byte[UpdatedExtentList.SizeWith(part.Length)];
            new UpdatedExtentList { Count = (uint)part.Length, More = sent < extents.Count }.TryWrite(request);
            for (int i = 0; i < part.Length; i++)
            {
                new UpdatedExtent { StartDpa = part[i].StartDpa, Length = part[i].Length }
                    .TryWrite(request.AsSpan(UpdatedExtentList.SizeWith(i)));
            }

            CciReply reply = await _channel.AskAsync(opcode, request, cancellationToken);
            if (reply.ReturnCode != ReturnCode.Success || sent >= extents.Count)
                return reply.ReturnCode;
        }
    }

    /// <summary>H6: a chain whose end does not come is declined, once.</summary>
    private void GiveUpOldChain()
    {
        if (_open is not null && _time.GetElapsedTime(_open.GrownAt) >= _times.Chain)
            GiveUp();
    }

    private void Drop(OfferedChain chain)
    {
        object[] others = [.. _todo.Where(other => other != chain)];
        _todo.Clear();
        Array.ForEach(others, _todo.Enqueue);
    }

    /// <summary>H4: an offer does not wait for ever until it is known what the host has. It is declined.</summary>
    /// <returns>Whether there is one that has waited long enough.</returns>
    private bool TryGiveUpOldOffers()
    {
        OfferedChain[] chains = [.. _todo.OfType<OfferedChain>()];
        foreach (OfferedChain chain in chains)
            chain.IsGivenUp |= _time.GetElapsedTime(chain.GrownAt) >= _times.Chain;
        if (!chains.Any(chain => chain.IsGivenUp))
            return false;

        // What is asked back waits, and those do not wait for it.
        object[] others = [.. _todo.Where(other => other is not OfferedChain)];
        _todo.Clear();
        Array.ForEach([.. chains, .. others], _todo.Enqueue);
        return true;
    }

    /// <summary>
    /// Finds whether the device had the answer whose reply was lost: an answered offer is pending no longer, and the
    /// device tells how many extents it could still track.
    /// </summary>
    /// <returns>False: that could not be found.</returns>
    private async Task<bool> TrySettleDoubtAsync(CancellationToken cancellationToken)
    {
        if (!_isInDoubt || !_todo.OfType<OfferedChain>().Any())
        {
            _isInDoubt = false;
            return true;
        }

        if (await IsAnsweredAsync(cancellationToken) is not { } isAnswered)
            return false;
        if (_todo.OfType<OfferedChain>().FirstOrDefault() is not { } first)
        {
            // Taken back by force, as was read meanwhile.
        }
        else if (isAnswered || first.Extents.TrueForAll(_held.Overlaps))
        {
            Drop(first);
        }
        else if (first.WasRefused)
        {
            // H7: it is still an offer, and is declined.
            first.IsGivenUp = true;
        }

        _isInDoubt = false;
        return true;
    }

    /// <summary>Whether fewer extents are pending than the driver has to answer; null: it is not known.</summary>
    private async Task<bool?> IsAnsweredAsync(CancellationToken cancellationToken)
    {
        long? pending = await CountPendingAsync(cancellationToken);

        // What was pending then has its records in the log by now, if they were not read.
        if (pending is null || !await ReadRecordsAsync(EventLogType.DynamicCapacity, cancellationToken))
            return null;
        int known = _todo.OfType<OfferedChain>().Sum(chain => chain.Extents.Count) + (_open?.Extents.Count ?? 0);
        return pending < known;
    }

    /// <summary>Declines offers whose records the driver never had (H4).</summary>
    private async Task DeclineUnknownAsync(CancellationToken cancellationToken)
    {
        if (_open is not null || await CountPendingAsync(cancellationToken) is null or <= 0)
        {
            _unknownSince = null;
            return;
        }

        _unknownSince ??= _time.GetTimestamp();
        if (_time.GetElapsedTime(_unknownSince.Value) < _times.Chain)
            return;
        _unknownSince = null;

        // What is pending has its records in the log: if there are any, they were only not read.
        if (!await ReadRecordsAsync(EventLogType.DynamicCapacity, cancellationToken)
            || _open is not null || _todo.Count > 0)
        {
            return;
        }

        await SendAsync(Opcode.AddDynamicCapacityResponse, [], cancellationToken);
    }

    /// <summary>Extents that were offered, and not answered; null: what the host has is not known.</summary>
    private async Task<long?> CountPendingAsync(CancellationToken cancellationToken)
    {
        _mustReadRegions = true;
        await ReadRegionsAsync(cancellationToken);
        if (_mustReadList)
            await ReadListAsync(cancellationToken);

        // A list that does not settle tells of how many it is, all the same.
        long? held = _mustReadList ? _listed : _held.Extents.Count;
        return _mustReadRegions ? null : (long)_tracking.Supported - _tracking.Available - held;
    }
}
