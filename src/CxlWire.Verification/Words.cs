using System.Globalization;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;

namespace CxlWire.Verification;

/// <summary>How things are said to people.</summary>
internal static class Words
{
    /// <summary>"1 extent", "2 extents".</summary>
    public static string Count(long count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>"host 0", or "the Fabric Manager".</summary>
    public static string Cci(int? hostId) =>
        hostId is { } host ? string.Create(CultureInfo.InvariantCulture, $"host {host}") : "the Fabric Manager";

    /// <summary>"get-dc-extent-list", or "C001h".</summary>
    public static string Command(Opcode opcode) => CommandTable.TryGet(opcode, out CommandRow? row)
        ? row.CommandName : string.Create(CultureInfo.InvariantCulture, $"{opcode.Value:X4}h");
}
