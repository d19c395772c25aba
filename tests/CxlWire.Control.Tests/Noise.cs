using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Control.Tests;

/// <summary>Input that is nearly, or not at all, QMP.</summary>
internal static class Noise
{
    private static readonly string[] _fragments =
    [
        "{", "}", "[", "]", "\"", "\\", ":", ",", "\n", "\r\n", " ", "'", "1", "-", "1e999", "null", "tru", "\\u0000",
        "\\ud800",
        "\\uDC00", "\"execute\":", "\"arguments\":", "\"id\":", "\"extents\":[", "\"path\":\"cxl-dcd0\"",
        "\"\\ud83d\\ude00\"",
        "{\"execute\":\"qmp_capabilities\"}", "{\"execute\":\"query-commands\",\"id\":\"\\ud800\"}", "{\"\\ud800\":1}",
        "{\"execute\":\"query-status\",\"execute\":1}",
        "{\"execute\":\"qom-list\",\"arguments\":{\"path\":\"\\udc00/\"}}",
        "{\"execute\":\"qom-list\",\"arguments\":{\"path\":\"é€😀\"},\"id\":[{\"a\":1e999}]}",
        "{\"execute\":\"cxl-add-dynamic-capacity\",\"arguments\":{\"path\":\"cxl-dcd0\",\"host-id\":0,"
            + "\"selection-policy\":"
            + "\"prescriptive\",\"region\":0,\"extents\":[{\"offset\":0,\"len\":2097152}]}}",
        "{\"execute\":\"x-cxlwire-query-dynamic-capacity\",\"arguments\":{\"path\":\"cxl-dcd0\"}}",
    ];

    /// <summary>Fragments of requests and single bytes, in any order.</summary>
    public static Gen<byte[]> Bytes { get; } =
        Gen.Frequency(
                (3, Gen.Elements(_fragments).Select(Encoding.UTF8.GetBytes)),
                (1, Gen.Choose(0, 255).Select(b => new[] { (byte)b })))
            .ListOf()
            .Select(pieces => pieces.SelectMany(piece => piece).ToArray());
}
