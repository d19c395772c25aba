using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Control.Tests;

/// <summary>What the host on the other side of the device does.</summary>
internal static class TestHost
{
    public const ulong Mebibyte = 1 << 20;

    /// <summary>First address of region 0 of the default device.</summary>
    public const ulong Region0 = 256 * Mebibyte;

    /// <summary>First address of region 1 of the default device.</summary>
    public const ulong Region1 = 1280 * Mebibyte;

    /// <summary>Accepts all of the first offer.</summary>
    public static void AcceptFirstOffer(CxlDevice device, int hostId = 0)
    {
        DpaRange[] offered =
            [.. device.Hosts[hostId].Offers.First!.Extents.Select(e => new DpaRange(e.StartDpa, e.Length))];
        Execute(device, hostId, Opcode.AddDynamicCapacityResponse, offered);
    }

    /// <summary>Host 0 answers its first offer (4802h); nothing: rejects it.</summary>
    public static void Respond(CxlDevice device, params DpaRange[] accepted) =>
        Execute(device, 0, Opcode.AddDynamicCapacityResponse, accepted);

    /// <summary>Host 0 releases capacity (4803h).</summary>
    public static void Release(CxlDevice device, params DpaRange[] released) =>
        Execute(device, 0, Opcode.ReleaseDynamicCapacity, released);

    /// <summary>A host releases capacity (4803h).</summary>
    public static void Release(CxlDevice device, int hostId, params DpaRange[] released) =>
        Execute(device, hostId, Opcode.ReleaseDynamicCapacity, released);

    private static void Execute(CxlDevice device, int hostId, Opcode opcode, DpaRange[] ranges)
    {
        byte[] request = new byte[UpdatedExtentList.Size + (ranges.Length * UpdatedExtent.Size)];
        new UpdatedExtentList { Count = (uint)ranges.Length }.TryWrite(request);
        for (int i = 0; i < ranges.Length; i++)
        {
            var extent = new UpdatedExtent { StartDpa = ranges[i].Start, Length = ranges[i].Length };
            extent.TryWrite(request.AsSpan(UpdatedExtentList.Size + (i * UpdatedExtent.Size)));
        }

        CciPort cci = device.Hosts[hostId].Cci;
        lock (device.Gate)
        {
            CommandResult result = cci.Execute(opcode, request, new byte[cci.MaximumPayload]);
            Assert.Equal(ReturnCode.Success, result.Code);
        }
    }
}
