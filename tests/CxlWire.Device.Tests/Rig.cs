using System.Text;
using CxlWire.Device.Configuration;
using CxlWire.Device.Events;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>A device with a clock that a test moves, spoken to in whole payloads.</summary>
internal sealed class Rig
{
    public const ulong MiB = 1UL << 20;
    public const ulong Block = 2 * MiB;
    public const ulong Base0 = 0x1000_0000;
    public const ulong Base1 = 0x5000_0000;

    public Rig(string json = "{}")
    {
        Device = new CxlDevice(DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes(json)), Clock);
    }

    public ManualTime Clock { get; } = new();

    public CxlDevice Device { get; }

    public Host Host => Device.Hosts[0];

    public CciPort FabricManager => Device.FabricManager.Cci;

    public EventLog DynamicCapacityLog => Host.Cci.Logs[EventLogType.DynamicCapacity.Value];

    public EventLog FabricManagerLog => Device.FabricManager.Cci.Logs[EventLogType.DynamicCapacity.Value];

    /// <summary>Sends a request on the host's CCI; the reply reads "return code: payload".</summary>
    public string Ask(Opcode opcode, params string[] payload) => Ask(Host.Cci, opcode, payload);

    public static string Ask(CciPort port, Opcode opcode, params string[] payload)
    {
        // What was there before is no part of a reply.
        byte[] reply = new byte[port.MaximumPayload];
        reply.AsSpan().Fill(0xA5);
        CommandResult result = port.Execute(opcode, Hex.Bytes(payload), reply);
        Assert.Equal(
            result.Code == ReturnCode.Success || result.Code == ReturnCode.BackgroundCommandStarted,
            result.Refusal is null);
        return Reply(result.Code, Hex.Text(reply.AsSpan(0, result.Length)));
    }

    public static string Reply(ReturnCode code, params string[] payload) =>
        $"{code.Name}: {Hex.Text(Hex.Bytes(payload))}";

    /// <summary>The rule that refuses a request.</summary>
    public string? RefusedBy(Opcode opcode, params string[] payload)
    {
        byte[] reply = new byte[Host.Cci.MaximumPayload];
        return Host.Cci.Execute(opcode, Hex.Bytes(payload), reply).Refusal?.Rule;
    }

    /// <summary>Offers blocks of a region: index of the first block and number of blocks.</summary>
    public Refusal? Offer(int region, string? tag, params (ulong Block, ulong Count)[] extents) =>
        Device.FabricManager.Add(new AddCapacityRequest
        {
            Region = region,
            Tag = TagOf(tag),
            Extents = [.. extents.Select(e => new RegionRange(e.Block * Block, e.Count * Block))],
        });

    public Refusal? Offer(params (ulong Block, ulong Count)[] extents) => Offer(0, null, extents);

    public Refusal? AskBack(params (ulong Block, ulong Count)[] extents) =>
        Device.FabricManager.Release(new ReleaseCapacityRequest
        {
            Extents = [.. extents.Select(e => new RegionRange(e.Block * Block, e.Count * Block))],
        });

    /// <summary>Offers blocks of region 0 and accepts all of them.</summary>
    public void Give(params (ulong Block, ulong Count)[] extents)
    {
        Assert.Null(Offer(extents));
        Assert.Equal(Reply(ReturnCode.Success), Ask(Opcode.AddDynamicCapacityResponse, Entries(extents)));
    }

    public static Tag TagOf(string? text)
    {
        Tag tag = Tag.None;
        Assert.True(text is null || Tag.TryParse(text, out tag));
        return tag;
    }

    /// <summary>Payload of 4802h or 4803h with blocks of region 0.</summary>
    public static string Entries(params (ulong Block, ulong Count)[] extents) => Entries(more: false, extents);

    public static string Entries(bool more, params (ulong Block, ulong Count)[] extents) =>
        Raw(more, [.. extents.Select(e => (Base0 + (e.Block * Block), e.Count * Block))]);

    /// <summary>Payload of 4802h or 4803h with start DPA and length as given.</summary>
    public static string Raw(bool more, params (ulong Start, ulong Length)[] extents) =>
        Hex.U32(extents.Length) + (more ? "01" : "00") + Hex.Zeros(3)
        + string.Concat(extents.Select(e => Hex.U64(e.Start) + Hex.U64(e.Length) + Hex.Zeros(8)));

    /// <summary>Reply of 4801h.</summary>
    public static string List(int total, uint generation, params string[] extents) =>
        Reply(
            ReturnCode.Success, Hex.U32(extents.Length), Hex.U32(total), Hex.U32(generation), Hex.Zeros(4),
            string.Concat(extents));

    public static string List(uint generation, params string[] extents) => List(extents.Length, generation, extents);

    /// <summary>Blocks of region 0 as an extent on the wire.</summary>
    public static string Extent(ulong block, ulong count, string? tag = null, int sequence = 0) =>
        ExtentAt(Base0 + (block * Block), count * Block, tag, sequence);

    public static string ExtentAt(ulong start, ulong length, string? tag = null, int sequence = 0) =>
        Hex.U64(start) + Hex.U64(length) + (tag?.Replace("-", "", StringComparison.Ordinal) ?? Hex.Zeros(16))
        + Hex.U16(sequence) + Hex.Zeros(6);

    /// <summary>The whole list, as 4801h tells it.</summary>
    public string WholeList() => Ask(Opcode.GetDynamicCapacityExtentList, Hex.U32(uint.MaxValue), Hex.U32(0));

    /// <summary>A Dynamic Capacity Event Record.</summary>
    public static string Record(
        int type, int handle, string extent, bool more = false, int extentsAvailable = 512, int tagsAvailable =
            64, int host = 0, ulong timestamp = 0) =>
        "ca95afa7f18340188c2f95268e101a2a" + "80" + "000000" + Hex.U16(handle) + "0000" + Hex.U64(timestamp)
            + Hex.Zeros(16)
        + Hex.U16(type)[..2] + "03" + Hex.U16(host) + "00" + (more ? "01" : "00") + "0000" + extent + Hex.Zeros(24)
        + Hex.U32(extentsAvailable) + Hex.U32(tagsAvailable);

    /// <summary>Reply of 0100h.</summary>
    public static string Records(bool more, params string[] records) =>
        Reply(
            ReturnCode.Success, more
                ? "02" : "00", Hex.Zeros(19), Hex.U16(records.Length), Hex.Zeros(10), string.Concat(records));

    public string ReadLog(EventLogType? log = null) =>
        Ask(Opcode.GetEventRecords, Hex.U16((log ?? EventLogType.DynamicCapacity).Value)[..2]);

    /// <summary>Payload of 0101h.</summary>
    public static string Handles(EventLogType log, params int[] handles) =>
        Hex.U16(log.Value)[..2] + "00" + Hex.U16(handles.Length)[..2] + Hex.Zeros(3) + string.Concat(
            handles.Select(Hex.U16));

    /// <summary>Reads and clears the host's dynamic capacity log until nothing waits behind it.</summary>
    public List<DynamicCapacityEventRecord> DrainLog(int host = 0)
    {
        var records = new List<DynamicCapacityEventRecord>();
        CciPort port = Device.Hosts[host].Cci;
        while (port.DynamicCapacityLog.Count > 0)
        {
            Assert.True(DynamicCapacityEventRecord.TryRead(port.DynamicCapacityLog[0], out var record, out _));
            records.Add(record);
            Ask(port, Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, record.Header.Handle));
        }

        return records;
    }

    public string ClearDynamicCapacity(params int[] handles) =>
        Ask(Opcode.ClearEventRecords, Handles(EventLogType.DynamicCapacity, handles));
}
