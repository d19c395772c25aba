using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Verification.Tests;

/// <summary>A device of two hosts whose journal is counted. Blocks have 2 MiB, and begin at 256 MiB.</summary>
internal sealed class Watched
{
    public const ulong Base = 256 << 20;
    public const ulong Block = 2 << 20;

    private readonly JournalReader _reader;
    private readonly JournalEntry _entry = new();

    public Watched()
    {
        Device = new CxlDevice(DeviceConfiguration.Default with { Hosts = 2 });
        _reader = Device.Journal.Open();
    }

    public CxlDevice Device { get; }

    public JournalCounts Counts { get; } = new();

    public ReturnCode Send(Opcode opcode, string request = "", int host = 0) =>
        Device.Hosts[host].Cci.Execute(opcode, Convert.FromHexString(request), new byte[4096]).Code;

    public void Offer(params (ulong First, ulong Count)[] blocks) => Assert.Null(
        Device.FabricManager.Add(new AddCapacityRequest
        {
            Extents = [.. blocks.Select(block => new RegionRange(block.First * Block, block.Count * Block))],
        }));

    public ReturnCode Answer(bool more, params (ulong First, ulong Count)[] blocks)
    {
        byte[] request = new byte[UpdatedExtentList.SizeWith(blocks.Length)];
        new UpdatedExtentList { Count = (uint)blocks.Length, More = more }.TryWrite(request);
        for (int i = 0; i < blocks.Length; i++)
        {
            new UpdatedExtent { StartDpa = Base + (blocks[i].First * Block), Length = blocks[i].Count * Block }
                .TryWrite(request.AsSpan(UpdatedExtentList.Size + (i * UpdatedExtent.Size)));
        }

        return Send(Opcode.AddDynamicCapacityResponse, Convert.ToHexString(request));
    }

    public void LoadFaults(string json) => Device.LoadFaults(FaultScenarioFile.Parse(json));

    /// <summary>What is not met; empty: it is.</summary>
    public string Explain(string json) => Explain(Read(json));

    public string Explain(Condition condition)
    {
        while (_reader.TryRead(_entry))
            Counts.Take(_entry);
        string missing = condition.Explain(Device, Counts);
        Assert.Equal(missing.Length == 0, condition.IsMet(Device, Counts));
        return missing;
    }

    public static Condition Read(string json, int? hosts = 2)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Condition.Parse(document.RootElement, hosts: hosts);
    }
}
