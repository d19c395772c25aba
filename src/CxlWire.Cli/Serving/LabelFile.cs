using System.Diagnostics.CodeAnalysis;
using CxlWire.Device;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>A file that the label storage area outlives the process in: what 4103h writes is written there, too.</summary>
internal sealed class LabelFile : IDisposable
{
    private readonly SafeFileHandle _file;

    private LabelFile(SafeFileHandle file) => _file = file;

    /// <summary>Loads the area from a file and keeps it there; nothing for no file.</summary>
    /// <exception cref="CliException">The file cannot be used, or does not fit.</exception>
    [return: NotNullIfNotNull(nameof(path))]
    public static LabelFile? Keep(LabelStorage storage, string? path)
    {
        if (path is null)
            return null;
        if (storage.Size == 0)
            throw new CliException($"--lsa {path}: the device has no label storage area; its file may say lsa_size");
        try
        {
            SafeFileHandle file = Open(path);
            long length = RandomAccess.GetLength(file);
            if (length > storage.Size)
            {
                file.Dispose();
                throw new CliException($"--lsa {path}: {length} bytes, but the label storage area has {storage.Size}");
            }

            byte[] content = new byte[length];
            RandomAccess.Read(file, content, fileOffset: 0);
            storage.Load(content);
            storage.Written += (offset, bytes) => RandomAccess.Write(file, bytes.Span, offset);
            return new LabelFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"--lsa {path}: {e.Message}");
        }
    }

    public void Dispose() => _file.Dispose();

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
