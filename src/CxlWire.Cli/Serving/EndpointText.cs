using System.Globalization;
using CxlWire.Cli.Text;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Serving;

/// <summary>Endpoints as the command line has them.</summary>
internal static class EndpointText
{
    /// <summary>What help says of them.</summary>
    public const string Forms =
        "unix:PATH, unix:@NAME (no file; Linux only), tcp:ADDRESS:PORT, fifo:IN,OUT (the device "
        + "reads IN and writes OUT, whoever names them) or pipe:NAME";

    private static readonly string[] _kinds = ["unix", "tcp", "fifo", "pipe", "fd", "pty", "serial", "stdio"];

    /// <summary>Where an endpoint's text has the number of the device.</summary>
    public const string DeviceNumber = "{n}";

    /// <summary>An option's text for one of several devices.</summary>
    /// <exception cref="CliException">It would be the same for each.</exception>
    public static string For(int device, int devices, string option, string text)
    {
        if (devices > 1 && !text.Contains(DeviceNumber, StringComparison.Ordinal))
            throw new CliException(
                $"{option} {text}: there are {devices} devices, so it must have {DeviceNumber} where the number of "
                    + "the device goes");
        return text.Replace(DeviceNumber, device.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>Says so where two endpoints have the same place.</summary>
    /// <exception cref="CliException">Two have.</exception>
    public static void RefuseTwice(IReadOnlyList<EndpointAddress> addresses)
    {
        var places = new Dictionary<string, EndpointAddress>(StringComparer.Ordinal);
        foreach (EndpointAddress address in addresses)
        {
            foreach (string place in PlacesOf(address))
            {
                if (!places.TryAdd(place, address))
                    throw new CliException($"{place} is there twice: in {places[place]} and in {address}");
            }
        }
    }

    private static string[] PlacesOf(EndpointAddress address) => address switch
    {
        EndpointAddress.Unix { Path: ['@', ..] } name => [name.ToString()],
        EndpointAddress.Unix unix => [Path.GetFullPath(unix.Path)],
        EndpointAddress.Fifo fifo => [Path.GetFullPath(fifo.Input), Path.GetFullPath(fifo.Output)],
        EndpointAddress.Pipe pipe => [pipe.ToString()],
        EndpointAddress.Pty pty => [Path.GetFullPath(pty.Link)],
        EndpointAddress.Serial serial => [Path.GetFullPath(serial.Path)],
        EndpointAddress.Tcp { Port: not 0 } tcp => [tcp.ToString()],
        _ => [],
    };

    /// <summary>Whether it begins as an endpoint does: "unix:".</summary>
    public static bool HasKind(string text) =>
        _kinds.Any(kind => text == kind || text.StartsWith($"{kind}:", StringComparison.Ordinal));

    /// <summary>Reads one.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static EndpointAddress Parse(string text) =>
        EndpointAddress.TryParse(text, out EndpointAddress? address, out string? error)
            ? address
            : throw new CliException(error.TrimEnd('.') + GuessOf(text));

    /// <summary>Reads one, or "mctp:ENDPOINT/EID": an MCTP endpoint; of others the EID is null.</summary>
    /// <inheritdoc cref="Parse"/>
    public static (EndpointAddress Address, byte? Eid) ParseMctp(string text)
    {
        const string Prefix = "mctp:";
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return (Parse(text), null);
        int slash = text.LastIndexOf('/');
        return slash > Prefix.Length
            && byte.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out byte eid)
            ? (Parse(text[Prefix.Length..slash]), eid)
            : throw new CliException($"'{text}': mctp:ENDPOINT/EID needs an EID, 0 to 255, behind the last '/'");
    }

    private static string GuessOf(string text)
    {
        if (text is ['/' or '.', ..])
            return $"; did you mean unix:{text}?";
        string kind = text.Split(':')[0];
        return _kinds.Contains(kind) ? "" : Guess.Of(kind, _kinds);
    }

    /// <summary>Reads the path of a UNIX socket that may have a host's number before it: "1=/tmp/b".</summary>
    /// <inheritdoc cref="Parse"/>
    public static (int Host, EndpointAddress.Unix Address) ParseNumberedPath(string text)
    {
        (int host, string path) = Split(text);
        string address = path.StartsWith("unix:", StringComparison.Ordinal) ? path : $"unix:{path}";
        return (host, (EndpointAddress.Unix)Parse(address));
    }

    /// <summary>Reads one that may have a host's number before it: "1=unix:/tmp/b".</summary>
    /// <inheritdoc cref="Parse"/>
    public static (int Host, EndpointAddress Address) ParseNumbered(string text)
    {
        (int host, string address) = Split(text);
        return (host, Parse(address));
    }

    private static (int Host, string Address) Split(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            && ushort.TryParse(text.AsSpan(0, equals), NumberStyles.None, CultureInfo.InvariantCulture, out ushort host)
            ? (host, text[(equals + 1)..])
            : (0, text);
    }
}
