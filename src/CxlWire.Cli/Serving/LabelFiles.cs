using CxlWire.Device;
using CxlWire.Device.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>
/// Files that label storage areas outlive the process in: what 4103h writes is written there, too, soon after it by a
/// thread that does not hold up the device.
/// </summary>
internal sealed partial class LabelFiles : IDisposable
{
    private readonly ILogger _logger;
    private readonly List<KeptArea> _areas = [];
    private readonly object _lock = new();
    private readonly Thread _thread;
    private bool _isOver;

    public LabelFiles(ILogger logger)
    {
        _logger = logger;
        _thread = new Thread(Write) { Name = "labels", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Loads an area from a file and keeps it there.</summary>
    /// <exception cref="CliException">The file cannot be used, or does not fit.</exception>
    public void Keep(CxlDevice device, string path)
    {
        LabelStorage storage = device.LabelStorage;
        if (storage.Size == 0)
            throw new CliException($"--lsa {path}: the device has no label storage area; its file may say lsa_size");
        try
        {
            SafeFileHandle file = Open(path);
            var area = new KeptArea(device, file, path);
            lock (_lock)
                _areas.Add(area);
            long length = RandomAccess.GetLength(file);
            if (length > storage.Size)
                throw new CliException($"--lsa {path}: {length} bytes, but the label storage area has {storage.Size}");

            byte[] content = new byte[length];
            RandomAccess.Read(file, content, fileOffset: 0);
            storage.Load(content);
            storage.Written += (offset, bytes) => Note(area, offset, bytes.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"--lsa {path}: {e.Message}");
        }
        catch (NotSupportedException)
        {
            throw new CliException($"--lsa {path}: a pipe or the like, which keeps nothing");
        }
    }

    /// <summary>Closes the files, once everything is in them.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.Pulse(_lock);
        }

        _thread.Join();
        _areas.ForEach(area => area.File.Dispose());
    }

    // With the device's gate held: that something changed is noted, and no more.
    private void Note(KeptArea area, int offset, int length)
    {
        lock (_lock)
        {
            area.Start = Math.Min(area.Start, offset);
            area.End = Math.Max(area.End, offset + length);
            Monitor.Pulse(_lock);
        }
    }

    private void Write()
    {
        while (TakeChanged() is (var area, var start, var end))
        {
            byte[] bytes;
            lock (area.Device.Gate)
                bytes = area.Device.LabelStorage.Bytes[start..end].ToArray();
            try
            {
                RandomAccess.Write(area.File, bytes, start);
            }
            catch (IOException e)
            {
                LogFailed(_logger, area.Path, e.Message);
            }
        }
    }

    /// <summary>Waits for an area that has changed; null: everything is written, and it is over.</summary>
    private (KeptArea Area, int Start, int End)? TakeChanged()
    {
        lock (_lock)
        {
            while (true)
            {
                if (_areas.Find(area => area.Start < area.End) is { } changed)
                {
                    (int start, int end) = (changed.Start, changed.End);
                    (changed.Start, changed.End) = (int.MaxValue, 0);
                    return (changed, start, end);
                }

                if (_isOver)
                    return null;
                Monitor.Wait(_lock);
            }
        }
    }

    [LoggerMessage(4, LogLevel.Error, "{File}: {Reason}; labels that were written are not in it")]
    private static partial void LogFailed(ILogger logger, string file, string reason);

    private static SafeFileHandle Open(string path)
    {
        // Made by a stream, since only its options can say who may read it.
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (new FileStream(path, options))
        {
        }

        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
    }

    /// <summary>An area, and what of it has changed and is not written; guarded by the lock.</summary>
    private sealed class KeptArea(CxlDevice device, SafeFileHandle file, string path)
    {
        public CxlDevice Device => device;

        public SafeFileHandle File => file;

        public string Path => path;

        public int Start { get; set; } = int.MaxValue;

        public int End { get; set; }
    }
}
