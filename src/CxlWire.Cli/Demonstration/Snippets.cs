namespace CxlWire.Cli.Demonstration;

/// <summary>
/// The two examples of the message that introduced these commands to QEMU, word for word ("hw/cxl/events: Add
/// qmp interfaces to add/release dynamic capacity extents", version 8, May 2024).
/// </summary>
internal static class Snippets
{
    /// <summary>Negotiates, then adds two extents of 128 MiB to region 0.</summary>
    public const string Add = """
        { "execute": "qmp_capabilities" }

        { "execute": "cxl-add-dynamic-capacity",
          "arguments": {
              "path": "/machine/peripheral/cxl-dcd0",
              "host-id": 0,
              "selection-policy": "prescriptive",
              "region": 0,
              "extents": [
              {
                  "offset": 0,
                  "len": 134217728
              },
              {
                  "offset": 134217728,
                  "len": 134217728
              }
              ]
          }
        }

        """;

    /// <summary>Asks for the second extent back.</summary>
    public const string Release = """
        { "execute": "cxl-release-dynamic-capacity",
          "arguments": {
              "path": "/machine/peripheral/cxl-dcd0",
              "host-id": 0,
              "removal-policy":"prescriptive",
              "region": 0,
              "extents": [
              {
                  "offset": 134217728,
                  "len": 134217728
              }
              ]
          }
        }

        """;
}
