using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// One FIFO, held on to from the start: a path that is replaced meanwhile cannot leave anybody waiting on one
/// FIFO for the other end of another.
/// </summary>
internal sealed class Fifo : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _pin;
    private readonly LinuxFileIdentity? _identity;
    private readonly string _pinnedPath;
    private readonly bool _isMade;

    /// <summary>Takes the FIFO at a path.</summary>
    /// <param name="path">Absolute, or relative to the current directory.</param>
    /// <param name="make">Whether to make one, of mode 0600, where there is nothing; disposing removes it then.</param>
    /// <exception cref="EndpointException">There is none, or something else.</exception>
    public Fifo(string path, bool make)
    {
        // The current directory may be another one by the time the file is removed.
        _path = Path.GetFullPath(path);
        if (Path.GetDirectoryName(_path) is { } directory && !Directory.Exists(directory))
            throw new EndpointException($"{path}: there is no directory {directory}.");
        _isMade = make && LinuxFile.TryMakeFifo(_path);
        _pin = LinuxFile.Pin(_path) ?? throw new EndpointException($"{path} does not exist.");
        int descriptor = (int)_pin.DangerousGetHandle();
        _identity = LinuxFile.Identify(descriptor);
        Mode = Convert.ToString(_identity?.Permissions ?? 0, 8).PadLeft(4, '0');
        _pinnedPath = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}");
        if (_identity is not { Kind: LinuxFileKind.Fifo })
        {
            _pin.Dispose();
            throw new EndpointException($"{path} exists and is no FIFO: it is left alone.");
        }
    }

    /// <summary>Its permissions, as in 0600.</summary>
    public string Mode { get; }

    /// <summary>Opens the reading end, at once.</summary>
    public SafeFileHandle OpenReader() => LinuxFile.OpenReader(_pinnedPath);

    /// <summary>Opens the writing end; null where nobody has the reading end open.</summary>
    public SafeFileHandle? TryOpenWriter() => LinuxFile.TryOpenWriter(_pinnedPath);

    /// <summary>Opens the writing end; blocks until somebody has the reading end open.</summary>
    public SafeFileHandle OpenWriter() => LinuxFile.OpenWriter(_pinnedPath);

    /// <summary>What can be read from once somebody who reads now has left; null where that cannot be had.</summary>
    public SafeFileHandle? WatchReaders() => LinuxFile.TryWatchReaders(_pinnedPath);

    public void Dispose()
    {
        if (_isMade && LinuxFile.Identify(_path) is { } there && there.IsSameAs(_identity))
            File.Delete(_path);
        _pin.Dispose();
    }
}
