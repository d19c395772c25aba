using System.Runtime.InteropServices;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// A socket's output that is written to by a system call of its own: there nearly always is room, and .NET's way to it
/// costs more than finding out.
/// </summary>
/// <param name="stream">Writes what there is no room for, and knows what an error means.</param>
/// <param name="socket">What it writes to; belongs to it.</param>
internal sealed class PromptOutput(Stream stream, SafeHandle socket) : OneWayStream
{
    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int sent = cancellationToken.IsCancellationRequested ? 0 : LinuxFile.SendAvailable(socket, buffer.Span);
        return sent == buffer.Length ? ValueTask.CompletedTask : stream.WriteAsync(buffer[sent..], cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
