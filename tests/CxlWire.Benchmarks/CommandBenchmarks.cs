using BenchmarkDotNet.Attributes;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;

namespace CxlWire.Benchmarks;

/// <summary>What one command costs inside the device, without any transport.</summary>
public class CommandBenchmarks
{
    private readonly byte[] _reply = new byte[1 << 20];
    private readonly CxlDevice _device = new(DeviceConfiguration.Default);
    private byte[] _request = [];
    private Opcode _opcode;

    /// <summary>The command, and its payload.</summary>
    [Params("0001", "0100 04", "4800 0200", "4801 0A00000000000000", "5600")]
    public string Command { get; set; } = "";

    /// <summary>Two extents are pending, so that there are records; two are accepted.</summary>
    [GlobalSetup]
    public void Setup()
    {
        string[] parts = Command.Split(' ');
        _opcode = new Opcode(Convert.ToUInt16(parts[0], 16));
        _request = parts.Length > 1 ? Convert.FromHexString(parts[1]) : [];
        Offer(0, 4);
        Span<byte> accepted = stackalloc byte[8 + (2 * 24)];
        accepted.Clear();
        accepted[0] = 2;
        BitConverter.TryWriteBytes(accepted[8..], _device.Regions[0].Range.Start);
        BitConverter.TryWriteBytes(accepted[16..], 2UL << 20);
        BitConverter.TryWriteBytes(accepted[32..], _device.Regions[0].Range.Start + (4UL << 21));
        BitConverter.TryWriteBytes(accepted[40..], 2UL << 20);
        Ensure(_device.Hosts[0].Cci.Execute(Opcode.AddDynamicCapacityResponse, accepted, _reply));
        Offer(8, 12);
        Ensure(Execute());
    }

    /// <summary>Carries it out.</summary>
    [Benchmark]
    public CommandResult Execute() =>
        (_opcode == Opcode.GetDcdInfo ? _device.FabricManager.Cci : _device.Hosts[0].Cci)
            .Execute(_opcode, _request, _reply);

    private static void Ensure(CommandResult result)
    {
        if (result.Refusal is not null)
            throw new InvalidOperationException(result.Refusal.ToString());
    }

    private void Offer(params ulong[] blocks)
    {
        Refusal? refusal = _device.FabricManager.Add(
            new AddCapacityRequest { Extents = [.. blocks.Select(b => new RegionRange(b << 21, 2 << 20))] });
        if (refusal is not null)
            throw new InvalidOperationException(refusal.ToString());
    }
}
