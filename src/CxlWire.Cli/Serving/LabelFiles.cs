using CxlWire.Device;
using Microsoft.Extensions.Logging;

namespace CxlWire.Cli.Serving;

/// <summary>The files of <c>--lsa</c>, one for each device.</summary>
/// <param name="logger">Told why labels could not be kept.</param>
internal sealed class LabelFiles(ILogger logger) : IDisposable
{
    private readonly List<LabelFile> _files = [];

    /// <summary>Loads a device's label storage area from a file, and keeps there what is written to it.</summary>
    /// <inheritdoc cref="LabelFile(string, CxlDevice, ILogger)" path="/exception"/>
    public void Open(CxlDevice device, string path) => _files.Add(new LabelFile(path, device, logger));

    /// <summary>Closes them; nobody writes any more.</summary>
    public void Dispose() => _files.ForEach(file => file.Dispose());
}
