using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>What a refusal says, and that it changes nothing.</summary>
internal static class Refusals
{
    public static string Refused(Rig rig, CciPort port, Opcode opcode, params string[] payload)
    {
        string before = State.Of(rig.Device);
        CommandResult result = port.Execute(opcode, Hex.Bytes(payload), new byte[port.MaximumPayload]);
        Assert.Equal((result.Refusal?.Code, 0), (result.Code, result.Length));
        Assert.Equal(before, State.Of(rig.Device));
        return Text(result);
    }

    public static string Text(CommandResult result) => $"{result.Code.Name}: {result.Refusal}";

    public static string Refused(Rig rig, Opcode opcode, params string[] payload) =>
        Refused(rig, rig.Host.Cci, opcode, payload);

    public static string RefusedManager(Rig rig, Opcode opcode, params string[] payload) =>
        Refused(rig, rig.FabricManager, opcode, payload);
}
