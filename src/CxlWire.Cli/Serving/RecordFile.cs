using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>
/// A conversation file that takes down what is said to a device and what it answers, in the order of the answers.
/// </summary>
internal sealed partial class RecordFile : IDisposable
{
    private readonly Lock _lock = new();
    private readonly FileStream _file;
    private readonly ConversationWriter _writer;
    private readonly ILogger _logger;
    private readonly List<FiredStep> _fired = [];
    private bool _failed;

    private RecordFile(FileStream file, string? device, ILogger logger)
    {
        _file = file;
        _logger = logger;
        _writer = new ConversationWriter(file, 0, device);
    }

    /// <summary>Makes the file; nothing for no path.</summary>
    /// <param name="path">It must not exist.</param>
    /// <param name="device">File that the device is from, or null; the record has its name.</param>
    /// <param name="logger">Takes what keeps a step from being written.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    [return: NotNullIfNotNull(nameof(path))]
    public static RecordFile? Create(string? path, string? device, ILogger logger) =>
        path is null ? null : new RecordFile(new FileStream(path, FileMode.CreateNew), Path.GetFileName(device), logger);

    /// <summary>Takes down every command on every CCI of a device, whatever it came through, and every fault.</summary>
    public void Follow(CxlDevice device)
    {
        bool hasHosts = device.Hosts.Count > 1;
        device.Activity.FaultFired += Keep;
        device.Activity.CommandExecuted += (in ExecutedCommand command) =>
        {
            // What comes in a tunnel is in the command around it.
            if (command.Route == CommandRoute.Tunnel)
                return;

            // What was in a payload that was too long is gone; that it was too long is all that counted.
            byte[] request = command.Request.Length == command.RequestLength
                ? command.Request.ToArray()
                : new byte[command.RequestLength];
            CciStep step = command.Port.HostId is { } host
                ? new HostStep(hasHosts ? host : null, command.Opcode, request)
                : new FabricManagerStep(command.Opcode, request);
            Add(step with
            {
                Reply = new StepReply.Cci(command.Result.Code, command.Reply.ToArray())
                {
                    VendorStatus = command.Result.VendorStatus,
                    Fault = command.Result.ReplyFault,
                },
            });
        };
    }

    /// <summary>A control session; of it, capacity added and released.</summary>
    public IDuplexPipe Control(IDuplexPipe pipe) => new RecordedPipe(pipe, new RecordedControl(this));

    /// <summary>Writes a step. Any thread may call; what cannot be written is logged, and the device goes on.</summary>
    public void Add(ConversationStep step)
    {
        lock (_lock)
        {
            if (_failed)
                return;
            try
            {
                _writer.Add(step);

                // A fault happens in the middle of a step; replayed, it has happened when the step is over.
                foreach (FiredStep fired in _fired)
                    _writer.Add(fired);
                _fired.Clear();
            }
            catch (IOException e)
            {
                _failed = true;
                LogFailed(_logger, _file.Name, e.Message);
            }
        }
    }

    /// <summary>A session cannot be followed any more.</summary>
    public void Lost() => LogLost(_logger, _file.Name);

    /// <summary>Ends the conversation.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_failed)
                _writer.Dispose();
            _failed = true;
            _file.Dispose();
        }
    }

    private void Keep(FiredFault fault)
    {
        lock (_lock)
        {
            if (!_failed)
                _fired.Add(new FiredStep { Reply = new StepReply.Fired(fault) });
        }
    }

    [LoggerMessage(3, LogLevel.Error, "{File}: {Reason}; the recording ends here")]
    private static partial void LogFailed(ILogger logger, string file, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{File}: a control session sent what is not JSON; the recording goes on without it")]
    private static partial void LogLost(ILogger logger, string file);
}

/// <summary>Bytes that wait until a whole message is there.</summary>
internal sealed class RecordBuffer
{
    private byte[] _bytes = new byte[512];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (Length + bytes.Length > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public byte[] Take(int length)
    {
        byte[] taken = Span[..length].ToArray();
        Span[length..].CopyTo(_bytes);
        Length -= length;
        return taken;
    }
}
