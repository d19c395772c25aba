using System.Globalization;
using System.Text;
using CxlWire.Control;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Conversations.Tests;

/// <summary>
/// Does to a device whatever hosts, Fabric Managers, control sessions, machines and tests do, at random.
/// </summary>
internal sealed class Speaker(CxlDevice device, QmpServer control, int seed)
{
    private const ulong Block = 2UL << 20;
    private const int DeviceControl = 0x48;

    private static readonly string[] _faults =
    [
        """{"faults": []}""",
        """{"seed": 7, "faults": [{"name": "a", "when": {"command": "any", "times": "always", "probability": 0.2},"""
            + """ "then": {"fault": "return_code", "code": "Retry Required"}}]}""",
        """{"seed": 9, "faults": [{"name": "b", "when": {"command": "any", "times": "always", "probability": 0.2},"""
            + """ "then": {"fault": "flip_bits", "count": 3}}, {"name": "c", "when": {"command": "any", "nth": 5},"""
            + """ "then": {"fault": "reset"}}]}""",
        """{"seed": 3, "faults": [{"name": "d", "when": {"command": "get-timestamp", "times": "always"}, "then":"""
            + """ {"fault": "background", "after_ms": 500, "code": "Success"}}]}""",
    ];

    private static readonly Opcode[] _told =
        [Opcode.GetPartitionInfo, Opcode.GetShutdownState, Opcode.GetHealthInfo, Opcode.GetSldQosControl];

    private readonly Random _random = new(seed);
    private readonly MailboxClient[] _mailboxes = [.. device.Hosts.Select(host => new MailboxClient(device, host.Id))];
    private byte[]? _saved;
    private readonly byte[] _reply = new byte[device.Configuration.PayloadSize];

    private string Path => device.Configuration.QomPath;

    /// <summary>A device with two hosts on which much can happen.</summary>
    public static DeviceConfiguration Configuration { get; } = DeviceConfigurationFile.Parse(Encoding.UTF8.GetBytes("""
        {
          "hosts": 2, "lsa_size": 256, "payload_size": 512, "sanitize_bytes_per_second": "4 MiB",
          "partitionable_capacity": "512 MiB", "partition_alignment": "256 MiB",
          "event_log_depths": {"informational": 3, "dynamic_capacity": 4},
          "regions": [{"length": "256 MiB"}, {"length": "256 MiB", "sharable": true, "sanitize_on_release": true}]
        }
        """));

    public void Speak()
    {
        switch (_random.Next(20))
        {
            case < 7:
                (Opcode opcode, byte[] request) = HostCommand();
                Execute(AnyHost.Cci, opcode, request);
                break;
            case < 9:
                (opcode, request) = HostCommand();
                bool fits = request.Length <= device.Configuration.PayloadSize;
                _mailboxes[_random.Next(2)].Run(opcode, fits ? request : [], request.Length);
                break;
            case < 12:
                (opcode, request) = ManagerCommand();
                Execute(device.FabricManager.Cci, opcode, request);
                break;
            case < 17:
                (string command, string arguments) = ControlCommand();
                control.Execute(command, Encoding.UTF8.GetBytes(arguments));
                break;
            case 17:
                Reset();
                break;
            default:
                Call();
                break;
        }
    }

    private Host AnyHost => device.Hosts[_random.Next(2)];

    private ulong AnyDpa => device.Regions[_random.Next(2)].Configuration.BaseDpa + (ulong)_random.Next(4) * Block;

    private (Opcode Opcode, byte[] Request) HostCommand()
    {
        string extent = Hex.U32(1) + (_random.Next(4) == 0 ? "01" : "00") + Hex.Zeros(3) + Hex.U64(AnyDpa)
            + Hex.U64(Block) + Hex.Zeros(8);
        string log = _random.Next(2) == 0 ? "00" : "04";
        (Opcode opcode, string request) = _random.Next(17) switch
        {
            0 or 1 => (Opcode.GetTimestamp, ""),
            2 => (Opcode.SetTimestamp, Hex.U64((ulong)_random.NextInt64())),
            3 => (Opcode.GetEventRecords, log),
            4 => (Opcode.ClearEventRecords, log + "01" + Hex.Zeros(4)),
            5 => (Opcode.ClearEventRecords, log + "0001" + Hex.Zeros(3) + Hex.U16(_random.Next(1, 6))),
            6 => (Opcode.GetDynamicCapacityExtentList, "ffffffff00000000"),
            7 or 8 => (Opcode.AddDynamicCapacityResponse, extent),
            9 => (Opcode.ReleaseDynamicCapacity, extent),
            10 => (Opcode.BackgroundOperationStatus, ""),
            11 => (Opcode.SetLsa, Hex.U32(_random.Next(250)) + Hex.Zeros(4) + Hex.U32(_random.Next())),
            12 => (Opcode.SetPartitionInfo, Hex.U64((ulong)_random.Next(4)) + Hex.U16(_random.Next(2))[..2]),
            13 => (Opcode.SetShutdownState, Hex.U16(_random.Next(2))[..2]),
            14 => (
                Opcode.SetSldQosControl,
                "00" + Hex.U16(_random.Next(1, 40))[..2] + "20" + Hex.U16(_random.Next(18))[..2]),
            15 => (_told[_random.Next(_told.Length)], ""),
            _ => (new Opcode((ushort)_random.Next(0x5000)), Hex.Zeros(_random.Next(600))),
        };
        return (opcode, Hex.Bytes(request));
    }

