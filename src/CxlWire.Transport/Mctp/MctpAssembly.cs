namespace CxlWire.Transport.Mctp;

/// <summary>What a packet did to the message that it is of.</summary>
internal enum MctpAssembly
{
    /// <summary>More of the message is to come.</summary>
    Incomplete,

    /// <summary>The message is whole.</summary>
    Message,

    /// <summary>No message of the kind has begun: a middle packet, or the end, without a start.</summary>
    WithoutStart,

    /// <summary>A packet is missing or came twice; what there was of the message is dropped.</summary>
    OutOfSequence,
}
