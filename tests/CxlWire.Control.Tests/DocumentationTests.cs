using CxlWire.Control.Commands;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Configuration;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Control.Tests.TestHost;

namespace CxlWire.Control.Tests;

/// <summary>docs/control.md is true.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] _lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "control.md"));

    [Fact]
    public void Every_command_has_a_section()
    {
        IEnumerable<string> sections = _lines.Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .Select(line => line[4..]);
        Assert.Equal(QmpCommandTable.Rows.Select(row => row.Name), sections.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_commands_are_sorted()
    {
        IEnumerable<string> names = QmpCommandTable.Rows.Select(row => row.Name);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Every_exchange_happens_as_written()
    {
        var device = new CxlDevice(DeviceConfiguration.Default);
        Dictionary<string, DeviceConfiguration> files = [];
        using var server = new QmpServer([device], new QmpServerOptions
        {
            Clock = QmpPeer.Clock,
            SaveDevice = files.Add,
            LoadDevice = file => files.GetValueOrDefault(file) ?? throw new IOException($"{file}: no such file"),
        });
        await using QmpPeer peer = QmpPeer.Connect(server);
        foreach (string line in Exchanges())
        {
            switch (line[..2])
            {
                case "->":
                    await peer.WriteAsync(line[3..] + "\n");
                    break;
                case "<-":
                    Assert.Equal(line[3..], await peer.ReadAsync());
                    break;
                default:
                    Act(device, line);
                    break;
            }
        }

        await peer.WaitForEndAsync();
    }

    private static IEnumerable<string> Exchanges()
    {
        bool inside = false;
        foreach (string line in _lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = line == "```qmp";
            else if (inside)
                yield return line;
        }
    }

    private static void Act(CxlDevice device, string line)
    {
        switch (line)
        {
            case "# the host accepts all of the first offer":
                AcceptFirstOffer(device);
                break;
            case "# the host rejects the first offer":
                Respond(device);
                break;
            case "# the host releases 128 MiB at 128 MiB of region 0":
                Release(device, new DpaRange(Region0 + (128 * Mebibyte), 128 * Mebibyte));
                break;
            case "# the host releases 128 MiB at 0 of region 0":
                Release(device, new DpaRange(Region0, 128 * Mebibyte));
                break;
            case "# the host accepts what it was not offered":
                byte[] response =
                    Hex.Bytes(Hex.U32(1), Hex.Zeros(4), Hex.U64(Region0), Hex.U64(2 * Mebibyte), Hex.Zeros(8));
                lock (device.Gate)
                    device.Hosts[0].Cci.Execute(Opcode.AddDynamicCapacityResponse, response, new byte[2048]);
                break;
            case "# the host is busy releasing":
                lock (device.Gate)
                    device.Hosts[0].Cci.Execute(Opcode.ReleaseDynamicCapacity, [], new byte[2048]);
                break;
            default:
                Assert.Fail($"no test knows what to do: {line}");
                break;
        }
    }
}
