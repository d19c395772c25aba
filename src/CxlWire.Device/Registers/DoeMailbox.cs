using System.Buffers.Binary;
using CxlWire.Device.Attributes;
using CxlWire.Protocol.Doe;

namespace CxlWire.Device.Registers;

/// <summary>
/// PCIe r6.0 7.9.24 Data Object Exchange extended capability: a host writes a data object dword by dword, and reads the
/// response likewise. An object is answered while the GO bit is written, so that no host ever reads the mailbox busy.
/// However long an object says it is, no more is kept than the longest that the device knows.
/// </summary>
internal sealed class DoeMailbox
{
    /// <summary>Bytes of the capability.</summary>
    public const int Size = 0x18;

    private const ulong Abort = 1;
    private const ulong InterruptEnable = 1 << 1;
    private const ulong Go = 1U << 31;
    private const ulong InterruptStatus = 1 << 1;
    private const ulong Error = 1 << 2;
    private const ulong ObjectReady = 1U << 31;

    private readonly AttributeTable _table;
    private readonly Action<int> _raise;
    private readonly Register _control;
    private readonly Register _status;
    private readonly byte[] _request = new byte[DataObjects.MaxRequest];
    private readonly byte[] _response = new byte[DataObjects.MaxResponse];

    // Dwords: written, of the response, and read of it.
    private int _written;
    private int _length;
    private int _read;
    private bool _hasFailed;

    /// <summary>Declares the registers.</summary>
    /// <param name="offset">First byte of the capability in configuration space.</param>
    /// <param name="header">The capability's header.</param>
    /// <param name="table">What table access reads.</param>
    /// <param name="raise">Interrupts the host, with a vector.</param>
    public DoeMailbox(int offset, Register header, AttributeTable table, Action<int> raise)
    {
        _table = table;
        _raise = raise;
        _control = new Register(
            offset + 0x08, 4, "DOE Control", Writable: Abort | InterruptEnable | Go,
            Meaning: "bit 0 abort, bit 1 interrupt enable, bit 31 go; abort and go read 0")
        {
            Written = Control,
        };
        _status = new Register(
            offset + 0x0C, 4, "DOE Status", OneToClear: InterruptStatus,
            Meaning: "bit 0 busy: never, bit 1 interrupt, bit 2 error, bit 31 data object ready")
        {
            Value = block =>
                (block[_status!] & InterruptStatus) | (_hasFailed ? Error : 0) | (IsReady ? ObjectReady : 0),
        };
        Registers =
        [
            header,
            new(offset + 0x04, 4, "DOE Capabilities", 1 | (InterruptVectors.OfDoe << 1),
                Meaning: "bit 0 interrupts, bits 11:1 MSI-X vector"),
            _control,
            _status,
            new(offset + 0x10, 4, "DOE Write Data Mailbox", Writable: uint.MaxValue,
                Meaning: "the next dword of a request; whole dwords only; reads 0") { Whole = true, Written = Take },
            new(offset + 0x14, 4, "DOE Read Data Mailbox",
                Meaning: "the next dword of a response; a write of any whole dword goes on to the one after it")
            {
                Whole = true,
                Value = _ => IsReady ? BinaryPrimitives.ReadUInt32LittleEndian(_response.AsSpan(_read * 4)) : 0,
                Written = (block, _) => Acknowledge(block),
            },
        ];
    }

    /// <summary>In layout order.</summary>
    public IReadOnlyList<Register> Registers { get; }

    private bool IsReady => _read < _length && !_hasFailed;

    /// <summary>Forgets request, response and error, as any reset and an abort do.</summary>
    public void Clear()
    {
        _written = _length = _read = 0;
        _hasFailed = false;
    }

    private void Control(RegisterBlock block, ulong control)
    {
        block[_control] = control & InterruptEnable;
        if ((control & Abort) != 0)
            Clear();
        else if ((control & Go) != 0 && !_hasFailed)
            AnswerRequest(block);
    }

    private void Take(RegisterBlock block, ulong value)
    {
        if (_hasFailed)
            return;
        if (_written == DoeHeader.MaxLength)
        {
            Fail(block);
            return;
        }

        int at = _written++ * 4;
        if (at < _request.Length)
            BinaryPrimitives.WriteUInt32LittleEndian(_request.AsSpan(at), (uint)value);
    }

    private void AnswerRequest(RegisterBlock block)
    {
        int written = _written;
        _written = 0;
        if (written == 0)
            return;
        if (IsReady)
        {
            Fail(block);
            return;
        }

        _response.AsSpan().Clear();
        DataObjectFate fate = DataObjects.Answer(
            _request.AsSpan(0, Math.Min(written * 4, _request.Length)), written, _table, _response, out int length);
        if (fate == DataObjectFate.Failed)
        {
            Fail(block);
        }
        else if (fate == DataObjectFate.Answered)
        {
            (_length, _read) = (length, 0);
            Interrupt(block);
        }
    }

    private void Acknowledge(RegisterBlock block)
    {
        if (IsReady)
            _read++;
        else if (!_hasFailed)
            Fail(block);
    }

    private void Fail(RegisterBlock block)
    {
        Clear();
        _hasFailed = true;
        Interrupt(block);
    }

    private void Interrupt(RegisterBlock block)
    {
        if ((block[_control] & InterruptEnable) == 0 || (block[_status] & InterruptStatus) != 0)
            return;
        block[_status] = InterruptStatus;
        _raise(InterruptVectors.OfDoe);
    }
}
