using System.Globalization;
using System.Text.Json;
using CxlWire.Cli.Text;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Client;

/// <summary>A negotiated session with a control socket: commands, and whether events came.</summary>
internal sealed class QmpSession : IAsyncDisposable
{
    private readonly EndpointAddress _address;
    private readonly EndpointConnection _connection;
    private readonly QmpClient _client;
    private readonly TimeSpan _patience;
    private Task<string>? _line;

    private QmpSession(EndpointAddress address, EndpointConnection connection, TimeSpan patience)
    {
        (_address, _connection, _patience) = (address, connection, patience);
        _client = new QmpClient(connection);
    }

    /// <summary>Whether an event came since this was last made false.</summary>
    public bool SawEvent { get; set; }

    /// <summary>Connects and negotiates.</summary>
    /// <param name="address">Where the control socket is.</param>
    /// <param name="patience">How long somebody may take to listen, and to answer each command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">Nobody answers, or with something else than QMP.</exception>
    public static async Task<QmpSession> ConnectAsync(
        EndpointAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        EndpointConnection connection = await EndpointClient.ConnectAsync(address, patience, cancellationToken);
        var session = new QmpSession(address, connection, patience);
        try
        {
            JsonElement greeting = await session.ReadAsync("a greeting", cancellationToken);
            if (!greeting.TryGetProperty("QMP", out _))
                throw session.IsNone();
            await session.ExecuteAsync("qmp_capabilities", "{}", cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Carries out a command.</summary>
    /// <param name="command">Its name.</param>
    /// <param name="arguments">A JSON object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is under <c>return</c>.</returns>
    /// <exception cref="QmpErrorException">It was refused.</exception>
    /// <exception cref="CliException">No answer.</exception>
    public async Task<JsonElement> ExecuteAsync(
        string command, string arguments, CancellationToken cancellationToken)
    {
        await _client.SendAsync(
            $"{{\"execute\": \"{command}\", \"arguments\": {arguments}}}\n", cancellationToken);
        while (true)
        {
            JsonElement message = await ReadAsync($"a reply to {command}", cancellationToken);
            if (message.TryGetProperty("return", out JsonElement reply))
                return reply;
            if (message.TryGetProperty("error", out JsonElement error))
            {
                throw new QmpErrorException(
                    error.ValueKind == JsonValueKind.Object && error.TryGetProperty("desc", out JsonElement text)
                        ? Printable.Of(text.ToString())
                        : "no reason is given");
            }

            SawEvent = true;
        }
    }

    /// <summary>Waits until an event came, or the time is over.</summary>
    /// <exception cref="CliException">The peer ended the session.</exception>
    public async Task WaitForEventAsync(Task timeIsOver, CancellationToken cancellationToken)
    {
        if (SawEvent)
            return;
        _line ??= _client.ReadLineAsync(cancellationToken);
        if (await Task.WhenAny(_line, timeIsOver) == timeIsOver)
            return;
        await _line;
        _line = null;
        SawEvent = true;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<JsonElement> ReadAsync(string what, CancellationToken cancellationToken)
    {
        try
        {
            // A line that was waited for before, and came only now, is the first to be looked at.
            Task<string> line = _line ?? _client.ReadLineAsync(cancellationToken);
            _line = line;
            string text = await line.WaitAsync(_patience, cancellationToken);
            _line = null;
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw IsNone();
        }
        catch (JsonException)
        {
            throw IsNone();
        }
        catch (TimeoutException)
        {
            string seconds = _patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new CliException(
                $"{_address}: not {what} within {seconds} s; is it a control socket (serve --qmp)?");
        }
    }

    private CliException IsNone() => new($"{_address}: what listens there is no control socket: it does not speak QMP");
}
