using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// Where a byte stream is found, on either side of it: <c>stdio</c>, <c>unix:PATH</c>, <c>unix:@NAME</c>,
/// <c>fifo:IN,OUT</c>, <c>tcp:ADDRESS:PORT</c>, <c>pipe:NAME</c>, <c>pty:LINK</c> or <c>serial:PATH</c>; on the
/// server's side also <c>fd:NUMBER</c>. Prints as it parses.
/// </summary>
public abstract record EndpointAddress
{
    /// <summary>Bytes of a socket's path, without the NUL that ends it: what sockaddr_un holds on Linux.</summary>
    private const int MaximumSocketPath = 107;

    private const string Forms = "stdio, unix:PATH, fifo:IN,OUT, tcp:ADDRESS:PORT or pipe:NAME";

    /// <summary>The first descriptor that is not standard input, output or error (SD_LISTEN_FDS_START).</summary>
    private const int FirstPassed = 3;

    private EndpointAddress()
    {
    }

    /// <summary>Reads an address.</summary>
    /// <exception cref="FormatException">It is none; the message says what is wrong with it.</exception>
    public static EndpointAddress Parse(string text) =>
        TryParse(text, out EndpointAddress? address, out string? error) ? address : throw new FormatException(error);

    /// <summary>Reads an address.</summary>
    /// <returns>False, and a sentence that says why, where it is none.</returns>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out EndpointAddress? address,
        [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? text : text[..colon];
        string rest = colon < 0 ? "" : text[(colon + 1)..];
        (address, string? reason) = (kind, colon >= 0) switch
        {
            ("stdio", false) => (new Stdio(), null),
            ("unix", true) => ParseUnix(rest),
            ("fifo", true) => ParseFifo(rest),
            ("tcp", true) => ParseTcp(rest),
            ("pipe", true) => ParsePipe(rest),
            ("pty", true) => rest.Length > 0 ? (new Pty(rest), null) : (null, "pty:LINK needs the path of a link"),
            ("serial", true) => rest.Length > 0
                ? (new Serial(rest), null) : (null, "serial:PATH needs the path of a serial port"),
            ("fd", true) => ParseDescriptor(rest),
            _ => (null, $"an endpoint is {Forms}"),
        };
        error = address is null ? $"'{text}' is no endpoint: {reason}." : null;
        return address is not null;
    }

    private static (EndpointAddress? Address, string? Reason) ParseUnix(string path)
    {
        if (path.Length == 0)
            return (null, "unix:PATH needs a path");
        if (path == "@")
            return (null, "unix:@NAME needs a name");
        int length = Encoding.UTF8.GetByteCount(path);
        return length > MaximumSocketPath
            ? (null, $"its path is {length} bytes long, a socket's path has {MaximumSocketPath} at most")
            : (new Unix(path), null);
    }

    private static (EndpointAddress? Address, string? Reason) ParseFifo(string paths)
    {
        string[] ends = paths.Split(',');
        if (ends is not [{ Length: > 0 } input, { Length: > 0 } output])
            return (null, "fifo:IN,OUT needs two paths with a comma between them and none in them: of the FIFO that "
                + "the device reads, and of the one that it writes");
        return input == output
            ? (null, "IN and OUT are the same FIFO")
            : (new Fifo(input, output), null);
    }

    private static (EndpointAddress? Address, string? Reason) ParseTcp(string addressAndPort)
    {
        int colon = addressAndPort.LastIndexOf(':');
        if (colon < 0)
            return (null, "tcp:ADDRESS:PORT needs a port");
        string host = addressAndPort[..colon];
        string portText = addressAndPort[(colon + 1)..];
        if (!ushort.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return (null, $"'{portText}' is no port, which is a number up to 65535");

        bool isBracketed = host is ['[', .., ']'];
        string literal = isBracketed ? host[1..^1] : host;
        if (host == "localhost")
            return (new Tcp(IPAddress.Loopback, port), null);
        if (!IPAddress.TryParse(literal, out IPAddress? ip))
            return (null, $"'{host}' is no IP address, nor localhost");
        return literal.Contains(':', StringComparison.Ordinal) == isBracketed
            ? (new Tcp(ip, port), null)
            : (null, "an IPv6 address, and no other, stands in brackets: tcp:[::1]:PORT");
    }

    private static (EndpointAddress? Address, string? Reason) ParsePipe(string name) =>
        name.Length == 0 || name.AsSpan().ContainsAny('/', '\\')
            ? (null, "pipe:NAME needs a name, without slashes")
            : (new Pipe(name), null);

    private static (EndpointAddress? Address, string? Reason) ParseDescriptor(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int descriptor)
        && descriptor >= FirstPassed
            ? (new Descriptor(descriptor), null)
            : (null, $"fd:NUMBER needs the number of a descriptor, {FirstPassed} or more");

    /// <summary>Standard input and output of the process.</summary>
    public sealed record Stdio : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => "stdio";
    }

    /// <summary>A UNIX stream socket.</summary>
    /// <param name="Path">
    /// Absolute, or relative to the current directory; after '@', a name that is no file's, on Linux.
    /// </param>
    public sealed record Unix(string Path) : EndpointAddress
    {
        /// <summary>Whether it has a name of the kernel's, and no file.</summary>
        internal bool IsAbstract => Path[0] == '@';

        /// <summary>What the system calls it.</summary>
        internal UnixDomainSocketEndPoint EndPoint => new(IsAbstract ? $"\0{Path[1..]}" : Path);

        /// <inheritdoc/>
        public override string ToString() => $"unix:{Path}";
    }

    /// <summary>Two FIFOs, one for each direction.</summary>
    /// <param name="Input">Path of the one that the server reads and the client writes.</param>
    /// <param name="Output">Path of the one that the server writes and the client reads.</param>
    public sealed record Fifo(string Input, string Output) : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => $"fifo:{Input},{Output}";
    }

    /// <summary>A TCP socket.</summary>
    /// <param name="Address">IPv4 or IPv6.</param>
    /// <param name="Port">0, to listen on: any that is free.</param>
    public sealed record Tcp(IPAddress Address, ushort Port) : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => $"tcp:{new IPEndPoint(Address, Port)}";
    }

    /// <summary>A named pipe of this machine.</summary>
    /// <param name="Name">Without the prefix that the system may put before it.</param>
    public sealed record Pipe(string Name) : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => $"pipe:{Name}";
    }

    /// <summary>A pseudo terminal in raw mode, which the server makes.</summary>
    /// <param name="Link">Path of a symbolic link to it, which the server makes, too.</param>
    public sealed record Pty(string Link) : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => $"pty:{Link}";
    }

    /// <summary>A serial port or another terminal, in raw mode.</summary>
    /// <param name="Path">Absolute, or relative to the current directory.</param>
    public sealed record Serial(string Path) : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => $"serial:{Path}";
    }

    /// <summary>A socket that listens already, and that whoever started the process passed to it.</summary>
    /// <param name="Number">Its descriptor; systemd's are 3 and up, in the order of its unit.</param>
    public sealed record Descriptor(int Number) : EndpointAddress
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"fd:{Number}");
    }
}
