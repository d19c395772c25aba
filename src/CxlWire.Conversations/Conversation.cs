using CxlWire.Device.Configuration;

namespace CxlWire.Conversations;

/// <summary>What was said to one device, from its start.</summary>
/// <param name="Seed">What it was generated from; 0 where it was not.</param>
/// <param name="Steps">In order.</param>
public sealed record Conversation(long Seed, IReadOnlyList<ConversationStep> Steps)
{
    /// <summary>File name of the device that it was held with, or null.</summary>
    public string? Device { get; init; }

    /// <summary>The device that it was held with, or null: <see cref="Device"/> says, or nobody.</summary>
    public DeviceConfiguration? Configuration { get; init; }

    /// <summary>What the label storage area held at the start, as far as it was not zero.</summary>
    public ReadOnlyMemory<byte> Labels { get; init; }

    /// <summary>Number of the last line, which is cut off and left out; null: all lines are whole.</summary>
    public long? CutLine { get; init; }
}
