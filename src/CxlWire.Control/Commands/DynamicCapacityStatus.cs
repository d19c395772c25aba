using CxlWire.Device;
using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Control.Commands;

/// <summary>
/// <c>cxl-release-dynamic-capacity-status</c>: whether tagged capacity is pending, committed or gone, in
/// the words of the QEMU patch that proposed it.
/// </summary>
internal static class DynamicCapacityStatus
{
    public static Arguments Read(QmpArguments arguments) => new(
        HostId: arguments.UInt16("host-id"),
        Region: arguments.UInt8("region"),
        Tag: arguments.Text("tag"));

    public static void Execute(QmpCall call, CxlDevice device, Arguments arguments)
    {
        // The patch spells this unlike the other two commands, and looks at it before the tag.
        if (arguments.Region >= device.Regions.Count)
        {
            throw QmpException.Generic(
                $"Region id is too large: {arguments.Region} is given, {device.Regions.Count - 1} is the last");
        }

        Tag tag = DynamicCapacityArguments.ParseTag(arguments.Tag);
        DynamicCapacityArguments.ThrowIfRefused(
            device.FabricManager.GetState(
                arguments.HostId, arguments.Region, tag, out CapacityState state, out Extent extent));
        string message = state switch
        {
            CapacityState.Committed => $"Found committed extent with {Describe(extent)}",
            CapacityState.Pending => $"Found pending extent with {Describe(extent)}",
            _ => $"Tag {arguments.Tag} released or not found",
        };
        call.Result.WriteStartObject();
        call.Result.WriteString("status", state.ToString());
        call.Result.WriteString("message", message);
        call.Result.WriteEndObject();
    }

    private static string Describe(Extent extent) =>
        FormattableString.Invariant($"tag {extent.Tag} dpa 0x{extent.StartDpa:x} len 0x{extent.Length:x}");

    public sealed record Arguments(ushort HostId, byte Region, string Tag);
}
