using CxlWire.Device;
using CxlWire.Device.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>
/// The file that a label storage area outlives the process in: what 4103h writes is in it before the command is
/// answered, whole or not at all. The file is locked, so that no other process keeps its labels there.
/// </summary>
internal sealed partial class LabelFile : IDisposable
{
    /// <summary>File descriptors that one has.</summary>
    public const int Descriptors = 2;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly FileStream? _stream;
    private readonly SafeFileHandle _file;

    // Null for a device file, which has nothing that could be undone.
    private readonly UndoFile? _undo;

    /// <summary>
    /// Loads the area from a file, which is made where there is none, and keeps it there from now on.
    /// </summary>
    /// <exception cref="CliException">The file cannot be used, or does not fit.</exception>
    public LabelFile(string path, CxlDevice device, ILogger logger)
    {
        LabelStorage storage = device.LabelStorage;
        if (storage.Size == 0)
            throw new CliException($"--lsa {path}: the device has no label storage area; its file may say lsa_size");
        (_path, _logger) = (path, logger);
        try
        {
            _stream = Open(path);
            _file = _stream.SafeFileHandle;
            if (IsOrdinary(_file))
            {
                FileLock.Take(_file);
                _undo = new UndoFile(Path.GetFullPath(File.ResolveLinkTarget(path, true)?.FullName ?? path));
                _undo.Undo(_file);
            }

            long length = RandomAccess.GetLength(_file);
            if (length > storage.Size)
                throw new CliException($"--lsa {path}: {length} bytes, but the label storage area has {storage.Size}");
            byte[] content = new byte[length];
            RandomAccess.Read(_file, content, fileOffset: 0);
            storage.Load(content);
            storage.Keeper = Keep;
        }
        catch (Exception e)
        {
            Dispose();
            throw e switch
            {
                CliException => e,
                IOException or UnauthorizedAccessException =>
                    new CliException($"--lsa {path}: {FileError.Describe(e)}"),
                NotSupportedException =>
                    new CliException($"--lsa {path}: a pipe or the like, which keeps nothing"),
                _ => e,
            };
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose()
    {
        _undo?.Dispose();
        _stream?.Dispose();
    }

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileLock.Share,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Whether it is no device: one has no length that could be set.</summary>
    private static bool IsOrdinary(SafeFileHandle file)
    {
        try
        {
            RandomAccess.SetLength(file, RandomAccess.GetLength(file));
            return true;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            return false;
        }
    }

    private string? Keep(int offset, ReadOnlySpan<byte> content)
    {
        try
        {
            _undo?.Undo(_file);
            _undo?.Note(_file, offset, content.Length);
            try
            {
                RandomAccess.Write(_file, content, offset);
                RandomAccess.FlushToDisk(_file);
                _undo?.Forget();
                return null;
            }
            catch
            {
                _undo?.Undo(_file);
                throw;
            }
        }
        catch (Exception e) when (FileSizeLimit.IsDiskError(e))
        {
            string reason = FileError.Reason(e);
            LogFailed(_logger, _path, reason);
            return reason;
        }
    }

    [LoggerMessage(4, LogLevel.Error, "{File}: {Reason}; the labels stay as they were")]
    private static partial void LogFailed(ILogger logger, string file, string reason);
}
