using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CxlWire.Cli.Client;
using CxlWire.Conversations;
using CxlWire.Device.FabricManagement;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Replaying;

/// <summary>Asks whoever listens on endpoints: hosts' CCIs, the Fabric Manager's, a control socket.</summary>
/// <param name="qomPath">What the control socket calls the device.</param>
internal sealed class EndpointPartner(string qomPath) : IAsyncDisposable
{
    // Every peer answers within milliseconds; one that does not is no peer.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private readonly List<EndpointConnection> _connections = [];
    private readonly Dictionary<int, CciPartner> _hosts = [];
    private CciPartner? _fabricManager;
    private QmpClient? _control;
    private (long Recorded, long Now)? _firstTime;

    public async Task AddHostAsync(int host, EndpointAddress address, CancellationToken cancellationToken)
    {
        if (!_hosts.TryAdd(host, await ConnectCciAsync(address, cancellationToken)))
            throw new CliException($"--host {host}={address}: host {host} has an endpoint already");
    }

    public async Task AddFabricManagerAsync(EndpointAddress address, CancellationToken cancellationToken) =>
        _fabricManager = await ConnectCciAsync(address, cancellationToken);

    /// <summary>Connects to a control socket and negotiates.</summary>
    public async Task AddControlAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        _control = new QmpClient(await ConnectAsync(address, cancellationToken));
        await OrGiveUpAsync(
            "qmp_capabilities", token => ExecuteAsync("qmp_capabilities", new JsonObject(), token), cancellationToken);
    }

    /// <summary>Asks; null where the step is for an endpoint that was not given.</summary>
    /// <exception cref="CliException">No answer.</exception>
    public async ValueTask<StepReply?> AskAsync(ConversationStep step, CancellationToken cancellationToken)
    {
        if (step is PeerStep or NoteStep)
            return new StepReply.Control(null);
        if (step is WaitStep wait)
        {
            await Task.Delay(wait.Duration, cancellationToken);
            return new StepReply.Control(null);
        }

        await WaitForAsync(step, cancellationToken);
        Func<CancellationToken, Task<StepReply?>>? ask = step switch
        {
            HostStep host when _hosts.TryGetValue(host.Host ?? 0, out CciPartner? cci) =>
                token => cci.AskAsync(host, token),
            FabricManagerStep manager when _fabricManager is { } cci => token => cci.AskAsync(manager, token),
            ControlStep control when _control is not null => token => AskAsync(control, token),
            CapacityStep capacity when _control is not null => token => AskAsync(capacity, token),
            FaultsStep faults when _control is not null => token => AskAsync(faults, token),
            InjectStep inject when _control is not null => token => AskAsync(inject, token),
            _ => null,
        };
        return ask is null ? null : await OrGiveUpAsync(step.Name, ask, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (EndpointConnection connection in _connections)
            await connection.DisposeAsync();
    }

    private async Task<CciPartner> ConnectCciAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        var partner = new CciPartner(token => ConnectAsync(address, token));
        await partner.ConnectAsync(cancellationToken);
        return partner;
    }

    private async Task<EndpointConnection> ConnectAsync(EndpointAddress address, CancellationToken cancellationToken)
    {
        EndpointConnection connection = await EndpointClient.ConnectAsync(address, _patience, cancellationToken);
        _connections.Add(connection);
        return connection;
    }

    private static async Task<T> OrGiveUpAsync<T>(
        string what, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(_patience);
        try
        {
            return await ask(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = _patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new CliException($"no answer to {what} within {seconds} s");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw new CliException($"no answer to {what}: {FileError.Describe(e)}");
        }
    }

    /// <summary>Waits until as much time has passed between steps whose answers depend on time as then.</summary>
    private async Task WaitForAsync(ConversationStep step, CancellationToken cancellationToken)
    {
        if (step.Time is not { } time)
            return;
        _firstTime ??= (time, Stopwatch.GetTimestamp());
        TimeSpan then = TimeSpan.FromTicks((time - _firstTime.Value.Recorded) / TimeSpan.NanosecondsPerTick);
        TimeSpan left = then - Stopwatch.GetElapsedTime(_firstTime.Value.Now);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, cancellationToken);
    }

    private async Task<StepReply?> AskAsync(ControlStep step, CancellationToken cancellationToken) =>
        await ExecuteAsync(step.Command, JsonNode.Parse(step.Arguments)!.AsObject(), cancellationToken);

    private async Task<StepReply?> AskAsync(FaultsStep step, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["path"] = qomPath };
        if (step.Scenario is { } scenario)
            arguments["scenario"] = JsonNode.Parse(scenario.Json);
        string command = step.Scenario is null ? "x-cxlwire-clear-faults" : "x-cxlwire-load-faults";
        return await ExecuteAsync(command, arguments, cancellationToken);
    }

    private async Task<StepReply?> AskAsync(InjectStep step, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject { ["path"] = qomPath, ["fault"] = JsonNode.Parse(step.Fault.Json) };
        if (step.HostId is { } host)
            arguments["host-id"] = host;
        else
            arguments["fm"] = true;
        return await ExecuteAsync("x-cxlwire-inject-fault", arguments, cancellationToken);
    }

    private async Task<StepReply?> AskAsync(CapacityStep step, CancellationToken cancellationToken)
    {
        var arguments = new JsonObject
        {
            ["path"] = qomPath,
            ["host-id"] = step.HostId,
            [step.IsAdd ? "selection-policy" : "removal-policy"] = step.Policy,
            ["region"] = step.Region,
            ["extents"] = new JsonArray([.. step.Extents.Select(ToJson)]),
        };
        if (step.Tag is { } tag)
            arguments["tag"] = tag;
        if (step.Length is { } length)
            arguments["length"] = length;
        if (step.ForcedRemoval)
            arguments["forced-removal"] = true;
        if (step.SanitizeOnRelease)
            arguments["sanitize-on-release"] = true;
        string command = step.IsAdd ? "cxl-add-dynamic-capacity" : "cxl-release-dynamic-capacity";
        return await ExecuteAsync(command, arguments, cancellationToken);
    }

    private static JsonNode ToJson(RegionRange extent) =>
        new JsonObject { ["offset"] = extent.Offset, ["len"] = extent.Length };

    private static JsonDocument Parse(string line)
    {
        try
        {
            var message = JsonDocument.Parse(line);
            if (message.RootElement.ValueKind == JsonValueKind.Object)
                return message;
            message.Dispose();
        }
        catch (JsonException)
        {
        }

        throw new CliException("the control socket does not speak QMP");
    }

    private static string? TextOf(JsonElement error, string name) =>
        error.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    /// <summary>Sends a command and skips what is not its reply: the greeting, events.</summary>
    private async Task<StepReply.Control> ExecuteAsync(
        string command, JsonObject arguments, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["execute"] = command, ["arguments"] = arguments };
        await _control!.SendAsync($"{request.ToJsonString()}\n", cancellationToken);
        while (true)
        {
            string line = await _control.ReadLineAsync(cancellationToken);
            using JsonDocument message = Parse(line);
            if (message.RootElement.TryGetProperty("return", out JsonElement returned))
                return StepReply.Control.Success(returned);
            bool isError = message.RootElement.TryGetProperty("error", out JsonElement error);
            if (!isError || error.ValueKind != JsonValueKind.Object)
                continue;
            return new StepReply.Control(TextOf(error, "desc") ?? "") { ErrorClass = TextOf(error, "class") };
        }
    }
}
