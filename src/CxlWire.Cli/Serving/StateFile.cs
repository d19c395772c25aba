using CxlWire.Device;
using CxlWire.Device.Configuration;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>
/// The file that a whole device outlives the process in: what a command changes is in it before the command is
/// answered, whole or not at all. Beside it is FILE.lock while it is in use, so that no other process keeps its device
/// there.
/// </summary>
internal sealed partial class StateFile : IDisposable
{
    /// <summary>File descriptors that one has, with that of a file which is being written.</summary>
    public const int Descriptors = 2;

    private readonly string _path;
    private readonly CxlDevice _device;
    private readonly LineLogger _logger;
    private readonly FileStream _lock;

    /// <summary>Keeps a device in a file from now on.</summary>
    /// <exception cref="CliException">The file cannot be used.</exception>
    public StateFile(string path, CxlDevice device, LineLogger logger)
    {
        (_path, _device, _logger) = (path, device, logger);
        try
        {
            _lock = new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileLock.Share);
            FileLock.Take(_lock.SafeFileHandle);
            Write(flush: true);
        }
        catch (Exception e) when (FileSizeLimit.IsDiskError(e))
        {
            _lock?.Dispose();
            throw new CliException($"--state {path}: {FileError.Describe(e)}");
        }

        device.Activity.Changed = Keep;
    }

    /// <summary>Reads the device that a file keeps.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">What the device is made of where there is no file.</param>
    /// <param name="isAskedFor">Whether the device has to be that one.</param>
    /// <exception cref="CliException">It is no device, or another one.</exception>
    public static DeviceConfiguration Load(string path, DeviceConfiguration wanted, bool isAskedFor)
    {
        if (!File.Exists(path))
            return wanted;
        DeviceConfiguration kept = DeviceFile.Load(path);
        if (!isAskedFor || kept.IsMadeLike(wanted))
            return kept;
        throw new CliException(
            $"--state {path}: keeps a device that is made otherwise than --device, --copies or --quirk say: leave them "
            + "out, or begin with another file");
    }

    /// <summary>Writes it for the last time.</summary>
    public void Dispose()
    {
        _device.Activity.Changed = null;
        using (_device.Enter())
        {
            try
            {
                Write(flush: true);
            }
            catch (Exception e) when (FileSizeLimit.IsDiskError(e))
            {
                LogFailed(_logger, _path, FileError.Reason(e));
            }
        }

        File.Delete(_lock.Name);
        _lock.Dispose();
    }

    private void Write(bool flush) => DeviceConfigurationWriter.Save(
        _path, _device.Configuration with { State = _device.TakeState() }, flush);

    /// <summary>Keeps what a step changed. What cannot be kept is not answered: the process ends here.</summary>
    private void Keep()
    {
        try
        {
            Write(flush: false);
        }
        catch (Exception e) when (FileSizeLimit.IsDiskError(e))
        {
            LogFailed(_logger, _path, FileError.Reason(e));
            _logger.Dispose();
            Environment.Exit(ExitCode.Unusable);
        }
    }

    [LoggerMessage(6, LogLevel.Critical, "{File}: {Reason}; the device ends here, as it was before")]
    private static partial void LogFailed(ILogger logger, string file, string reason);
}
