using CxlWire.Device;
using CxlWire.Protocol;

namespace CxlWire.Golden.Conversations;

/// <summary>Answers steps with a device in this process. The caller holds its gate, or has it alone.</summary>
/// <param name="device">A fresh one for each conversation.</param>
public sealed class ConversationDevice(CxlDevice device)
{
    /// <summary>Answers one step.</summary>
    /// <returns>The reply, or null: the device has no such host.</returns>
    public StepReply? Ask(ConversationStep step) => step switch
    {
        HostStep { Host: var host } command when (host ?? 0) < device.Hosts.Count => Ask(device.Hosts[host ?? 0].Cci, command),
        FabricManagerStep command => Ask(device.FabricManager.Cci, command),
        ControlStep command => new StepReply.Control(Ask(command)),
        _ => null,
    };

    private static StepReply.Cci Ask(CciPort port, CciStep step)
    {
        if (step.Request.Length > port.MaximumPayload)
            return new StepReply.Cci(port.RefuseOversized(step.Opcode, (uint)step.Request.Length).Code, default);
        byte[] reply = new byte[port.MaximumPayload];
        CommandResult result = port.Execute(step.Opcode, step.Request.Span, reply);
        return new StepReply.Cci(result.Code, reply.AsMemory(0, result.Length));
    }

    private string? Ask(ControlStep step)
    {
        Tag tag = Tag.None;
        if (step.Tag is { } text && !Tag.TryParse(text, out tag))
            return "Tag must be valid";
        Refusal? refusal = step.IsAdd
            ? device.FabricManager.Add(new AddCapacityRequest
            {
                HostId = step.HostId,
                SelectionPolicy = step.Policy switch
                {
                    "free" => SelectionPolicy.Free,
                    "contiguous" => SelectionPolicy.Contiguous,
                    "enable-shared-access" => SelectionPolicy.EnableSharedAccess,
                    _ => SelectionPolicy.Prescriptive,
                },
                Region = step.Region,
                Length = step.Length ?? 0,
                Tag = tag,
                Extents = step.Extents,
            })
            : device.FabricManager.Release(new ReleaseCapacityRequest
            {
                HostId = step.HostId,
                RemovalPolicy = step.Policy == "tag-based" ? RemovalPolicy.TagBased : RemovalPolicy.Prescriptive,
                ForcedRemoval = step.ForcedRemoval,
                SanitizeOnRelease = step.SanitizeOnRelease,
                Region = step.Region,
                Tag = tag,
                Extents = step.Extents,
            });
        return refusal?.Reason;
    }
}
