namespace CxlWire.Conversations;

/// <summary>As what a device is recorded.</summary>
public enum RecordingForm
{
    /// <summary>Lines of JSON that can be played again (docs/conversations.md).</summary>
    Conversation,

    /// <summary>pcapng, for Wireshark (docs/captures.md). Every step has its time.</summary>
    Capture,
}
