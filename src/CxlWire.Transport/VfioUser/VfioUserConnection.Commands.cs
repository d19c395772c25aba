using System.Text;
using System.Text.Json;
using CxlWire.Device.Registers;
using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;
using static CxlWire.Transport.VfioUser.VfioUserLayout;

namespace CxlWire.Transport.VfioUser;

/// <content>The commands. A handler checks the whole message first and does nothing of one that it refuses.</content>
internal sealed partial class VfioUserConnection
{
    private const int Regions = 9;
    private const int ConfigurationRegion = 7;

    // What a client may not know is offered only where it has told of it.
    private static readonly byte[] _capabilities = Capabilities("");
    private static readonly byte[] _capabilitiesAndWriteMulti = Capabilities(",\"write_multiple\":true");

    private static byte[] Capabilities(string more) => Encoding.UTF8.GetBytes(
        $"{{\"capabilities\":{{\"max_msg_fds\":{LinuxMessageSocket.MaximumDescriptors},"
        + $"\"max_data_xfer_size\":{MaximumTransfer}{more}}}}}\0");

    private int Negotiate()
    {
        if (_length < Proposal.Capabilities)
            return RefuseAndEnd(Header.Size, $"{_length} bytes, of at least {Proposal.Capabilities}");
        if (Read16(Proposal.Major) != 0)
            return RefuseAndEnd(Proposal.Major, $"major version {Read16(Proposal.Major)}, of which only 0 is known");
        ReadOnlySpan<byte> proposed = Message[Proposal.Capabilities.._length];
        bool hasWriteMulti = false;
        if (!proposed.IsEmpty)
        {
            if (proposed[^1] != 0)
                return RefuseAndEnd(_length - 1, "the capabilities do not end with a NUL");
            if (!TryReadCapabilities(proposed[..^1], out hasWriteMulti))
            {
                return RefuseAndEnd(
                    Proposal.Capabilities, "the capabilities are not a JSON object with an object \"capabilities\"");
            }
        }

        _isNegotiated = true;
        ReadOnlySpan<byte> ours = hasWriteMulti ? _capabilitiesAndWriteMulti : _capabilities;
        Write32(Proposal.Major, 0);
        ours.CopyTo(Message[Proposal.Capabilities..]);
        return Proposal.Capabilities + ours.Length;
    }

