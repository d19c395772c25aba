namespace CxlWire.Cli.Client;

/// <summary>A command on a control socket was refused.</summary>
/// <param name="description">The server's words.</param>
internal sealed class QmpErrorException(string description) : Exception(description);
