using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Golden.Conversations;
using CxlWire.Protocol;
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

    /// <summary>A connection of a host, null where the device has only one; with what it carries being taken down.</summary>
    public IDuplexPipe Host(IDuplexPipe pipe, int? host) =>
        new RecordedPipe(pipe, new RecordedCci(this, (opcode, request) => new HostStep(host, opcode, request)));

    /// <summary>Takes down what goes through a function's mailbox, as steps of its host.</summary>
    public void Mailbox(PciFunction function, int? host) =>
        function.CommandExecuted += (Opcode opcode, ReadOnlySpan<byte> request, in CommandResult result, ReadOnlySpan<byte> response) =>
            Add(new HostStep(host, opcode, request.ToArray()) { Reply = new StepReply.Cci(result.Code, response.ToArray()) });

    /// <summary>A connection of the Fabric Manager; likewise.</summary>
    public IDuplexPipe FabricManager(IDuplexPipe pipe) =>
        new RecordedPipe(pipe, new RecordedCci(this, (opcode, request) => new FabricManagerStep(opcode, request)));

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

    [LoggerMessage(3, LogLevel.Error, "{File}: {Reason}; the recording ends here")]
    private static partial void LogFailed(ILogger logger, string file, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{File}: a control session sent what is not JSON; the recording goes on without it")]
    private static partial void LogLost(ILogger logger, string file);
}

/// <summary>Follows both directions of one connection. Calls may come from several threads.</summary>
internal interface IRecorder
{
    /// <summary>The peer sent bytes, which nobody has acted on yet.</summary>
    void Asked(ReadOnlySpan<byte> bytes);

    /// <summary>The device wrote bytes.</summary>
    void Answered(ReadOnlySpan<byte> bytes);
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
