using System.Numerics;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Mailbox;

namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.8.4 the primary mailbox: a command is carried out, as on the host's CCI streams, while the doorbell
/// is written, so that no driver ever reads it set, unless a fault delays or loses the reply.
/// </summary>
internal sealed class Mailbox
{
    private const int Vector = InterruptVectors.OfMailbox;

    private const ulong Doorbell = 1 << 0;
    private const ulong DoorbellInterrupt = 1 << 1;
    private const ulong BackgroundInterrupt = 1 << 2;

    private readonly CciPort _port;
    private readonly Action<int> _raise;
    private readonly byte[] _request;
    private readonly Register _control;
    private readonly Register _command;
    private readonly Register _status;
    private readonly Register _payload;

    private ITimer? _background;

    // What is entered in the journal once for a command: writes to registers, status read early, and the end of what
    // goes on in the background that the host has not been told of.
    private HashSet<string>? _noted;
    private bool _isUntold;

    // Ends the command whose reply a fault delays; null: there is none.
    private ITimer? _delayed;

    /// <summary>Declares the registers.</summary>
    /// <param name="port">The host's CCI.</param>
    /// <param name="offset">First byte of the mailbox in its block.</param>
    /// <param name="raise">Interrupts the host, with a vector.</param>
    public Mailbox(CciPort port, int offset, Action<int> raise)
    {
        _port = port;
        _raise = raise;
        _request = new byte[_port.MaximumPayload];
        int payloadSize = _port.Device.Configuration.PayloadSize;
        var capabilities = new Register(
            offset,
            4,
            "Mailbox Capabilities",
            (ulong)BitOperations.Log2((uint)payloadSize) | (1 << 5) | (1 << 6) | (Vector << 7),
            Meaning: "bits 4:0 payload of 2^n bytes, bit 5 doorbell interrupt, bit 6 background interrupt, bits 10:7 "
                + "MSI-X vector");
        _control = new Register(
            offset + 0x04,
            4,
            "Mailbox Control",
            Writable: Doorbell | DoorbellInterrupt | BackgroundInterrupt,
            Meaning: "bit 0 doorbell, bit 1 doorbell interrupt, bit 2 background interrupt")
        {
            Written = Ring,
            Locked = block => Ignores(block, "Mailbox Control"),
        };
        _command = new Register(
            offset + 0x08, 8, "Command", Writable: 0x1F_FFFF_FFFF,
            Meaning: "bits 15:0 opcode, bits 36:16 payload length in bytes")
        {
            Locked = block => Ignores(block, "Command"),
        };
        _status = new Register(
            offset + 0x10, 8, "Mailbox Status",
            Meaning: "bit 0 background operation, bits 47:32 return code, bits 63:48 vendor specific")
        {
            Value = ReadStatus,
        };
        var background = new Register(
            offset
                + 0x18, 8, "Background Command Status",
                Meaning: "bits 15:0 opcode, bits 22:16 percentage complete, bits 47:32 return code, bits 63:48 vendor "
                + "specific")
        {
            Value = ReadBackground,
        };
        _payload = new Register(offset + 0x20, payloadSize, "Command Payload")
        {
            Memory = true,
            Locked = block => Ignores(block, "Command Payload"),
        };
        Registers = [capabilities, _control, _command, _status, background, _payload];
        Size = _payload.End - offset;
    }

    /// <summary>In layout order.</summary>
    public IReadOnlyList<Register> Registers { get; }

    /// <summary>Bytes of all registers.</summary>
    public int Size { get; }

    private bool IsBusyInBackground
    {
        get
        {
            BackgroundOperationStatusResponse operation = _port.Device.Background.Status;
            return operation.InProgress || (operation.Opcode == default && _port.Device.Policy.IsBusyAtFirst);
        }
    }

    private ulong ReadBackground(RegisterBlock block)
    {
        BackgroundOperationStatusResponse operation = _port.Device.Background.Status;
        if (_isUntold && !operation.InProgress)
            NoteEnd(operation, "Background Command Status");
        return operation.Opcode.Value | ((ulong)operation.PercentageComplete << 16)
            | ((ulong)operation.ReturnCode.Value << 32) | ((ulong)operation.VendorStatus << 48);
    }

    private ulong ReadStatus(RegisterBlock block)
    {
        bool isBusy = IsBusyInBackground;
        if (IsRunning(block))
            Note(block, HostNoteKind.StatusWhileRunning, "Mailbox Status");
        else if (_isUntold && !isBusy)
            NoteEnd(_port.Device.Background.Status, "Mailbox Status");
        return (block[_status] & ~1UL) | (isBusy ? 1UL : 0);
    }

