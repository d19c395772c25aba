namespace CxlWire.Protocol.Mctp;

/// <summary>Get Message Type Support (05h), response, then the types, a byte each.</summary>
[Layout("mctp_get_message_type_support_response", "DSP0236 12.7 Get Message Type Support (05h)", 5)]
[List("types", typeof(byte), Count = nameof(TypeCount))]
public readonly partial record struct MctpGetMessageTypeSupportResponse
{
    /// <summary>Command 05h.</summary>
    [Field(0)] public partial MctpControlHeader Header { get; init; }

    /// <summary>How the command ended.</summary>
    [Field(3)] public partial MctpCompletionCode CompletionCode { get; init; }

    /// <summary>Types that follow; control messages are not among them.</summary>
    [Field(4)] public partial byte TypeCount { get; init; }
}
