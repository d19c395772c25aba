namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.4.20 one HDM decoder. It commits where the decoder before it has, and begins where that one ended
/// or later; locked on commit, it stays so until a conventional reset.
/// </summary>
internal sealed class HdmDecoder
{
    private const int Stride = 0x20;
    private const ulong AddressBits = 0xF000_0000;
    private const ulong LockOnCommit = 1 << 8;
    private const ulong Commit = 1 << 9;
    private const ulong Committed = 1 << 10;
    private const ulong ErrorNotCommitted = 1 << 11;

    private readonly HdmDecoder? _before;
    private readonly Register _baseLow;
    private readonly Register _baseHigh;
    private readonly Register _sizeLow;
    private readonly Register _sizeHigh;
    private readonly Register _control;
    private readonly Register _skipLow;
    private readonly Register _skipHigh;

    private HdmDecoder(int offset, int number, HdmDecoder? before)
    {
        _before = before;
        _baseLow = Declare(0x00, "Base Low", AddressBits, "bits 31:28 host address");
        _baseHigh = Declare(0x04, "Base High", uint.MaxValue, "bits 63:32");
        _sizeLow = Declare(0x08, "Size Low", AddressBits, "bits 31:28, bytes");
        _sizeHigh = Declare(0x0C, "Size High", uint.MaxValue, "bits 63:32");
        _control = Declare(
            0x10,
            "Control",
            0x13FF,
            "bits 3:0 interleave granularity, bits 7:4 ways, bit 8 lock on commit, bit 9 commit, bit 10 committed, "
                + "bit 11 error: not committed, bit 12 target type") with
        { Written = (block, control) => Control(block, control) };
        _skipLow = Declare(0x14, "DPA Skip Low", AddressBits, "bits 31:28, bytes");
        _skipHigh = Declare(0x18, "DPA Skip High", uint.MaxValue, "bits 63:32");

        Register Declare(int at, string name, ulong writable, string meaning) =>
            new(offset + at, 4, $"HDM Decoder {number} {name}", Writable: writable, Meaning: meaning)
            {
                ResetBy = ResetKind.Conventional,
                Locked = IsLocked,
            };
    }

    private Register[] Registers => [_baseLow, _baseHigh, _sizeLow, _sizeHigh, _control, _skipLow, _skipHigh];

    public static IEnumerable<Register> Create(int offset, int decoders)
    {
        var registers = new List<Register>();
        HdmDecoder? before = null;
        for (int i = 0; i < decoders; i++)
        {
            before = new HdmDecoder(offset + (i * Stride), i, before);
            registers.AddRange(before.Registers);
        }

        return registers;
    }

    private bool IsLocked(RegisterBlock block) =>
        (block[_control] & (LockOnCommit | Committed)) == (LockOnCommit | Committed);

    private bool IsCommitted(RegisterBlock block) => (block[_control] & Committed) != 0;

    private UInt128 Start(RegisterBlock block) => (block[_baseHigh] << 32) | block[_baseLow];

    private UInt128 End(RegisterBlock block) => Start(block) + ((block[_sizeHigh] << 32) | block[_sizeLow]);

    private void Control(RegisterBlock block, ulong control)
    {
        if ((control & Commit) == 0)
            control &= ~(Committed | ErrorNotCommitted);
        else if ((control & Committed) == 0)
            control = CanCommit(block) ? (control & ~ErrorNotCommitted) | Committed : control | ErrorNotCommitted;
        block[_control] = control;
    }

    private bool CanCommit(RegisterBlock block) =>
        End(block) <= (UInt128)1 << 64
        && (_before is null || (_before.IsCommitted(block) && Start(block) >= _before.End(block)));
}
