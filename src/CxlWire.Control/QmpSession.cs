using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json;
using CxlWire.Control.Commands;
using CxlWire.Control.Json;

namespace CxlWire.Control;

/// <summary>
/// One connection. One loop reads, carries out, and is the only one to write: while the peer does not
/// read, nothing further of it is carried out, and its events wait in a bounded queue.
/// </summary>
internal sealed partial class QmpSession : IDisposable
{
    /// <summary>Events that may wait for a peer. One is always taken, whatever its size.</summary>
    public const int MaximumWaitingEvents = 1024;

    /// <summary>Bytes of those events.</summary>
    public const long MaximumWaitingBytes = 16 << 20;

    /// <summary>Events that wait where one more refusal is let go by: the rest is for what nobody may miss.</summary>
    public const int MaximumBeforeRefusal = MaximumWaitingEvents / 2;

    /// <summary>How long a server that ends waits for this peer to take what is written.</summary>
    private static readonly TimeSpan _farewell = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of JSON of a request's <c>id</c>, which its reply repeats.</summary>
    public const int MaximumId = 4096;

    private const int ChunkSize = 64 << 10;
    private const int KeptBuffer = 64 << 10;

    // A long reply is made and sent so much at a time.
    private const int PageSize = 32 << 10;

    private readonly QmpServer _server;
    private readonly IDuplexPipe _connection;
    private readonly int _number;
    private readonly CancellationToken _serverEnds;
    private readonly CancellationTokenSource _ends;
    private readonly QmpFramer _framer;
    private readonly Lock _eventsLock = new();
    private readonly Queue<ReadOnlyMemory<byte>> _events = new();
    private TaskCompletionSource _eventsWait = NewSignal();
    private long _eventBytes;
    private bool _takesNoEvents;
    private readonly long[] _missed = new long[2];
    private (int Count, long Bytes)? _dropped;
    private Task<ReadResult>? _reading;
    private bool _inLine;
    private Task _cancelling = Task.CompletedTask;
    private volatile bool _negotiated;
    private ArrayBufferWriter<byte> _reply = new();

    public QmpSession(QmpServer server, IDuplexPipe connection, int number, CancellationToken serverEnds)
    {
        _server = server;
        _connection = connection;
        _number = number;
        _serverEnds = serverEnds;
        _framer = new QmpFramer(server.LongMessages);
        _ends = CancellationTokenSource.CreateLinkedTokenSource(serverEnds);
    }

    /// <summary>Whether the peer has sent qmp_capabilities: all commands and events are open to it.</summary>
    public bool IsNegotiated
    {
        get => _negotiated;
        set => _negotiated = value;
    }

    /// <summary>Set by quit: the process ends when the reply, and the events until then, are written.</summary>
    public bool QuitsAfterReply { get; set; }

    public void Dispose()
    {
        _framer.Dispose();
        _ends.Dispose();
    }

