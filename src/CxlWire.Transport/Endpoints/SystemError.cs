using System.Net.Sockets;

namespace CxlWire.Transport.Endpoints;

/// <summary>What an error of the system means to people: .NET's own words are about its calls.</summary>
internal static class SystemError
{
    /// <summary>Half a sentence, without a full stop.</summary>
    public static string Describe(Exception e) => e switch
    {
        SocketException socket => Describe(socket.SocketErrorCode),

        // A stream over a socket wraps what the socket says.
        IOException { InnerException: SocketException socket } => Describe(socket.SocketErrorCode),
        UnauthorizedAccessException => "permission denied",
        TimeoutException => "nobody answers in time",
        _ => e.Message.TrimEnd('.'),
    };

    private static string Describe(SocketError error) => error switch
    {
        SocketError.AccessDenied => "permission denied",
        SocketError.AddressAlreadyInUse => "another process uses the address",
        SocketError.AddressFamilyNotSupported => "this system has no addresses of that kind",
        SocketError.AddressNotAvailable => "this machine has no such address",
        SocketError.ConnectionAborted => "the connection was given up",
        SocketError.ConnectionRefused => "nobody listens there",
        SocketError.ConnectionReset => "the peer has reset the connection",
        SocketError.HostDown or SocketError.HostUnreachable => "the machine cannot be reached",
        SocketError.Interrupted or SocketError.OperationAborted => "it was interrupted",
        SocketError.InvalidArgument => "the system does not take the address",
        SocketError.NetworkDown or SocketError.NetworkUnreachable => "the network cannot be reached",
        SocketError.NoBufferSpaceAvailable => "the system has no room for another socket",
        SocketError.NotConnected or SocketError.Shutdown => "the peer has closed the connection",
        SocketError.TimedOut => "nobody answers in time",
        SocketError.TooManyOpenSockets => "too many files are open",
        SocketError.WouldBlock or SocketError.TryAgain => "too many peers wait there already",
        _ => $"an error of sockets, {error}",
    };
}
