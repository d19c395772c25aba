using CxlWire.Device;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>Files that label storage areas outlive the process in: what 4103h writes is written there, too.</summary>
internal sealed class LabelFiles : IDisposable
{
    private readonly List<SafeFileHandle> _files = [];

    /// <summary>Loads an area from a file and keeps it there.</summary>
    /// <exception cref="CliException">The file cannot be used, or does not fit.</exception>
    public void Keep(LabelStorage storage, string path)
    {
        if (storage.Size == 0)
            throw new CliException($"--lsa {path}: the device has no label storage area; its file may say lsa_size");
        try
        {
            SafeFileHandle file = Open(path);
            _files.Add(file);
            long length = RandomAccess.GetLength(file);
            if (length > storage.Size)
                throw new CliException($"--lsa {path}: {length} bytes, but the label storage area has {storage.Size}");

            byte[] content = new byte[length];
            RandomAccess.Read(file, content, fileOffset: 0);
            storage.Load(content);
            storage.Written += (offset, bytes) => RandomAccess.Write(file, bytes.Span, offset);
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

    public void Dispose() => _files.ForEach(file => file.Dispose());

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
}
