using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Golden;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>What a fresh default device answers to a golden request; to 54xxh and 55xxh, one with two hosts.</summary>
internal static class GoldenAnswers
{
    private static readonly DeviceConfiguration _twoHosts =
        DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", "two-hosts-shared.json"));

    /// <summary>The answer to a request.</summary>
    public static CommandResult Of(GoldenCase request)
    {
        CciHeader.TryRead(request.Bytes.Span[..CciHeader.Size], out CciHeader header, out _);
        bool isHosts = !CommandTable.TryGet(header.Opcode, out CommandRow row) || (row.Ccis & CciKinds.Host) != 0;
        var device = new CxlDevice(row is { NeedsSeveralHosts: true } ? _twoHosts : DeviceConfiguration.Default);
        CciPort port = isHosts ? device.Hosts[0].Cci : device.FabricManager.Cci;
        return port.Execute(header.Opcode, request.LayoutBytes.Span, new byte[port.MaximumPayload]);
    }
}