    private (Opcode Opcode, byte[] Request) ManagerCommand()
    {
        if (_random.Next(3) > 0)
        {
            (Opcode inner, byte[] request) = HostCommand();
            byte[] header = Hex.Bytes("00 07 00", Hex.U16(inner.Value), Hex.U16(request.Length), "00 0000 0000");
            string length = Hex.U16(header.Length + request.Length);
            return (Opcode.TunnelManagementCommand, [
                (byte)_random.Next(3), 0, .. Hex.Bytes(length), .. header, .. request]);
        }

        return _random.Next(3) switch
        {
            0 => (Opcode.GetEventRecords, [4]),
            1 => (Opcode.GetDcdInfo, []),
            _ => (Opcode.InitiateDynamicCapacityAdd, [(byte)_random.Next(2), 0, 0, (byte)_random.Next(2),
                .. Hex.Bytes(Hex.U64(Block), Hex.Zeros(16), Hex.U32(0))]),
        };
    }

    private (string Command, string Arguments) ControlCommand()
    {
        string host =
            string.Create(CultureInfo.InvariantCulture, $"\"path\": \"{Path}\", \"host-id\": {_random.Next(3)}");
        int region = _random.Next(2);
        string extents = string.Create(
            CultureInfo.InvariantCulture,
            $"\"region\": {region}, \"extents\": [{{\"offset\": {(ulong)_random.Next(4) * Block}, \"len\": {Block}}}]");
        return _random.Next(11) switch
        {
            < 4 => ("cxl-add-dynamic-capacity", $$"""{ {{host}}, "selection-policy": "prescriptive", {{extents}} }"""),
            4 => ("cxl-release-dynamic-capacity", $$"""
                { {{host}}, "removal-policy": "prescriptive", {{extents}},
                 "forced-removal": {{(_random.Next(2) == 0 ? "true" : "false")}}, "sanitize-on-release": true}
                """),
            5 => ("cxl-inject-dram-event", $$"""
                { {{host}}, "log": "informational", "flags": 1, "dpa": 4096, "descriptor": 3, "type": 3, "transaction-type": 192}
                """),
            6 =>
                ("x-cxlwire-load-faults",
                    $$"""{"path": "{{Path}}", "scenario": {{_faults[_random.Next(_faults.Length)]}} }"""),
            7 => ("x-cxlwire-clear-faults", $$"""{"path": "{{Path}}"}"""),
            8 => ("x-cxlwire-inject-fault", $$"""
                { {{host}}, "fault": {"fault": "{{(_random.Next(2) == 0 ? "change_list" : "reset")}}"} }
                """),
            9 => ("x-cxlwire-query-dynamic-capacity", $$"""{ {{host}} }"""),
            _ => ("system_reset", "{}"),
        };
    }

    private void Reset()
    {
        using (device.Enter())
        {
            PciFunction function = AnyHost.Function;
            if (_random.Next(2) == 0)
                function.Reset(ResetKind.Conventional);
            else
                function.ConfigurationSpace.Write(DeviceControl, [0, 0x80]);
        }
    }

    private void Call()
    {
        using (device.Enter())
        {
            switch (_random.Next(7))
            {
                case 0:
                    device.Reset();
                    break;
                case 5:
                    if (_random.Next(2) == 0)
                        _saved = device.TakeState();
                    else if (_saved is not null)
                        device.LoadState(_saved);
                    break;
                case 1:
                    byte[] record = new byte[128];
                    _random.NextBytes(record);
                    AnyHost.Cci.Logs[_random.Next(2)].Append(record);
                    break;
                case 2:
                    device.FabricManager.Add(new AddCapacityRequest
                    {
                        HostId = _random.Next(3),
                        SelectionPolicy = new SelectionPolicy((byte)_random.Next(5)),
                        Region = _random.Next(3),
                        Length = Block,
                        Extents = [new RegionRange(Block * (ulong)_random.Next(4), Block)],
                    });
                    break;
                case 3:
                    device.FabricManager.Release(
                        new ReleaseCapacityRequest
                        {
                            HostId = 0,
                            ForcedRemoval = true,
                            Extents = [
                            new RegionRange(0, Block)]
                        });
                    break;
                case 4:
                    AnyHost.Cci.RefuseOversized(Opcode.AddDynamicCapacityResponse, 513);
                    break;
                default:
                    device.Journal.EnterPeer(true, _random.Next(2), CommandRoute.Stream, "someone");
                    device.Journal.EnterNote(
                        _random.Next(2),
                        CommandRoute.Mailbox,
                        new HostNote(
                            (HostNoteKind)_random.Next(6),
                            Opcode.Sanitize,
                            "Command Payload",
                            new ReturnCode((ushort)_random.Next(3))));
                    device.LabelStorage.Load([1, 2, 3]);
                    device.LoadFaults(FaultScenarioFile.Parse(_faults[_random.Next(_faults.Length)]));
                    break;
            }
        }
    }

    private void Execute(CciPort port, Opcode opcode, byte[] request)
    {
        using (device.Enter())
        {
            if (request.Length > port.MaximumPayload)
                port.RefuseOversized(opcode, (uint)request.Length);
            else
                port.Execute(opcode, request, _reply);
        }
    }
}
