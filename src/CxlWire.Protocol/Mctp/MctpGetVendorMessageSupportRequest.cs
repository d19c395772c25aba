namespace CxlWire.Protocol.Mctp;

/// <summary>Get Vendor Defined Message Support (06h), request.</summary>
[Layout(
    "mctp_get_vendor_message_support_request",
    "DSP0236 12.8 Get Vendor Defined Message Support (06h)",
    4)]
public readonly partial record struct MctpGetVendorMessageSupportRequest
{
    /// <summary>Command 06h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>0 first, then as the response says.</summary>
    [Field(3)] public partial byte VendorIdSetSelector { get; init; }
}
