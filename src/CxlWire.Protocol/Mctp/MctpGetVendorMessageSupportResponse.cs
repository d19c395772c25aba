namespace CxlWire.Protocol.Mctp;

/// <summary>Get Vendor Defined Message Support (06h), response, then the vendor's identifier and its version.</summary>
[Layout(
    "mctp_get_vendor_message_support_response",
    "DSP0236 12.8 Get Vendor Defined Message Support (06h)",
    6)]
[List("vendor_id", typeof(byte))]
public readonly partial record struct MctpGetVendorMessageSupportResponse
{
    /// <summary>Command 06h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }

    /// <summary>What to ask for next; FFh: this was the last.</summary>
    [Field(4, HexDigits = 2)] public partial byte VendorIdSetSelector { get; init; }

    /// <summary>0: PCI-SIG's identifier of 2 bytes, 1: IANA's number of 4; then a version of 2.</summary>
    [Field(5)] public partial byte VendorIdFormat { get; init; }
}
