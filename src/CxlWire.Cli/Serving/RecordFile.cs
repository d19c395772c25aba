using System.Diagnostics.CodeAnalysis;
using CxlWire.Conversations;
using CxlWire.Device;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>The file of <c>--record</c> or <c>--capture</c>: what happens to a device, step by step.</summary>
internal sealed partial class RecordFile : IDisposable
{
    private readonly FileStream _file;
    private readonly ConversationRecorder _recorder;

    private RecordFile(FileStream file, CxlDevice device, ILogger logger, RecordingForm form)
    {
        _file = file;
        _recorder = new ConversationRecorder(
            device, file, e => LogFailed(logger, file.Name, FileError.Reason(e)), form);
    }

    /// <summary>Makes the file and records from now on; nothing for no path.</summary>
    /// <param name="path">It must not exist, or hold nothing.</param>
    /// <param name="device">The device; nobody has spoken to it.</param>
    /// <param name="logger">Told once where the file cannot be written any more.</param>
    /// <param name="form">What is written.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    [return: NotNullIfNotNull(nameof(path))]
    public static RecordFile? Create(string? path, CxlDevice device, ILogger logger, RecordingForm form)
    {
        if (path is null)
            return null;

        // Lines and packets are written whole: what is buffered here would be lost with the process.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        if (!file.CanSeek || file.Length == 0)
            return new RecordFile(file, device, logger, form);
        file.Dispose();
        throw new IOException($"The file '{path}' already exists");
    }

    /// <summary>Ends the recording, when all that has happened is written.</summary>
    public void Dispose()
    {
        _recorder.Dispose();
        _file.Dispose();
    }

    [LoggerMessage(3, LogLevel.Error, "{File}: {Reason}; the recording ends here")]
    private static partial void LogFailed(ILogger logger, string file, string reason);
}
