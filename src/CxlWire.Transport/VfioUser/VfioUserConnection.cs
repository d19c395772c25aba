using System.Buffers.Binary;
using System.Net.Sockets;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Device.Journal;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Transport.Connections;
using CxlWire.Transport.Endpoints;
using Microsoft.Extensions.Logging;
using static CxlWire.Transport.VfioUser.VfioUserLayout;

namespace CxlWire.Transport.VfioUser;

/// <summary>
/// One client of a function, on a thread of its own: a guest's processor waits for each access, and a thread that
/// blocks answers soonest. In steady state nothing is allocated.
/// </summary>
internal sealed partial class VfioUserConnection(
    CxlDevice device, PciFunction function, EndpointConnection connection, byte[] buffer, ILogger logger)
    : IDisposable
{
    /// <summary>What a handler returns for a message that it refused, in place of the reply's length.</summary>
    private const int Refused = -1;

    private const int InvalidArgument = 22;
    private const int NotImplemented = 38;

    private readonly Socket _peer = connection.Socket!;
    private readonly LinuxMessageSocket _socket = new(connection.Socket!, buffer);
    private readonly VfioUserInterrupts _interrupts = new(device);
    private readonly DeferredLog _log = new(logger);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _isNegotiated;

    // The message at hand: its length, what was wrong with it, and whether that ends the connection.
    private int _length;
    private int _error;
    private string? _end;

    /// <summary>Completes after <see cref="SetEnded"/>.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether the client has closed its end. To be asked only while the socket is known to be open.</summary>
    public bool HasHungUp => (LinuxFile.Poll(_peer.SafeHandle, 0) & (LinuxFile.PollHangUp | LinuxFile.PollError)) != 0;

    private Span<byte> Message => _socket.Buffer;

    private VfioUserCommand Command => (VfioUserCommand)Read16(Header.Command);

    /// <summary>Lets those go on who wait for the end.</summary>
    public void SetEnded() => _ended.SetResult();

    /// <summary>Serves the client until it goes away or the token is cancelled, which is not thrown.</summary>
    /// <exception cref="InvalidDataException">It said what ends the connection.</exception>
    /// <exception cref="IOException">The connection is broken.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using (device.Enter())
        {
            device.Journal.EnterPeer(isThere: true, function.Host.Id, CommandRoute.Mailbox, connection.ToString());
            function.InterruptRaised += _interrupts.Raise;
            device.Activity.CommandExecuted += OnCommand;
        }

        try
        {
            await using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister(
                static transport => ((EndpointTransport)transport!).Wake(), connection.Transport);
            await ConnectionThread.Run(Serve, connection.ToString());
        }
        catch (IOException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>Closes what the client has passed along. Its connection is the caller's to close.</summary>
    public void Dispose()
    {
        using (device.Enter())
        {
            device.Journal.EnterPeer(isThere: false, function.Host.Id, CommandRoute.Mailbox, connection.ToString());
            function.InterruptRaised -= _interrupts.Raise;
            device.Activity.CommandExecuted -= OnCommand;
        }

        _interrupts.Dispose();
        _socket.Dispose();
    }

    private void OnCommand(in ExecutedCommand command)
    {
        bool isMine = command.Route == CommandRoute.Mailbox && command.HostId == function.Host.Id;
        if (isMine && logger.IsEnabled(LogLevel.Trace))
            Trace(command);
        if (isMine && command.Result.Refusal is { } refusal && logger.IsEnabled(LogLevel.Debug))
        {
            (Opcode opcode, ReturnCode code) = (command.Opcode, command.Result.Code);
            _log.Add(log => Log.MailboxRefused(log, connection, opcode, code, refusal));
        }
    }

    // Registers may change before the line is written.
    private void Trace(in ExecutedCommand command)
    {
        (Opcode opcode, ReturnCode code) = (command.Opcode, command.Result.Code);
        string request = Log.Describe(opcode, command.Request, command.RequestLength);
        string reply = Log.Describe(command.Reply, (uint)command.Reply.Length);
        _log.Add(log => Log.MailboxAnswered(log, connection, opcode, request, code, reply));
    }

    private void Serve()
    {
        while (_end is null)
        {
            int received = _socket.Receive(0, Header.End);
            if (received == 0)
                return;
            uint size = received < Header.End ? Header.End : Read32(Header.Size);
            if (size is < Header.End or > MaximumMessage)
            {
                // Where the next message begins is anybody's guess.
                Reply(RefuseAndEnd(Header.Size, $"{size} bytes: a message has {Header.End} to {MaximumMessage}"));
                break;
            }

            _length = (int)size;
            if (received == Header.End)
                received += _socket.Receive(Header.End, _length - Header.End);
            if (received < _length)
            {
                Log.EndedInsideMessage(logger, connection);
                return;
            }

            int reply = HandleMessage();
            _log.Flush();
            _socket.CloseDescriptors();
            Reply(reply);
        }

        if (_end is not null)
            throw new InvalidDataException(_end);
    }

    /// <summary>Sends the reply that is in the buffer, all but its header, or that the message was refused.</summary>
    private void Reply(int length)
    {
        uint flags = Read32(Header.Flags);
        if ((flags & Header.NoReply) != 0 || (flags & Header.TypeMask) == Header.Reply)
            return;
        bool isRefused = length == Refused;
        length = isRefused ? Header.End : length;
        Write32(Header.Size, (uint)length);
        Write32(Header.Flags, Header.Reply | (isRefused ? Header.IsError : 0));
        Write32(Header.Error, isRefused ? (uint)_error : 0);
        _socket.Send(length);
    }

    /// <summary>Does what the message says.</summary>
    /// <returns>The length of the reply that takes its place, or <see cref="Refused"/>.</returns>
    private int HandleMessage()
    {
        uint type = Read32(Header.Flags) & Header.TypeMask;
        if (!_isNegotiated)
        {
            return type == 0 && Command == VfioUserCommand.Version
                ? Negotiate()
                : RefuseAndEnd(Header.Command, "it comes before the version");
        }

        if (type != 0)
        {
            return type == Header.Reply
                ? Refuse(Header.Flags, "a reply, where nothing was asked")
                : Refuse(Header.Flags, $"type {type} is neither a command nor a reply");
        }

        return Command switch
        {
            VfioUserCommand.Version => Refuse(Header.Command, "the version is agreed on"),
            VfioUserCommand.DmaMap => MapMemory(),
            VfioUserCommand.DmaUnmap => UnmapMemory(),
            VfioUserCommand.DeviceGetInfo => GetInfo(),
            VfioUserCommand.DeviceGetRegionInfo => GetRegionInfo(),
            VfioUserCommand.DeviceGetRegionIoFds => GetRegionIoDescriptors(),
            VfioUserCommand.DeviceGetIrqInfo => GetInterruptInfo(),
            VfioUserCommand.DeviceSetIrqs => SetInterrupts(),
            VfioUserCommand.RegionRead => ReadRegion(),
            VfioUserCommand.RegionWrite => WriteRegion(),
            VfioUserCommand.DeviceReset => Reset(),
            VfioUserCommand.RegionWriteMulti => WriteRegions(),
            _ => Refuse(Header.Command, "nothing that is served here", NotImplemented),
        };
    }

    private int Refuse(int offset, string reason, int error = InvalidArgument)
    {
        _error = error;
        Log.MessageRefused(logger, connection, Command, Read16(Header.Id), error, offset, reason);
        return Refused;
    }

    /// <summary>Refuses what leaves nothing to talk about: the connection ends after the reply.</summary>
    private int RefuseAndEnd(int offset, string reason)
    {
        _end = $"{Command}, byte {offset}: {reason}";
        return Refuse(offset, reason);
    }

    private ushort Read16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(Message[offset..]);

    private uint Read32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Message[offset..]);

    private ulong Read64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(Message[offset..]);

    private void Write32(int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(Message[offset..], value);

    private void Write64(int offset, ulong value) =>
        BinaryPrimitives.WriteUInt64LittleEndian(Message[offset..], value);
}
