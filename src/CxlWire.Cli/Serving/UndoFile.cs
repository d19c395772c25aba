using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>
/// What a file had where it is being written: beside it while it is in use, FILE.undo, and empty but during a write. A
/// write that a full disk, or the end of the process, leaves half done is undone from it.
/// </summary>
/// <remarks>
/// <see cref="_mark"/>; length of the file, first byte, and bytes that follow, 64 bits each; what was there; SHA-256 of
/// all before it. One that is not whole was never needed: the file is written after it.
/// </remarks>
internal sealed class UndoFile : IDisposable
{
    private static readonly byte[] _mark = "cxlwire undo 1\n\0"u8.ToArray();
    private static readonly int _header = _mark.Length + (3 * sizeof(long));

    // A label storage area, and some.
    private const int MaxNote = 17 << 20;

    private readonly string _path;
    private readonly FileStream _stream;
    private readonly SafeFileHandle _file;

    // Whether there may be something in it.
    private bool _isUsed = true;

    /// <summary>Makes it, or takes the one that a process left which was killed.</summary>
    /// <param name="path">Of the file that is written.</param>
    /// <exception cref="IOException">It cannot be made; or it is something else.</exception>
    public UndoFile(string path)
    {
        _path = $"{path}.undo";
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(_path, options);
        _file = _stream.SafeFileHandle;
        byte[] mark = new byte[_mark.Length];
        int length = _stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        if (mark.AsSpan(0, length).SequenceEqual(_mark.AsSpan(0, length)))
            return;
        _stream.Dispose();
        throw new IOException($"'{_path}' exists and is not what undoes a write: it is left alone");
    }

    /// <summary>Notes what is where the file will be written.</summary>
    /// <exception cref="IOException">It cannot be noted: the file must not be written.</exception>
    public void Note(SafeFileHandle file, int offset, int count)
    {
        long length = RandomAccess.GetLength(file);
        int kept = (int)Math.Clamp(length - offset, 0, count);
        byte[] note = new byte[_header + kept + SHA256.HashSizeInBytes];
        _mark.CopyTo(note, 0);
        BinaryPrimitives.WriteInt64LittleEndian(note.AsSpan(_mark.Length), length);
        BinaryPrimitives.WriteInt64LittleEndian(note.AsSpan(_mark.Length + sizeof(long)), offset);
        BinaryPrimitives.WriteInt64LittleEndian(note.AsSpan(_mark.Length + (2 * sizeof(long))), kept);
        if (RandomAccess.Read(file, note.AsSpan(_header, kept), offset) < kept)
            throw new IOException("the file is shorter than it was");
        SHA256.HashData(note.AsSpan(..^SHA256.HashSizeInBytes), note.AsSpan(_header + kept));
        _isUsed = true;
        RandomAccess.Write(_file, note, fileOffset: 0);
        RandomAccess.FlushToDisk(_file);
    }

    /// <summary>The write is done.</summary>
    /// <exception cref="IOException">It may be undone yet.</exception>
    public void Forget()
    {
        RandomAccess.SetLength(_file, 0);
        RandomAccess.FlushToDisk(_file);
        _isUsed = false;
    }

    /// <summary>Puts back what a write that is not done may have changed.</summary>
    /// <exception cref="IOException">It cannot be put back now; the next call tries again.</exception>
    public void Undo(SafeFileHandle file)
    {
        if (!_isUsed)
            return;
        byte[] note = new byte[Math.Min(RandomAccess.GetLength(_file), MaxNote)];
        int read = RandomAccess.Read(_file, note, fileOffset: 0);
        if (IsWhole(note.AsSpan(0, read)))
        {
            long length = BinaryPrimitives.ReadInt64LittleEndian(note.AsSpan(_mark.Length));
            long offset = BinaryPrimitives.ReadInt64LittleEndian(note.AsSpan(_mark.Length + sizeof(long)));
            RandomAccess.Write(file, note.AsSpan(_header..^SHA256.HashSizeInBytes), offset);
            RandomAccess.SetLength(file, length);
            RandomAccess.FlushToDisk(file);
        }

        Forget();
    }

    /// <summary>Removes it where it is not needed any more.</summary>
    public void Dispose()
    {
        if (!_isUsed || RandomAccess.GetLength(_file) == 0)
            File.Delete(_path);
        _stream.Dispose();
    }

    private static bool IsWhole(ReadOnlySpan<byte> note) =>
        note.Length >= _header + SHA256.HashSizeInBytes
        && BinaryPrimitives.ReadInt64LittleEndian(note[(_mark.Length + (2 * sizeof(long)))..])
            == note.Length - _header - SHA256.HashSizeInBytes
        && SHA256.HashData(note[..^SHA256.HashSizeInBytes]).AsSpan().SequenceEqual(note[^SHA256.HashSizeInBytes..]);
}
