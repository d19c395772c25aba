using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// What a connection asks of the system, as one table of operations on an open byte stream. A thread of its own uses
/// those that block, the event loop those that are awaited; one reader and one writer at a time.
/// </summary>
internal abstract class EndpointTransport : IDisposable
{
    /// <summary>Whether what the peer sent was read to its end.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether <see cref="Read"/>, <see cref="Write"/> and <see cref="Wake"/> are there.</summary>
    public virtual bool CanBlock => false;

    /// <summary>
    /// What is hung up, or has nobody at its other end, once the peer takes no more; null where that cannot be told.
    /// </summary>
    public virtual SafeHandle? Outlet => null;

    /// <summary>Blocks until there are bytes.</summary>
    /// <returns>Bytes read; 0 at the end of the stream, and from <see cref="Wake"/> on.</returns>
    /// <exception cref="IOException">The connection is broken.</exception>
    public virtual int Read(Span<byte> buffer) => throw new NotSupportedException();

    /// <summary>Blocks until the system has taken all bytes.</summary>
    /// <exception cref="IOException">The connection is broken.</exception>
    /// <exception cref="OperationCanceledException">It was woken; or this is an <see cref="IOException"/>,
    /// too.</exception>
    public virtual void Write(ReadOnlyMemory<byte> bytes) => throw new NotSupportedException();

    /// <summary>Ends what blocks, now and from now on. Any thread may call, until the transport is closed.</summary>
    public virtual void Wake() => throw new NotSupportedException();

    /// <summary>Waits for bytes without a thread.</summary>
    /// <returns>Bytes read; 0 at the end of the stream.</returns>
    public abstract ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>
    /// Writes at once what there is room for, and waits without a thread until there is room for the rest.
    /// </summary>
    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Closes both directions; nobody reads or writes any more.</summary>
    public abstract void Dispose();
}
