using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Driving;

/// <summary>A UNIX socket in a directory that only its owner may enter; it is gone with this.</summary>
internal sealed class PrivateSocket : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("cxlwire");

    /// <summary>Where.</summary>
    public EndpointAddress.Unix Address => new(Path.Combine(_directory.FullName, "qmp"));

    /// <inheritdoc/>
    public void Dispose() => _directory.Delete(recursive: true);
}
