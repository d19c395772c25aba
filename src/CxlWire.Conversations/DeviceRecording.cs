using CxlWire.Device;
using CxlWire.Device.Configuration;

namespace CxlWire.Conversations;

/// <summary>Records a device in this process, and plays it again: for tests.</summary>
public sealed class DeviceRecording : IDisposable
{
    private readonly MemoryStream _lines = new();
    private readonly ConversationRecorder _recorder;

    /// <summary>Records a fresh device from now on.</summary>
    public DeviceRecording(CxlDevice device) => _recorder = new ConversationRecorder(
        device, _lines, e => throw new InvalidOperationException("memory cannot be written", e));

    /// <summary>Ends the recording.</summary>
    /// <returns>What was recorded, as it is read from its file.</returns>
    public Conversation Stop()
    {
        _recorder.Dispose();
        _lines.Position = 0;
        return ConversationFile.Read(_lines).Single();
    }

    /// <summary>Plays a recording with the device that it names.</summary>
    /// <returns>The steps that were answered differently.</returns>
    public static IReadOnlyList<StepOutcome> Differences(Conversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        DeviceConfiguration configuration = conversation.Configuration
            ?? throw new ArgumentException("the conversation has no device in it", nameof(conversation));
        var device = ConversationDevice.Start(configuration, conversation);
        return
        [
            .. conversation.Steps.Select((step, i) => ConversationReplay.Judge(1, i, step, device.Ask(step)))
                .Where(outcome => outcome.Verdict is StepVerdict.Different or StepVerdict.NotCarriedOver),
        ];
    }

    /// <summary>Ends the recording.</summary>
    public void Dispose() => _recorder.Dispose();
}
