using CxlWire.Conversations.Captures;
using CxlWire.Device;
using CxlWire.Device.Journal;

namespace CxlWire.Conversations;

/// <summary>
/// Writes what happens to a device as a conversation or a capture, on a thread of its own. While the stream is slow,
/// whoever wants to enter the device's gate waits.
/// </summary>
public sealed class ConversationRecorder : IDisposable
{
    private readonly CxlDevice _device;
    private readonly JournalReader _reader;
    private readonly Stream _stream;
    private readonly Action<IOException> _failed;
    private readonly RecordingForm _form;
    private readonly Conversation _start;
    private readonly Thread _thread;

    /// <summary>Records from now on.</summary>
    /// <param name="device">A fresh one: nobody has spoken to it, so that it can be had again.</param>
    /// <param name="stream">Stays the caller's.</param>
    /// <param name="failed">
    /// Told, at most once and on another thread, that the stream cannot be written; the recording is over then, and the
    /// device goes on.
    /// </param>
    /// <param name="form">As what.</param>
    public ConversationRecorder(
        CxlDevice device,
        Stream stream,
        Action<IOException> failed,
        RecordingForm form = RecordingForm.Conversation)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(failed);
        (_device, _stream, _failed, _form) = (device, stream, failed, form);
        using (device.Enter())
        {
            _reader = device.Journal.Open(isLossless: true, isCapture: form == RecordingForm.Capture);
            _start = new Conversation(0, [])
            {
                Configuration = device.Configuration,
                Labels = device.LabelStorage.Content.ToArray(),
            };
        }

        _thread = new Thread(Record) { Name = "recorder", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Ends the recording, when all that has happened is written.</summary>
    public void Dispose()
    {
        _reader.Finish();
        _thread.Join();
    }

    private void Record()
    {
        try
        {
            CaptureWriter? capture = _form == RecordingForm.Capture ? new CaptureWriter(_stream) : null;
            using IStepWriter writer = capture ?? (IStepWriter)new ConversationWriter(_stream, _start);
            writer.Flush();
            var steps = new JournalSteps(_device.Hosts.Count);
            var entry = new JournalEntry();
            while (_reader.Wait())
            {
                while (_reader.TryRead(entry))
                {
                    if (entry.Kind is JournalEntryKind.LinePacket or JournalEntryKind.NotificationSent)
                    {
                        capture!.Add(entry);
                        continue;
                    }

                    foreach (ConversationStep step in steps.Take(entry))
                        writer.Add(step);
                }

                writer.Flush();
            }
        }
        catch (IOException e)
        {
            _failed(e);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // What .NET makes of a file that may not grow any more.
            _failed(new IOException("File too large", e));
        }
        finally
        {
            _reader.Dispose();
        }
    }
}
