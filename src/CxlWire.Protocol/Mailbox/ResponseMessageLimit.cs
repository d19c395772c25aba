namespace CxlWire.Protocol.Mailbox;

/// <summary>Get (0003h) and Set Response Message Limit (0004h).</summary>
[Layout("response_message_limit", "CXL r3.1 8.2.9.1.3 Get (0003h) and 8.2.9.1.4 Set Response Message Limit (0004h)", 1)]
[Payload(
    "GetResponseMessageLimitResponse",
    "get_response_message_limit_response",
    "CXL r3.1 8.2.9.1.3 Get Response Message Limit (0003h)")]
[Payload(
    "SetResponseMessageLimitRequest",
    "set_response_message_limit_request",
    "CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)")]
[Payload(
    "SetResponseMessageLimitResponse",
    "set_response_message_limit_response",
    "CXL r3.1 8.2.9.1.4 Set Response Message Limit (0004h)")]
public readonly partial record struct ResponseMessageLimit
{
    /// <summary>Largest response payload, as the n of 2^n bytes.</summary>
    [Field(0, Unit = "2^n bytes")] public partial byte Limit { get; init; }
}
