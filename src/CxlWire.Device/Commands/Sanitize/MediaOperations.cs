using CxlWire.Device.Capacity;
using CxlWire.Device.Media;
using CxlWire.Protocol;
using CxlWire.Protocol.Sanitize;

namespace CxlWire.Device.Commands.Sanitize;

/// <summary>
/// CXL r3.1 8.2.9.9.5.3 Media Operations (4402h): which there are (Z5), and ranges to sanitize or to fill with zeros,
/// in the background (Z6).
/// </summary>
internal static class MediaOperations
{
    private const byte Discovery = 0;

    // What discovery tells of: all but itself.
    private static readonly MediaOperation[] _operations =
    [
        new() { OperationClass = MediaOperationClass.Sanitize, Subclass = 0 },
        new() { OperationClass = MediaOperationClass.Sanitize, Subclass = 1 },
    ];

    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        MediaOperationsRequestView.TryCreate(request, out MediaOperationsRequestView wanted, out _);
        if (wanted.OperationClass == MediaOperationClass.General && wanted.Subclass == Discovery)
            return Discover(wanted, reply);
        var operation = new MediaOperation { OperationClass = wanted.OperationClass, Subclass = wanted.Subclass };
        return _operations.Contains(operation)
            ? Start(port, request, wanted)
            : Refuse("operation_class", ReturnCode.Unsupported, "Z5", "no operation that there is");
    }

    private static CommandResult Discover(MediaOperationsRequestView wanted, Span<byte> reply)
    {
        if (wanted.RangeCount != 0)
            return Refuse("range_count", ReturnCode.InvalidInput, "Z5", "discovery takes no ranges");
        if (!MediaOperationsDiscovery.TryRead(wanted.Arguments, out MediaOperationsDiscovery asked, out _))
        {
            return Refuse(
                "arguments", ReturnCode.InvalidPayloadLength, "Z5", "not 4 bytes, of start index and count");
        }

        if (asked.StartIndex >= _operations.Length)
            return Refuse("arguments", ReturnCode.InvalidInput, "Z5", "the start index is past the last operation");
        int count = Math.Min(asked.OperationCount, _operations.Length - asked.StartIndex);
        new MediaOperationsResponse
        {
            RangeGranularity = PoisonedMemory.Line,
            TotalOperationCount = (ushort)_operations.Length,
            OperationCount = (ushort)count,
        }.TryWrite(reply);
        for (int i = 0; i < count; i++)
            _operations[asked.StartIndex + i].TryWrite(reply[MediaOperationsResponse.SizeWith(i)..]);
        return CommandResult.Success(MediaOperationsResponse.SizeWith(count));
    }

    private static CommandResult Start(
        CciPort port, ReadOnlySpan<byte> request, MediaOperationsRequestView wanted)
    {
        if ((ulong)wanted.Arguments.Length != (ulong)wanted.RangeCount * MediaRange.Size)
        {
            return Refuse(
                "range_count", ReturnCode.InvalidPayloadLength, "Z6", "not as many ranges as follow, of 16 bytes each");
        }

        ulong length = 0;
        for (int i = 0; i < wanted.RangeCount; i++)
        {
            DpaRange range = RangeAt(wanted, i);
            if (Check(port, range) is var (code, rule, reason))
                return Refuse("arguments", code, rule, $"range {i} {reason}");
            length += Math.Min(range.Length, ulong.MaxValue - length);
        }

        return port.StartBackground(Opcode.MediaOperations, request, port.Device.Sanitization.DurationOf(length));
    }

    private static DpaRange RangeAt(MediaOperationsRequestView wanted, int index)
    {
        MediaRange.TryRead(
            wanted.Arguments.Slice(index * MediaRange.Size, MediaRange.Size), out MediaRange range, out _);
        return new DpaRange(range.StartDpa, range.Length);
    }

    /// <summary>Why a range is none of this host's that can be sanitized; null: it is.</summary>
    private static (ReturnCode Code, string Rule, string Reason)? Check(CciPort port, DpaRange range)
    {
        if (range.Start % PoisonedMemory.Line != 0 || range.Length % PoisonedMemory.Line != 0 || range.Length == 0)
            return (ReturnCode.InvalidInput, "Z6", "does not begin and end at multiples of 64, or is empty");
        if (range.Wraps || !port.Host!.Memory.HasAll(range))
            return (ReturnCode.InvalidInput, "Z6", "is not all memory that the host has");
        return port.Device.Security.IsLocked && range.Overlaps(port.Device.PersistentMemory)
            ? (ReturnCode.InvalidSecurityState, "K5", "reaches into persistent memory, which is locked") : null;
    }

    /// <summary>Sanitizes what the host still has of the ranges.</summary>
    public static ReturnCode Complete(CciPort port, ReadOnlySpan<byte> request)
    {
        MediaOperationsRequestView.TryCreate(request, out MediaOperationsRequestView wanted, out _);
        Host host = port.Host!;
        PoisonedMemory poison = port.Device.Poison;
        int count = (int)Math.Min(wanted.RangeCount, wanted.Arguments.Length / MediaRange.Size);
        for (int i = 0; i < count; i++)
        {
            DpaRange range = RangeAt(wanted, i);
            for (ulong dpa = range.Start; dpa < range.End;)
            {
                bool has = host.Memory.Has(dpa, range.End, out ulong until);
                var part = new DpaRange(dpa, until - dpa);
                dpa = until;
                if (!has)
                    continue;
                if (!poison.CanClear(part))
                    return ReturnCode.ResourcesExhausted;
                poison.Clear(part);
            }
        }

        return ReturnCode.Success;
    }

    private static CommandResult Refuse(string field, ReturnCode code, string rule, string reason) =>
        CommandResult.Refused(Refusal.At(MediaOperationsRequest.Layout, field, code, rule, reason));
}
