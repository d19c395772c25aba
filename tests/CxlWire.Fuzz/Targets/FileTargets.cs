using System.Text;
using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Device.Json;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Fuzz.Targets;

/// <summary>A JSON file: it is read, or refused in its reader's own words. Pieces: its bytes.</summary>
internal abstract class FileTarget : FuzzTarget
{
    /// <summary>Files that are good.</summary>
    protected abstract IReadOnlyList<byte[]> Good { get; }

    public override byte[][] Create(Random random)
    {
        byte[] file = random.Of(Good);
        for (int i = random.Next(1, 4); i > 0; i--)
            file = JsonMutator.Mutate(random, file);
        return [file];
    }

    public override void Run(byte[][] pieces) => Read([.. pieces.SelectMany(p => p)]);

    /// <summary>Reads a file; what it says of a refused one has to have path and reason.</summary>
    protected abstract void Read(byte[] file);
}

/// <summary>Device files; devices are made of those that are good.</summary>
internal sealed class DeviceFileTarget : FileTarget
{
    // A device of 64 hosts with payloads of a mebibyte, or with logs of 65535 records, is large, and may be.
    private const int MaxHosts = 4;
    private const int MaxRecords = 1024;

    public override string Name => "device-file";

    protected override IReadOnlyList<byte[]> Good { get; } =
    [
        .. Seeds.Devices,
        Encoding.UTF8.GetBytes("""
            {"serial_number": "0x1", "firmware_revision": "A", "pcie": {"vendor_id": 1, "device_id": "0x2"}, "persistent_capacity": "256 MiB",
             "hosts": 2, "lsa_size": "4 KiB", "sanitize_bytes_per_second": 1, "quirks": ["q1"], "qom_path": "/a/b", "poison_list_maximum": 1,
             "regions": [{"base_dpa": "1 GiB", "decode_length": "512 MiB", "length": "64 MiB", "block_size": 64, "dsmad_handle": 3,
                          "sharable": true, "sanitize_on_release": true, "sanitize_configurable": true, "supported_block_sizes": [64, "1 MiB"]}]}
            """),
        .. Enumerable.Range(0, 8).Select(WithState),
    ];

    /// <summary>A device to which something has happened.</summary>
    private static byte[] WithState(int seed)
    {
        var clock = new StepClock();
        byte[][] pieces = new DeviceTarget().Create(new Random(seed));
        CxlDevice device = TestDevices.Create(seed, clock);
        foreach (byte[] piece in pieces.Skip(1).Where(p => p.Length > 1))
            DeviceTarget.Take(device, clock, piece);
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file))
            DeviceConfigurationWriter.Write(json, device.Configuration with { State = device.TakeState() });
        return file.ToArray();
    }

    public override long MaximumAllocation(long length) => (96L << 20) + (512 * length);

    protected override void Read(byte[] file)
    {
        DeviceConfiguration configuration;
        try
        {
            configuration = DeviceConfigurationFile.Parse(file);
        }
        catch (JsonFileException e)
        {
            FuzzFailure.Unless(
                e.Message.Length is > 0
                    and < 2000, "a refusal has no message, or too long a one", $"{e.Message.Length}");
            return;
        }

        EventLogDepths depths = configuration.EventLogDepths;
        int records =
            Math.Max(
                Math.Max(depths.Informational, depths.Warning),
                Math.Max(Math.Max(depths.Failure, depths.Fatal), depths.DynamicCapacity));
        if (configuration.Hosts > MaxHosts || records > MaxRecords)
            return;
        CxlDevice device;
        try
        {
            device = new CxlDevice(configuration, new StepClock());
        }
        catch (JsonFileException e)
        {
            FuzzFailure.Unless(
                e.Path.StartsWith("state", StringComparison.Ordinal) && e.Message.Length < 2000,
                "a refusal of a state has no path, or too long a message",
                e.Message[..Math.Min(e.Message.Length, 200)]);
            return;
        }

        foreach (Region region in device.Regions)
            FuzzFailure.Unless(!region.Range.Wraps, "a region wraps", $"{region.Range}");
        DeviceAccounts.Check(device);
    }
}

/// <summary>Scenarios of faults; with those that are good, a device is spoken to.</summary>
internal sealed class ScenarioFileTarget : FileTarget
{
    private const int Commands = 40;

    public override string Name => "scenario";

    protected override IReadOnlyList<byte[]> Good => Seeds.Scenarios;

    // A reply of the largest payload for each command.
    public override long MaximumAllocation(long length) => (64L << 20) + (4096 * length);

    protected override void Read(byte[] file)
    {
        FaultScenario scenario;
        try
        {
            scenario = FaultScenarioFile.Parse(file);
        }
        catch (JsonFileException e)
        {
            FuzzFailure.Unless(
                e.Message.Length is > 0
                    and < 2000, "a refusal has no message, or too long a one", $"{e.Message.Length}");
            return;
        }

        var clock = new StepClock();
        CxlDevice device = TestDevices.Create(1, clock);
        device.LoadFaults(scenario);
        byte[] reply = new byte[device.Hosts[0].Cci.MaximumPayload];

        // The same for the same file: what it is spoken to with follows from its length.
        var random = new Random(file.Length);
        for (int i = 0; i < Commands; i++)
        {
            bool isHosts = random.OneIn(2);
            (Opcode opcode, byte[] payload) =
                Messages.Request(random, isHosts ? CciKinds.Host : CciKinds.FabricManager);
            CciPort port = isHosts ? device.Hosts[0].Cci : device.FabricManager.Cci;
            if (payload.Length <= port.MaximumPayload)
                port.Execute(opcode, payload, reply);
            clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        device.LoadFaults(null);
        DeviceAccounts.Check(device);
    }
}

/// <summary>Conversation files; those that are good are written, read again and played.</summary>
internal sealed class ConversationFileTarget : FileTarget
{
    public override string Name => "conversation";

    protected override IReadOnlyList<byte[]> Good => Seeds.ConversationFiles;

    protected override void Read(byte[] file)
    {
        try
        {
            foreach (Conversation conversation in ConversationFile.Read(new MemoryStream(file)))
                Check(conversation);
        }
        catch (ConversationFormatException e)
        {
            FuzzFailure.Unless(e.Line >= 1 && e.Message.Length is > 0 and < 2000, "a refusal has no line or message");
        }
    }

    private static void Check(Conversation conversation)
    {
        using var first = new MemoryStream();
        ConversationFile.Write(first, conversation);
        using var second = new MemoryStream();
        foreach (Conversation again in ConversationFile.Read(new MemoryStream(first.ToArray())))
            ConversationFile.Write(second, again);
        FuzzFailure.Unless(
            first.ToArray().AsSpan()
                .SequenceEqual(second.ToArray()), "a conversation is another when written and read");
        var device = new CxlDevice(DeviceConfiguration.Default, new StepClock());
        var partner = new ConversationDevice(device);
        foreach (ConversationStep step in conversation.Steps)
            partner.Ask(step);
        DeviceAccounts.Check(device);
    }
}