    public async Task RunAsync()
    {
        try
        {
            WriteGreeting();
            await SendReplyAsync().ConfigureAwait(false);
            while (true)
            {
                await SendEventsAsync(_ends.Token).ConfigureAwait(false);
                _reading ??= _connection.Input.ReadAsync(_ends.Token).AsTask();
                await Task.WhenAny(_reading, EventsWait()).ConfigureAwait(false);
                if (!_reading.IsCompleted)
                    continue;
                ReadResult result = await _reading.ConfigureAwait(false);
                _reading = null;
                if (await TakeAsync(result).ConfigureAwait(false))
                    break;

                // A peer that always has more to say gives way to the others.
                await Task.Yield();
            }
        }
        catch (OperationCanceledException) when (_ends.IsCancellationRequested)
        {
            if (_serverEnds.IsCancellationRequested && !_inLine)
                await SayFarewellAsync().ConfigureAwait(false);
        }
        catch (IOException e)
        {
            Log.Vanished(_server.Logger, _number, ReasonOf(e));
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
            if (QuitsAfterReply)
                _server.QuitProcess();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task EventsWait()
    {
        lock (_eventsLock)
            return _eventsWait.Task;
    }

    // Nobody may complete the pipe, or dispose of this, before nothing of it runs any more.
    private async Task EndAsync()
    {
        (int Count, long Bytes)? dropped;
        lock (_eventsLock)
        {
            _takesNoEvents = true;
            dropped = _dropped;
        }

        if (dropped is { } events)
            Log.Dropped(_server.Logger, _number, events.Count, events.Bytes);
        await _cancelling.ConfigureAwait(false);
        await _ends.CancelAsync().ConfigureAwait(false);
        if (_reading is Task reading)
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Answers what has arrived.</summary>
    /// <returns>Whether the session is over.</returns>
    private async Task<bool> TakeAsync(ReadResult result)
    {
        ReadOnlySequence<byte> input = result.Buffer;
        while (true)
        {
            QmpFrame frame = _framer.Read(ref input);
            if (frame.Kind == QmpFrameKind.None)
                break;
            _rest = result.IsCompleted ? null : input;
            if (await AnswerAsync(frame).ConfigureAwait(false))
                return true;
            if (_rest is null && !result.IsCompleted)
                return false;
        }

        _connection.Input.AdvanceTo(result.Buffer.End);
        if (!result.IsCompleted && (!result.IsCanceled || _isWoken))
        {
            _isWoken &= !result.IsCanceled;
            return false;
        }

        QmpFrame last = _framer.End();
        if (last.Kind != QmpFrameKind.None)
            await AnswerAsync(last).ConfigureAwait(false);
        return true;
    }

    private async Task<bool> AnswerAsync(QmpFrame frame)
    {
        if (frame.Kind == QmpFrameKind.Error)
            WriteError(default, QmpException.Generic(frame.Error));
        else
            await ExecuteAsync(frame.Message).ConfigureAwait(false);
        await SendReplyAsync().ConfigureAwait(false);
        await SendEventsAsync(_ends.Token).ConfigureAwait(false);
        return QuitsAfterReply;
    }

    /// <summary>Carries a request out; of its reply, the last page is not sent yet.</summary>
    private async Task ExecuteAsync(ReadOnlyMemory<byte> message)
    {
        using var call = new QmpCall(_server, this, _reply);
        if (!TryRun(call, message, out byte[] id))
            return;

        // The peer may take as long as it likes for the reply: of the request there is only the id left.
        _framer.Forget();
        if (call.Wait is { } wait && await WaitAsync(wait).ConfigureAwait(false) is { Length: > 0 } missing)
        {
            call.Result.Reset();
            WriteError(id, QmpException.Generic(missing));
            return;
        }

        for (call.WriteOn(PageSize); call.HasMore; call.WriteOn(PageSize))
        {
            await SendAsync(QmpJson.FormatLine(_reply.WrittenSpan, endsLine: false), _ends.Token, endsLine: false)
                .ConfigureAwait(false);
            _reply.ResetWrittenCount();
        }

        WriteId(call.Result, id);
        call.Result.WriteEndObject();
    }

    /// <summary>Carries a request out, and begins its reply; where that is an error, it is all of it.</summary>
    private bool TryRun(QmpCall call, ReadOnlyMemory<byte> message, out byte[] id)
    {
        id = [];
        try
        {
            using JsonDocument document = QmpJson.Parse(message);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw QmpException.Generic($"QMP input must be a JSON object: {QmpException.Quote(root)} is given");
            id = ReadId(root);
            (string name, JsonElement arguments) = ReadRequest(root);
            call.Result.WriteStartObject();
            call.Result.WritePropertyName("return");
            Find(name).Run(call, QmpArguments.Of(arguments));
            return true;
        }
        catch (QmpException e)
        {
            call.Result.Reset();
            WriteError(id, e);
            return false;
        }
    }

    private static byte[] ReadId(JsonElement request)
    {
        if (!request.TryGetProperty("id", out JsonElement id))
            return [];
        if (JsonMarshal.GetRawUtf8Value(id).Length > MaximumId)
            throw QmpException.Generic($"QMP input member 'id' is longer than {MaximumId} bytes");
        var text = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = QmpJson.CreateWriter(text))
            id.WriteTo(json);
        return text.WrittenSpan.ToArray();
    }

    private static (string Name, JsonElement Arguments) ReadRequest(JsonElement request)
    {
        string? name = null;
        JsonElement arguments = default;
        foreach (JsonProperty member in request.EnumerateObject())
        {
            switch (member.Name)
            {
                case "execute":
                    name = member.Value.ValueKind == JsonValueKind.String
                        ? member.Value.GetString()
                        : throw WrongMember(member, "a string");
                    break;
                case "arguments":
                    arguments = member.Value.ValueKind == JsonValueKind.Object
                        ? member.Value
                        : throw WrongMember(member, "an object");
                    break;
                case "id":
                    break;
                default:
                    throw QmpException.Generic($"QMP input member '{QmpException.Quote(member.Name)}' is unexpected");
            }
        }

        return name is null ? throw QmpException.Generic("QMP input lacks member 'execute'") : (name, arguments);
    }

    private static QmpException WrongMember(JsonProperty member, string needed) => QmpException.Generic(
        $"QMP input member '{member.Name}' must be {needed}: {QmpException.Quote(member.Value)} is given");

    private QmpCommand Find(string name)
    {
        if (!IsNegotiated && name != QmpCapabilities.Name)
            throw QmpException.CommandNotFound("Expecting capabilities negotiation with 'qmp_capabilities'");
        if (IsNegotiated && name == QmpCapabilities.Name)
            throw QmpException.CommandNotFound("Capabilities negotiation is already complete, command ignored");
        return QmpCommandTable.Find(name);
    }

    private void WriteGreeting()
    {
        using Utf8JsonWriter json = QmpJson.CreateWriter(_reply);
        json.WriteStartObject();
        json.WriteStartObject("QMP");
        json.WritePropertyName("version");
        QmpVersion.Write(json);
        json.WriteStartArray("capabilities");
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // "id" after "return" and before "error": QEMU's order.
    private void WriteError(ReadOnlySpan<byte> id, QmpException error)
    {
        Log.Refused(_server.Logger, _number, error.ErrorClass, error.Message);
        _reply.ResetWrittenCount();
        using Utf8JsonWriter json = QmpJson.CreateWriter(_reply);
        json.WriteStartObject();
        WriteId(json, id);
        json.WriteStartObject("error");
        json.WriteString("class", error.ErrorClass);
        json.WriteString("desc", error.Message);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
            return;
        json.WritePropertyName("id");
        json.WriteRawValue(id, skipInputValidation: true);
    }

    private async Task SendReplyAsync()
    {
        ReadOnlyMemory<byte> line = QmpJson.FormatLine(_reply.WrittenSpan);
        if (_reply.Capacity > KeptBuffer)
            _reply = new ArrayBufferWriter<byte>();
        else
            _reply.ResetWrittenCount();
        await SendAsync(line, _ends.Token).ConfigureAwait(false);
    }

    private async Task SendEventsAsync(CancellationToken cancellationToken)
    {
        // What is taken is written: who has no time left takes nothing, and the farewell has it.
        while (!cancellationToken.IsCancellationRequested && TryTakeEvent(out ReadOnlyMemory<byte> line))
            await SendAsync(line, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // In pieces, so that a long reply is not copied as a whole once more.
    private async Task SendAsync(
        ReadOnlyMemory<byte> line, CancellationToken cancellationToken, bool endsLine = true)
    {
        _inLine = true;
        for (int sent = 0; sent < line.Length; sent += ChunkSize)
        {
            ReadOnlyMemory<byte> chunk = line.Slice(sent, Math.Min(ChunkSize, line.Length - sent));
            _connection.Output.Write(chunk.Span);
            FlushResult result = await _connection.Output.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (result.IsCompleted || result.IsCanceled)
                throw new IOException("the peer reads no more");
        }

        _inLine = !endsLine;
    }

    // What the socket says, rather than what .NET was doing with it.
    private static string ReasonOf(Exception e) => e is OperationCanceledException
        ? "it does not take its last events"
        : (e.InnerException ?? e).Message;

    /// <summary>The server ends: the peer still gets the events that tell it why, if it takes them soon.</summary>
    private async Task SayFarewellAsync()
    {
        using var limit = new CancellationTokenSource(_farewell);
        try
        {
            await SendEventsAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            Log.Vanished(_server.Logger, _number, ReasonOf(e));
        }
    }
}
