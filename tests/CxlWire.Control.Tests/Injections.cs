using System.Text.Json.Nodes;
using CxlWire.Device.Events;
using CxlWire.Tests;

namespace CxlWire.Control.Tests;

/// <summary>The commands that inject an event record, their least arguments, and what records are made of.</summary>
internal static class Injections
{
    public const string GeneralMedia = "cxl-inject-general-media-event";
    public const string Dram = "cxl-inject-dram-event";
    public const string MemoryModule = "cxl-inject-memory-module-event";

    public const string GeneralMediaArguments =
        """{"path": "cxl-dcd0", "log": "informational", "flags": 0, "dpa": 1000, "descriptor": 3, "type": 4,"""
            + """ "transaction-type": 192}""";

    public const string DramArguments =
        """{"path": "cxl-dcd0", "log": "informational", "flags": 0, "dpa": 1000, "descriptor": 3, "type": 4,"""
            + """ "transaction-type": 192}""";

    public const string MemoryModuleArguments =
        """{"path": "cxl-dcd0", "log": "informational", "flags": 0, "type": 3, "health-status": 128, "media-status":"""
            + """ 5, "additional-status": 111, "life-used": 49, "temperature": -15, "dirty-shutdown-count": 123123,"""
            + """ "corrected-volatile-error-count": 4, "corrected-persistent-error-count": 9}""";

    public const string GeneralMediaId = "fbcd0a77 c260 417f 85a9 088b1621eba6";
    public const string DramId = "601dcbb3 9c06 4eab b8af 4e9bfb5c9624";
    public const string MemoryModuleId = "fe927475 dd59 4339 a586 79bab113b774";

    public static string Header(string identifier, string flags, int handle) =>
        identifier + "80" + flags + Hex.U16(handle) + Hex.U16(0) + Hex.U64(0) + Hex.Zeros(16);

    public static void AssertRecord(EventLog log, int index, params string[] parts) =>
        Assert.Equal(Hex.Text(Hex.Bytes(parts)), Hex.Text(log[index]));

    /// <summary>The arguments with members changed, added, or (null) left out.</summary>
    public static string With(string arguments, params (string Name, string? Value)[] changes)
    {
        JsonObject members = JsonNode.Parse(arguments)!.AsObject();
        foreach ((string name, string? value) in changes)
        {
            members.Remove(name);
            if (value is not null)
                members.Add(name, JsonNode.Parse(value));
        }

        return members.ToJsonString();
    }
}
