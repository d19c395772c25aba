using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Endpoints;

/// <summary>
/// A serial port, or a pseudo terminal that is made for the purpose: one line, there from the start, whoever holds its
/// other end. The other end of a pseudo terminal is held here, too: so a client that closes it ends nothing.
/// </summary>
internal sealed class SerialListener : EndpointListener
{
    // Before the line comes again: a handler that ends at once must not become a busy loop.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly SafeFileHandle _line;
    private readonly SafeFileHandle? _otherEnd;
    private readonly string? _link;
    private readonly SemaphoreSlim _free = new(1, 1);
    private bool _wasTaken;

    /// <summary>Opens a serial port in raw mode.</summary>
    public SerialListener(EndpointAddress.Serial address)
        : base(address)
    {
        RequireLinux(address);
        try
        {
            _line = LinuxTerminal.OpenRaw(address.Path);
        }
        catch (IOException e)
        {
            throw new EndpointException($"Cannot open {address}: {e.Message}.", e);
        }
    }

    /// <summary>Makes a pseudo terminal, and a link to it.</summary>
    public SerialListener(EndpointAddress.Pty address)
        : base(address)
    {
        RequireLinux(address);
        SafeFileHandle? line = null;
        try
        {
            // The current directory may be another one by the time the link is removed.
            _link = Path.GetFullPath(address.Link);
            line = LinuxTerminal.Create(out string terminal);
            _otherEnd = LinuxTerminal.OpenRaw(terminal);
            RemoveStale(_link);
            File.CreateSymbolicLink(_link, terminal);
            (_line, Terminal) = (line, terminal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            line?.Dispose();
            _otherEnd?.Dispose();
            throw new EndpointException($"Cannot make {address}: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>The pseudo terminal's own path; null: it is a serial port.</summary>
    public string? Terminal { get; }

    public override string Description => Terminal is null ? $"{Address}" : $"{Address} -> {Terminal} (mode 0600)";

    /// <summary>The line; after a connection the same again, since who holds its other end saw no end.</summary>
    /// <inheritdoc/>
    public override async ValueTask<EndpointConnection?> AcceptAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            if ((LinuxFile.Poll(_line, 0) & LinuxFile.PollHangUp) != 0)
                throw new EndpointException("the port is gone, and is not opened again");
            if (_wasTaken)
                await Task.Delay(_pause, cancellationToken);
            _wasTaken = true;
            SafeFileHandle line = LinuxFile.Duplicate((int)_line.DangerousGetHandle());
            return new EndpointConnection(Address, new SerialTransport(line, ended: () => _free.Release()));
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    public override ValueTask DisposeAsync()
    {
        if (_link is not null && new FileInfo(_link).LinkTarget == Terminal)
            File.Delete(_link);
        _line.Dispose();
        _otherEnd?.Dispose();
        _free.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Replaces the link of a server that is gone; nothing else.</summary>
    private static void RemoveStale(string link)
    {
        var there = new FileInfo(link);
        if (there.LinkTarget is { } target && target.StartsWith("/dev/pts/", StringComparison.Ordinal))
            there.Delete();
        else if (Path.Exists(link) || there.LinkTarget is not null)
            throw new IOException($"{link} exists and is no link to a pseudo terminal: it is left alone");
    }

    private static void RequireLinux(EndpointAddress address)
    {
        if (!OperatingSystem.IsLinux())
            throw new EndpointException($"{address}: serial lines are supported on Linux only.");
    }
}
