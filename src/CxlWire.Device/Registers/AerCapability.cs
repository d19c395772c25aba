namespace CxlWire.Device.Registers;

/// <summary>
/// PCIe r6.0 7.8.4 Advanced Error Reporting extended capability (X4). The only errors here are internal ones: what the
/// RAS registers tell. There is no bus that an error message could go over: a host looks.
/// </summary>
internal sealed class AerCapability
{
    // Bits of the status registers.
    private const int UncorrectableInternal = 22;
    private const int CorrectedInternal = 14;

    // Of the PCI Express capability's Device Status.
    private const ulong CorrectableDetected = 1 << 0;
    private const ulong NonFatalDetected = 1 << 1;
    private const ulong FatalDetected = 1 << 2;

    // Those that any endpoint may have: data link protocol, poisoned TLP to unsupported request, internal.
    private const ulong Uncorrectable = 0x005F_F010;
    private const ulong FatalByDefault = 0x0046_2010;
    private const ulong Correctable = 0xF1C1;

    private readonly Register _deviceStatus;
    private readonly Register _uncorrectableStatus;
    private readonly Register _uncorrectableMask;
    private readonly Register _uncorrectableSeverity;
    private readonly Register _correctableStatus;
    private readonly Register _control;

    /// <summary>Declares the registers.</summary>
    /// <param name="offset">First byte of the capability in configuration space.</param>
    /// <param name="header">The capability's header.</param>
    /// <param name="deviceStatus">Device Status of the PCI Express capability.</param>
    public AerCapability(int offset, Register header, Register deviceStatus)
    {
        _deviceStatus = deviceStatus;
        _uncorrectableStatus = Sticky(new(
            offset + 0x04, 4, "AER Uncorrectable Error Status", OneToClear: Uncorrectable,
            Meaning: "bit 22 internal: an error of the RAS registers"));
        _uncorrectableMask = Sticky(new(
            offset + 0x08, 4, "AER Uncorrectable Error Mask", 1UL << UncorrectableInternal, Writable: Uncorrectable));
        _uncorrectableSeverity = Sticky(new(
            offset + 0x0C, 4, "AER Uncorrectable Error Severity", FatalByDefault, Writable: Uncorrectable,
            Meaning: "ones are fatal"));
        _correctableStatus = Sticky(new(
            offset + 0x10, 4, "AER Correctable Error Status", OneToClear: Correctable,
            Meaning: "bit 14 corrected internal: an error of the RAS registers"));
        Register correctableMask = Sticky(new(
            offset + 0x14, 4, "AER Correctable Error Mask", 0xE000, Writable: Correctable));
        _control = Sticky(new(
            offset + 0x18, 4, "AER Capabilities and Control",
            Meaning: "bits 4:0 first unmasked uncorrectable error, while its status is set"));
        Registers =
        [
            header, _uncorrectableStatus, _uncorrectableMask, _uncorrectableSeverity, _correctableStatus,
            correctableMask, _control,
            .. Enumerable.Range(0, 4).Select(
                i => new Register(
                    offset + 0x1C + (4 * i), 4, $"AER Header Log {i}", Meaning: "internal errors have none")),
        ];
    }

    /// <summary>In layout order.</summary>
    public IReadOnlyList<Register> Registers { get; }

    /// <summary>Tells of an uncorrectable error of the RAS registers.</summary>
    public void EnterUncorrectable(RegisterBlock block)
    {
        const ulong Bit = 1UL << UncorrectableInternal;
        bool isFatal = (block[_uncorrectableSeverity] & Bit) != 0;
        block[_deviceStatus] |= isFatal ? FatalDetected : NonFatalDetected;
        block[_uncorrectableStatus] |= Bit;
        if ((block[_uncorrectableMask] & Bit) == 0)
            block[_control] = UncorrectableInternal;
    }

    /// <summary>Tells of a correctable error of the RAS registers.</summary>
    public void EnterCorrectable(RegisterBlock block)
    {
        block[_deviceStatus] |= CorrectableDetected;
        block[_correctableStatus] |= 1UL << CorrectedInternal;
    }

    private static Register Sticky(Register register) => register with { ResetBy = ResetKind.PowerOn };
}
