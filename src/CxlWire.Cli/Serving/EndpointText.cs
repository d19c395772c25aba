using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Serving;

/// <summary>Endpoints as the command line has them.</summary>
internal static class EndpointText
{
    /// <summary>What help says of them.</summary>
    public const string Forms = "unix:PATH, tcp:ADDRESS:PORT, fifo:IN,OUT or pipe:NAME";

    /// <summary>Reads one.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static EndpointAddress Parse(string text) =>
        EndpointAddress.TryParse(text, out EndpointAddress? address, out string? error)
            ? address
            : throw new CliException(error);
}
