using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Transport.Tests;

/// <summary>The device that tests serve, and what they do to it behind the stream's back.</summary>
internal static class TestDevice
{
    public const ulong Block = 2 << 20;

    /// <summary>Mask of the dynamic capacity log in 0105h and 0106h.</summary>
    public const int DynamicCapacity = 0x10;

    public static CxlDevice Create() => new(DeviceConfiguration.Default, new ManualTime());

    /// <summary>One command, as the stream would answer it: how the device itself carries it out.</summary>
    public static byte[] Answer(CxlDevice device, byte[] request)
    {
        CciPort port = device.Hosts[0].Cci;
        byte[] reply = new byte[port.MaximumPayload];
        int opcode = request[3] | (request[4] << 8);
        lock (device.Gate)
        {
            CommandResult result = port.Execute(new Opcode((ushort)opcode), request.AsSpan(12), reply);
            return
            [
                .. Message.Header(1, request[1], opcode, result.Code.Value, result.Length),
                .. reply.AsSpan(0, result.Length),
            ];
        }
    }

    /// <summary>Offers one block each of region 0: as many records in the dynamic capacity log.</summary>
    public static void Offer(CxlDevice device, int firstBlock, int count)
    {
        var request = new AddCapacityRequest
        {
            Extents = [.. Enumerable.Range(firstBlock, count).Select(i => new RegionRange((ulong)i * Block, Block))],
        };
        lock (device.Gate)
            Assert.Null(device.FabricManager.Add(request));
    }

    /// <summary>Puts a record into one of the other logs, by its number in 0100h.</summary>
    public static void AddRecord(CxlDevice device, int log)
    {
        lock (device.Gate)
            Assert.True(device.Hosts[0].Cci.Logs[log].Append(new byte[128]));
    }
}
