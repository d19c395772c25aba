using CxlWire.Device;
using CxlWire.Device.Capacity;

namespace CxlWire.Control.Commands;

/// <summary><c>cxl-inject-poison</c>: memory is poisoned, whoever has it.</summary>
internal static class InjectPoison
{
    public static DpaRange Read(QmpArguments arguments)
    {
        (ulong start, ulong length) = (arguments.UInt64("start"), arguments.UInt64("length"));
        if (length % 64 != 0)
            throw QmpException.Generic($"Poison injection must be in multiples of 64 bytes: length is {length}");
        return start % 64 == 0
            ? new DpaRange(start, length)
            : throw QmpException.Generic($"Poison start address must be 64 byte aligned: start is {start}");
    }

    public static void Execute(QmpCall call, CxlDevice device, DpaRange range) =>
        DynamicCapacityArguments.ThrowIfRefused(device.InjectPoison(range));
}