    // Only a fault lets the host see this.
    private bool IsRunning(RegisterBlock block) => (block[_control] & Doorbell) != 0;

    private bool Ignores(RegisterBlock block, string register)
    {
        if (!IsRunning(block))
            return false;
        Note(block, HostNoteKind.WrittenWhileRunning, register);
        return true;
    }

    /// <summary>Enters what the host does while a command is carried out, once.</summary>
    private void Note(RegisterBlock block, HostNoteKind kind, string register)
    {
        if (!_port.Device.Journal.IsRead || !(_noted ??= []).Add(register))
            return;
        var opcode = new Opcode((ushort)block[_command]);
        _port.Device.Journal.EnterNote(_port.HostId!.Value, CommandRoute.Mailbox, new HostNote(kind, opcode, register));
    }

    /// <summary>The host is told that its command in the background has ended.</summary>
    private void NoteEnd(in BackgroundOperationStatusResponse operation, string by)
    {
        _isUntold = false;
        if (!_port.Device.Journal.IsRead)
            return;
        _port.Device.Journal.EnterNote(
            _port.HostId!.Value,
            CommandRoute.Mailbox,
            new HostNote(HostNoteKind.BackgroundTold, operation.Opcode, by, operation.ReturnCode));
    }

    private void Ring(RegisterBlock block, ulong control)
    {
        if ((control & Doorbell) == 0)
            return;
        _noted?.Clear();

        // First, since the gate may be left while the command is carried out: it ends this command no more.
        _delayed?.Dispose();
        _delayed = null;
        ulong command = block[_command];
        var opcode = new Opcode((ushort)command);
        uint length = (uint)(command >> 16);
        Span<byte> payload = block.Bytes(_payload);
        CommandResult result;
        if (length > _port.MaximumPayload)
        {
            result = _port.RefuseOversized(opcode, length, CommandRoute.Mailbox);
        }
        else
        {
            // The response takes the place of the request.
            payload[..(int)length].CopyTo(_request);
            result = _port.Execute(
                opcode, _request.AsSpan(0, (int)length), payload[.._port.MaximumPayload], CommandRoute.Mailbox);
        }

        _isUntold |= result.Code == ReturnCode.BackgroundCommandStarted;
        if (result.BackgroundOperation)
            WaitForBackground(block);
        if (result.ReplyFault is { IsLost: true } or { CutAfter: not null })
            return;
        if (result.ReplyFault is { } fault && fault.Delay > TimeSpan.Zero)
            EndLater(block, opcode, result, fault.Delay);
        else
            End(block, opcode, result);
    }

    /// <summary>The command has ended, and the host may know.</summary>
    private void End(RegisterBlock block, Opcode opcode, in CommandResult result)
    {
        block[_command] = opcode.Value | ((ulong)result.Length << 16);
        block[_status] = ((ulong)result.Code.Value << 32) | ((ulong)result.VendorStatus << 48);
        block[_control] &= ~Doorbell;
        if ((block[_control] & DoorbellInterrupt) != 0)
            _raise(Vector);
    }

    // As with the background, the clock calls. A reset, or a command after it, has ended this one.
    private void EndLater(RegisterBlock block, Opcode opcode, CommandResult result, TimeSpan delay)
    {
        ITimer? timer = null;
        timer = _port.Device.Time.CreateTimer(
            _ =>
            {
                using (_port.Device.EnterUnrecorded())
                {
                    if (_delayed == timer && IsRunning(block))
                        End(block, opcode, result);
                }
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);
        _delayed = timer;
        timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    private void WaitForBackground(RegisterBlock block)
    {
        _background ??= _port.Device.Time.CreateTimer(
            _ => EndBackground(block), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _background.Change(_port.Device.Background.TimeLeft, Timeout.InfiniteTimeSpan);
    }

    // The clock calls, from wherever it does: beside the background's own timer the only way into the device that
    // takes the gate itself.
    private void EndBackground(RegisterBlock block)
    {
        _port.Device.SettleBackground();
        using (_port.Device.EnterUnrecorded())
        {
            BackgroundOperationStatusResponse operation = _port.Device.Background.Status;
            if (operation.InProgress)
            {
                WaitForBackground(block);
            }
            else if ((block[_control] & BackgroundInterrupt) != 0)
            {
                if (_isUntold)
                    NoteEnd(operation, "interrupt");
                _raise(Vector);
            }
        }
    }
}
