using System.Globalization;
using CxlWire.Cli.Serving;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Cli.Driving;

/// <summary>A device on its endpoints, for drivers under judgement.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly DeviceServer _server;
    private readonly Task _serving;
    private readonly JudgeSettings _settings;

    private Stage(JudgeSettings settings, CxlDevice device, DeviceServer server)
    {
        (_settings, Device, _server) = (settings, device, server);
        _serving = server.RunAsync(_over.Token);
    }

    /// <summary>What is served.</summary>
    public CxlDevice Device { get; }

    /// <summary>What listens: "host on unix:/tmp/dcd (mode 0600)".</summary>
    public string Endpoints => string.Join(", ", _server.Endpoints);

    /// <summary>Done where somebody has ended the device by QMP's quit.</summary>
    public Task Serving => _serving;

    /// <summary>Serves a new device.</summary>
    /// <exception cref="EndpointException">An endpoint cannot be opened.</exception>
    public static async Task<Stage> OpenAsync(JudgeSettings settings, DeviceConfiguration configuration)
    {
        var device = new CxlDevice(configuration);
        var server = new DeviceServer([device], NullLogger.Instance);
        try
        {
            if (settings.Host is { } host)
                server.OpenHost(host, settings.AllowRemote);
            if (settings.Mctp is { } line)
                server.OpenMctp(line, new MctpOptions(), settings.AllowRemote);
            if (settings.Function is { } function)
                server.OpenFunction(function);
            server.OpenControl(settings.Control, settings.AllowRemote);
            return new Stage(settings, device, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a driver for a case finds in its environment.</summary>
    public IEnumerable<KeyValuePair<string, string>> VariablesOf(string name)
    {
        foreach (ServedEndpoint served in _server.Listening)
            yield return new($"CXLWIRE_{served.Role.Replace('-', '_').ToUpperInvariant()}", TextOf(served));

        yield return new("CXLWIRE_CASE", name);
        yield return new(
            "CXLWIRE_TIMEOUT", _settings.Options.Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A command with what it says for endpoints, "{host}", as they are.</summary>
    public string Fill(string command) => _server.Listening.Aggregate(command, (text, served) => text.Replace(
        $"{{{served.Role}}}", TextOf(served), StringComparison.Ordinal));

    /// <summary>Serves no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _serving;
        await _server.DisposeAsync();
        _over.Dispose();
    }

    // As --vfio-user has it, and QEMU.
    private static string TextOf(ServedEndpoint served) =>
        served is { Role: "vfio-user", Address: EndpointAddress.Unix function } ? function.Path : $"{served.Address}";
}
