using System.Globalization;

namespace CxlWire.Protocol;

/// <summary>CXL r3.1 8.2.8.4.5.1 command return code. Any value can be on the wire.</summary>
/// <param name="Value">The 16 bits, little endian on the wire.</param>
public readonly record struct ReturnCode(ushort Value)
{
    private static readonly string[] _names =
    [
        "Success",
        "Background Command Started",
        "Invalid Input",
        "Unsupported",
        "Internal Error",
        "Retry Required",
        "Busy",
        "Media Disabled",
        "FW Transfer in Progress",
        "FW Transfer Out of Order",
        "FW Verification Failed",
        "Invalid Slot",
        "Activation Failed FW Rolled Back",
        "Activation Failed Cold Reset Required",
        "Invalid Handle",
        "Invalid Physical Address",
        "Inject Poison Limit Reached",
        "Permanent Media Failure",
        "Aborted",
        "Invalid Security State",
        "Incorrect Passphrase",
        "Unsupported Mailbox or CCI",
        "Invalid Payload Length",
        "Invalid Log",
        "Interrupted",
        "Unsupported Feature Version",
        "Unsupported Feature Selection Value",
        "Feature Transfer in Progress",
        "Feature Transfer Out of Order",
        "Resources Exhausted",
        "Invalid Extent List",
        "Transfer Out of Order",
        "Request Abort Background Operation Not Supported",
    ];

    /// <summary>00h: the command did what it says.</summary>
    public static ReturnCode Success => new(0x00);

    /// <summary>01h: the command goes on in the background; 0002h tells how far it is.</summary>
    public static ReturnCode BackgroundCommandStarted => new(0x01);

    /// <summary>02h: a field of the request has a value that the device does not take.</summary>
    public static ReturnCode InvalidInput => new(0x02);

    /// <summary>03h: this CCI does not carry the command (C1).</summary>
    public static ReturnCode Unsupported => new(0x03);

    /// <summary>04h: the device failed.</summary>
    public static ReturnCode InternalError => new(0x04);

    /// <summary>05h: the request may succeed when sent again.</summary>
    public static ReturnCode RetryRequired => new(0x05);

    /// <summary>06h: the device cannot take the request now.</summary>
    public static ReturnCode Busy => new(0x06);

    /// <summary>0Eh: an event record handle that is not where it should be (E4).</summary>
    public static ReturnCode InvalidHandle => new(0x0E);

    /// <summary>0Fh: a device physical address that the request may not name (A2, A3, L2).</summary>
    public static ReturnCode InvalidPhysicalAddress => new(0x0F);

    /// <summary>16h: the payload is longer or shorter than the command's (C2).</summary>
    public static ReturnCode InvalidPayloadLength => new(0x16);

    /// <summary>17h: no such log.</summary>
    public static ReturnCode InvalidLog => new(0x17);

    /// <summary>1Dh: the device tracks no more extents or tags (A9, L3, F2).</summary>
    public static ReturnCode ResourcesExhausted => new(0x1D);

    /// <summary>1Eh: an extent of the list is malformed, misaligned or overlaps another (A4).</summary>
    public static ReturnCode InvalidExtentList => new(0x1E);

    /// <summary>The specification's name, or null where it has none.</summary>
    public string? Name => Value < _names.Length ? _names[Value] : null;

    /// <summary>The code of that name, compared without case.</summary>
    public static bool TryParse(string name, out ReturnCode code)
    {
        int index = Array.FindIndex(_names, n => n.Equals(name, StringComparison.OrdinalIgnoreCase));
        code = new ReturnCode((ushort)Math.Max(index, 0));
        return index >= 0;
    }

    /// <summary>The name with the number, or the number alone: "Invalid Input (02h)", "8000h".</summary>
    public override string ToString()
    {
        string number = Value.ToString("X2", CultureInfo.InvariantCulture) + "h";
        return Name is { } name ? $"{name} ({number})" : number;
    }
}
