using System.Globalization;
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

    /// <summary>Reads one that may have a host's number before it: "1=unix:/tmp/b".</summary>
    /// <inheritdoc cref="Parse"/>
    public static (int Host, EndpointAddress Address) ParseNumbered(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && ushort.TryParse(text.AsSpan(0, equals), NumberStyles.None, CultureInfo.InvariantCulture, out ushort host)
            ? (host, Parse(text[(equals + 1)..]))
            : (0, Parse(text));
    }
}
