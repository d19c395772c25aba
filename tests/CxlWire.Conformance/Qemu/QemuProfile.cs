using CxlWire.Device;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conformance.Qemu;

/// <summary>Profile qemu answers what QEMU 11.1.3 was recorded to answer, byte for byte.</summary>
public class QemuProfile
{
    [Theory]
    [InlineData("qemu-11.1.3.jsonl")]
    [InlineData("qemu-11.1.3-fm.jsonl")]
    public void Every_step_is_identical(string recording)
    {
        var different = new List<string>();
        foreach (Conversation conversation in Conversation.Load(Repository.PathOf("fixtures", "conversations", recording)))
        {
            CxlDevice device = Play.Start(QemuQuirks.All);
            for (int i = 0; i < conversation.Steps.Count; i++)
            {
                Step step = conversation.Steps[i];
                (string ours, string theirs) = Play.Take(device, step);

                // What QEMU died of is answered. The CEL lists what each carries.
                bool isSame = ours == theirs || step.Crash || step.Opcode is 0x0400 or 0x0401;
                if (!isSame)
                    different.Add($"seed {conversation.Seed}, step {i}: {ours}\n  QEMU: {theirs}");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count}:\n{string.Join('\n', different.Take(20))}");
    }
}

/// <summary>Plays recorded steps on a device.</summary>
internal static class Play
{
    public static CxlDevice Start(QemuQuirks quirks) => new(
        DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", "qemu-11.1.json")) with { Quirks = quirks });

    public static (string Ours, string Theirs) Take(CxlDevice device, Step step)
    {
        if (step.Qmp is not null)
            return ($"{step.Qmp}: {Ask(device, step)?.Reason ?? "success"}", $"{step.Qmp}: {step.Error ?? "success"}");
        var opcode = new Opcode(step.Opcode!.Value);
        CciPort port = step.IsFabricManagers ? device.FabricManager.Cci : device.Hosts[0].Cci;
        byte[] reply = new byte[port.MaximumPayload];
        CommandResult result = port.Execute(opcode, step.Request, reply);
        return (
            Text(opcode, step.Request, result.Code, reply.AsSpan(0, result.Length)),
            Text(opcode, step.Request, new ReturnCode(step.ReturnCode), step.Response));
    }

    /// <summary>A step in a line.</summary>
    public static string Describe(Step step)
    {
        if (step.Qmp is null)
            return $"{step.Opcode:x4} {Convert.ToHexStringLower(step.Request)}";
        string extents = string.Join(" ", step.Extents.Select(e => $"{e.Offset:x}h+{e.Length:x}h"));
        return $"qmp {step.Qmp}, {step.Policy}{(step.ForcedRemoval ? ", forced" : "")}, region {step.Region}: {extents}{(step.Tag is { } tag ? $", tag {tag}" : "")}";
    }

    private static string Text(Opcode opcode, byte[] request, ReturnCode code, ReadOnlySpan<byte> reply) =>
        $"{opcode} {Convert.ToHexStringLower(request)}: {code} {Convert.ToHexStringLower(reply)}";

    private static Refusal? Ask(CxlDevice device, Step step)
    {
        Tag tag = Tag.None;
        Assert.True(step.Tag is null || Tag.TryParse(step.Tag, out tag));
        RegionRange[] extents = [.. step.Extents.Select(e => new RegionRange(e.Offset, e.Length))];
        return step.Qmp == "add"
            ? device.FabricManager.Add(new AddCapacityRequest
            {
                SelectionPolicy = step.Policy switch
                {
                    "prescriptive" => SelectionPolicy.Prescriptive,
                    "contiguous" => SelectionPolicy.Contiguous,
                    "free" => SelectionPolicy.Free,
                    _ => SelectionPolicy.EnableSharedAccess,
                },
                Region = step.Region,
                Tag = tag,
                Extents = extents,
            })
            : device.FabricManager.Release(new ReleaseCapacityRequest
            {
                RemovalPolicy = step.Policy == "prescriptive" ? RemovalPolicy.Prescriptive : RemovalPolicy.TagBased,
                ForcedRemoval = step.ForcedRemoval,
                Region = step.Region,
                Tag = tag,
                Extents = extents,
            });
    }
}
