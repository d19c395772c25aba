using System.Buffers;
using System.Text.Json;
using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Cli.Serving;

/// <summary>The descriptor of --ready-fd: gets one line of JSON once everything listens, and is closed.</summary>
internal sealed class ReadyDescriptor : IDisposable
{
    private const int StandardError = 2;

    private readonly FileStream _stream;
    private readonly int _descriptor;

    /// <summary>Takes a descriptor that the process was started with.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public ReadyDescriptor(int descriptor)
    {
        if (descriptor < 1 || (OperatingSystem.IsLinux() && !Path.Exists($"/proc/self/fd/{descriptor}")))
            throw NotThere(descriptor);
        var handle = new SafeFileHandle(descriptor, ownsHandle: descriptor > StandardError);
        _descriptor = descriptor;
        try
        {
            _stream = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw NotThere(descriptor);
        }
    }

    /// <summary>Writes who listens where, and closes the descriptor.</summary>
    /// <exception cref="CliException">It cannot be written, or nobody reads it.</exception>
    public void Tell(IEnumerable<ServedEndpoint> endpoints)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteStartArray("endpoints");
            foreach (ServedEndpoint endpoint in endpoints)
                Write(json, endpoint);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        try
        {
            _stream.Write([.. bytes.WrittenSpan, (byte)'\n']);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotThere(_descriptor);
        }

        _stream.Dispose();
    }

    public void Dispose() => _stream.Dispose();

    private static CliException NotThere(int descriptor) =>
        new($"--ready-fd {descriptor}: there is no such descriptor that could be written to");

    private static void Write(Utf8JsonWriter json, ServedEndpoint endpoint)
    {
        json.WriteStartObject();
        json.WriteString("role", endpoint.Role);
        if (endpoint.Device is { } device)
            json.WriteNumber("device", device);
        if (endpoint.Host is { } host)
            json.WriteNumber("host", host);
        json.WriteString("endpoint", endpoint.Address.ToString());
        if (endpoint.Address is EndpointAddress.Tcp tcp)
            json.WriteNumber("port", tcp.Port);
        json.WriteEndObject();
    }
}