    private static bool TryReadCapabilities(ReadOnlySpan<byte> json, out bool hasWriteMulti)
    {
        hasWriteMulti = false;
        var reader = new Utf8JsonReader(json);
        try
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (reader.Read() || document.RootElement.ValueKind != JsonValueKind.Object)
                return false;
            if (!document.RootElement.TryGetProperty("capabilities", out JsonElement capabilities))
                return true;
            if (capabilities.ValueKind != JsonValueKind.Object)
                return false;
            hasWriteMulti = capabilities.TryGetProperty("write_multiple", out JsonElement writeMulti)
                && writeMulti.ValueKind == JsonValueKind.True;
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: half a surrogate pair in a name.
            return false;
        }
    }

    // Guest memory is never touched: descriptors are closed with the message, and no map is kept.
    private int MapMemory()
    {
        if (_length != DmaMap.End)
            return RefuseLength(DmaMap.End);
        if ((Read32(DmaMap.Flags) & ~(DmaMap.Readable | DmaMap.Writable)) != 0)
            return Refuse(DmaMap.Flags, "flags beyond readable and writable");
        if (!IsRange(Read64(DmaMap.Address), Read64(DmaMap.Size)))
            return Refuse(DmaMap.Size, "the range is empty or goes beyond the last address");
        return _socket.DescriptorCount > 1 ? Refuse(0, "more than one descriptor") : Header.End;
    }

    private int UnmapMemory()
    {
        if (_length != DmaUnmap.End)
            return RefuseLength(DmaUnmap.End);
        uint flags = Read32(DmaUnmap.Flags);
        if ((flags & ~DmaUnmap.All) != 0)
            return Refuse(DmaUnmap.Flags, "flags beyond \"all\"");
        return (flags & DmaUnmap.All) == 0 && !IsRange(Read64(DmaUnmap.Address), Read64(DmaUnmap.Size))
            ? Refuse(DmaUnmap.Size, "the range is empty or goes beyond the last address")
            : DmaUnmap.End;
    }

    private static bool IsRange(ulong address, ulong size) => size != 0 && size - 1 <= ulong.MaxValue - address;

    private int GetInfo()
    {
        if (!HasRoomFor(Info.End, Info.ArgumentSize))
            return Refused;
        Write32(Info.Flags, Info.Resets | Info.IsPci);
        Write32(Info.Regions, Regions);
        Write32(Info.Interrupts, VfioUserInterrupts.Types);
        return Info.End;
    }

    private int GetRegionInfo()
    {
        if (!HasRoomFor(RegionInfo.End, RegionInfo.ArgumentSize))
            return Refused;
        uint region = Read32(RegionInfo.Index);
        if (region >= Regions)
            return Refuse(RegionInfo.Index, $"region {region} of {Regions}");
        int size = FindRegion(region)?.Size ?? 0;
        Write32(RegionInfo.Flags, size == 0 ? 0 : RegionInfo.Read | RegionInfo.Write);
        Write32(RegionInfo.CapabilityOffset, 0);
        Write64(RegionInfo.Size, (ulong)size);
        Write64(RegionInfo.FileOffset, 0);
        return RegionInfo.End;
    }

    private int GetRegionIoDescriptors()
    {
        if (!HasRoomFor(RegionIoDescriptors.End, RegionIoDescriptors.ArgumentSize))
            return Refused;
        if (Read32(RegionIoDescriptors.Flags) != 0)
            return Refuse(RegionIoDescriptors.Flags, "flags, of which there are none");
        uint region = Read32(RegionIoDescriptors.Index);
        if (region >= Regions)
            return Refuse(RegionIoDescriptors.Index, $"region {region} of {Regions}");
        Write32(RegionIoDescriptors.Count, 0);
        return RegionIoDescriptors.End;
    }

    private int GetInterruptInfo()
    {
        if (!HasRoomFor(InterruptInfo.End, InterruptInfo.ArgumentSize))
            return Refused;
        uint type = Read32(InterruptInfo.Index);
        if (type >= VfioUserInterrupts.Types)
            return Refuse(InterruptInfo.Index, $"interrupt type {type} of {VfioUserInterrupts.Types}");
        int count = _interrupts.Count(type);

        // Not "no resize": a client may enable vectors one by one, and spares itself the ones it has.
        Write32(InterruptInfo.Flags, count == 0 ? 0 : InterruptInfo.EventDescriptor);
        Write32(InterruptInfo.Count, (uint)count);
        return InterruptInfo.End;
    }

    private int SetInterrupts()
    {
        if (_length < InterruptSet.Data)
            return RefuseLength(InterruptSet.Data);
        uint flags = Read32(InterruptSet.Flags);
        uint type = Read32(InterruptSet.Index);
        uint start = Read32(InterruptSet.Start);
        uint count = Read32(InterruptSet.Count);
        if (type >= VfioUserInterrupts.Types)
            return Refuse(InterruptSet.Index, $"interrupt type {type} of {VfioUserInterrupts.Types}");
        uint interrupts = (uint)_interrupts.Count(type);
        if (start > interrupts)
            return Refuse(InterruptSet.Start, $"interrupt {start} of {interrupts}");
        if (count > interrupts - start)
            return Refuse(InterruptSet.Count, $"{count} interrupts from {start} on, of {interrupts}");

        // Masking is what interrupt types with the flag "maskable" have, and none here has it.
        if ((flags & ~InterruptSet.DataMask) != InterruptSet.Trigger)
            return Refuse(InterruptSet.Flags, "an action other than to trigger");
        uint data = flags & InterruptSet.DataMask;
        int dataLength = _length - InterruptSet.Data;
        switch (data)
        {
            case InterruptSet.DataNone or InterruptSet.DataEvent when dataLength != 0:
                return RefuseLength(InterruptSet.Data);
            case InterruptSet.DataBool when dataLength != count:
                return RefuseLength(InterruptSet.Data + (int)count);
            case InterruptSet.DataNone or InterruptSet.DataBool:
                if (_socket.DescriptorCount != 0)
                    return Refuse(InterruptSet.Flags, "descriptors came, and none were announced");
                break;
            case InterruptSet.DataEvent:
                break;
            default:
                return Refuse(InterruptSet.Flags, "more than one kind of data, or none");
        }

        if (count == 0)
        {
            if (data != InterruptSet.DataNone || start != 0)
                return Refuse(
                    InterruptSet.Count, "no interrupts: that disables all of them, from 0 on and without data");
            SetEvents(type, 0, (int)interrupts, []);
            return Header.End;
        }

        return data == InterruptSet.DataEvent
            ? SetEvents(type, (int)start, (int)count)
            : Trigger(type, (int)start, (int)count, data == InterruptSet.DataBool);
    }

    private int SetEvents(uint type, int start, int count)
    {
        if (_socket.DescriptorCount != 0 && _socket.DescriptorCount != count)
            return Refuse(InterruptSet.Count, $"{count} interrupts, and {_socket.DescriptorCount} descriptors");
        SafeFileHandle[] descriptors = _socket.TakeDescriptors();
        foreach (SafeFileHandle descriptor in descriptors)
        {
            if (LinuxFile.IsEvent(descriptor))
                continue;
            foreach (SafeFileHandle other in descriptors)
                other.Dispose();
            return Refuse(InterruptSet.Count, "a descriptor is no eventfd");
        }

        SetEvents(type, start, count, descriptors);
        return Header.End;
    }

    private void SetEvents(uint type, int start, int count, SafeFileHandle[] descriptors)
    {
        for (int i = 0; i < count; i++)
            _interrupts.Set(type, start + i, descriptors.Length == 0 ? null : descriptors[i]);
    }

    private int Trigger(uint type, int start, int count, bool isSelected)
    {
        for (int i = 0; i < count; i++)
        {
            if (!isSelected || Message[InterruptSet.Data + i] != 0)
                _interrupts.Signal(type, start + i);
        }

        return Header.End;
    }

    private int ReadRegion()
    {
        if (_length != Access.Data)
            return RefuseLength(Access.Data);
        if (FindAccess(0, out int offset, out int count) is not { } region)
            return Refused;
        if (count > 0)
        {
            using (_interrupts.Enter())
                region.Read(offset, Message.Slice(Access.Data, count));
        }

        return Access.Data + count;
    }

    private int WriteRegion()
    {
        if (_length < Access.Data)
            return RefuseLength(Access.Data);
        if (FindAccess(0, out int offset, out int count) is not { } region)
            return Refused;
        if (_length != Access.Data + count)
            return RefuseLength(Access.Data + count);
        if (count > 0)
        {
            using (_interrupts.Enter())
                region.Write(offset, Message.Slice(Access.Data, count));
        }

        return Access.Data;
    }

    private int Reset()
    {
        if (_length != Header.End)
            return RefuseLength(Header.End);
        using (_interrupts.Enter())
            function.Reset(ResetKind.Conventional);
        return Header.End;
    }

    private int WriteRegions()
    {
        if (_length < WriteMulti.Writes)
            return RefuseLength(WriteMulti.Writes);
        ulong writes = Read64(WriteMulti.Count);
        (int whole, int rest) = Math.DivRem(_length - WriteMulti.Writes, WriteMulti.Stride);
        if (writes != (ulong)whole || rest != 0)
            return Refuse(WriteMulti.Count, $"{writes} writes in {_length} bytes");
        for (int i = 0; i < (int)writes; i++)
        {
            if (FindWrite(i, out _, out _) is null)
                return Refused;
        }

        using (_interrupts.Enter())
        {
            for (int i = 0; i < (int)writes; i++)
            {
                RegisterBlock region = FindWrite(i, out int offset, out ReadOnlySpan<byte> data)!;
                if (!data.IsEmpty)
                    region.Write(offset, data);
            }
        }

        return WriteMulti.Writes;
    }

    private RegisterBlock? FindWrite(int index, out int offset, out ReadOnlySpan<byte> data)
    {
        int shift = WriteMulti.Writes + (index * WriteMulti.Stride) - Access.Offset;
        RegisterBlock? region = FindAccess(shift, out offset, out int count);
        data = default;
        if (region is null)
            return null;
        if (count > WriteMulti.MaximumCount)
        {
            Refuse(Access.Count + shift, $"{count} bytes, of at most {WriteMulti.MaximumCount}");
            return null;
        }

        data = Message.Slice(Access.Data + shift, count);
        return region;
    }

    /// <summary>The region of an access that lies wholly inside it; else null, and the message is refused.</summary>
    /// <param name="shift">Bytes from where the fields of <see cref="Access"/> are to where they are here.</param>
    /// <param name="offset">Of the first byte in the region.</param>
    /// <param name="count">Bytes.</param>
    private RegisterBlock? FindAccess(int shift, out int offset, out int count)
    {
        ulong first = Read64(Access.Offset + shift);
        uint index = Read32(Access.Region + shift);
        uint bytes = Read32(Access.Count + shift);
        (offset, count) = (0, 0);
        if (FindRegion(index) is not { } region)
        {
            Refuse(Access.Region + shift, $"region {index} has nothing in it");
            return null;
        }

        if (first > (ulong)region.Size)
        {
            Refuse(Access.Offset + shift, $"offset {first:x}h of {region.Size:x}h bytes");
            return null;
        }

        if (bytes > (ulong)region.Size - first || bytes > MaximumTransfer)
        {
            Refuse(
                Access.Count + shift, $"{bytes} bytes at {first:x}h, of {region.Size:x}h, {MaximumTransfer} at a time");
            return null;
        }

        (offset, count) = ((int)first, (int)bytes);
        return region;
    }

    private RegisterBlock? FindRegion(uint region) => region switch
    {
        <= 5 => function.FindBar((int)region),
        ConfigurationRegion => function.ConfigurationSpace,
        _ => null,
    };

    private int RefuseLength(int expected) => Refuse(Header.Size, $"{_length} bytes, of {expected}");

    /// <summary>
    /// Whether a question is whole and its asker has room for the answer, which may be the shorter one of the two:
    /// these structures grow. Then the answer's size is filled in.
    /// </summary>
    private bool HasRoomFor(int end, int argumentSize)
    {
        uint room = (uint)(end - Header.End);
        if (_length < end)
            RefuseLength(end);
        else if (Read32(argumentSize) < room)
            Refuse(argumentSize, $"room for {Read32(argumentSize)} bytes, of {room}");
        else
        {
            Write32(argumentSize, room);
            return true;
        }

        return false;
    }
}
