using System.Text.Json;
using CxlWire.Device;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>Conversations that name their device: every reply has to be the one that is written down.</summary>
public class GoldenConversations
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Repository.PathOf("fixtures", "conversations"), "*.jsonl")
            .Where(file => File.ReadLines(file).First().StartsWith("""{"device":""", StringComparison.Ordinal))
            .Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_reply_is_as_written(string name)
    {
        foreach (string line in File.ReadLines(Repository.PathOf("fixtures", "conversations", name)))
        {
            using var conversation = JsonDocument.Parse(line);
            string file = conversation.RootElement.GetProperty("device").GetString()!;
            var device = new CxlDevice(DeviceConfigurationFile.Load(Repository.PathOf("fixtures", "devices", file)));
            int number = 0;
            foreach (JsonElement step in conversation.RootElement.GetProperty("steps").EnumerateArray())
                Assert.Equal(Expected(step, number), Actual(device, step, number++));
        }
    }

    private static string Expected(JsonElement step, int number) =>
        $"step {number}: {new ReturnCode(step.GetProperty("rc").GetUInt16())} {step.GetProperty("rsp").GetString()}";

    private static string Actual(CxlDevice device, JsonElement step, int number)
    {
        bool isFabricManagers = step.TryGetProperty("fm", out JsonElement opcode);
        if (!isFabricManagers)
            opcode = step.GetProperty("op");
        CciPort port = isFabricManagers ? device.FabricManager.Cci
            : device.Hosts[step.TryGetProperty("host", out JsonElement host) ? host.GetInt32() : 0].Cci;
        byte[] reply = new byte[port.MaximumPayload];
        CommandResult result = port.Execute(
            new Opcode(Convert.ToUInt16(opcode.GetString(), 16)), Convert.FromHexString(step.GetProperty("req").GetString()!), reply);
        return $"step {number}: {result.Code} {Convert.ToHexStringLower(reply.AsSpan(0, result.Length))}";
    }
}
