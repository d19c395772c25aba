namespace CxlWire.Device.Registers;

/// <summary>
/// CXL r3.1 8.2.4.17 CXL RAS capability: errors of CXL.cache and CXL.mem. One that is masked leaves no trace; of the
/// first that is not, the header is kept until its status is cleared.
/// </summary>
internal sealed class RasCapability
{
    /// <summary>Dwords of a header that are logged.</summary>
    public const int HeaderDwords = 16;

    private const ulong AllUncorrectable = 0x0001_CFFF;
    private const ulong AllCorrectable = 0x7F;

    private readonly Register _uncorrectableStatus;
    private readonly Register _uncorrectableMask;
    private readonly Register _correctableStatus;
    private readonly Register _correctableMask;
    private readonly Register _control;
    private readonly Register[] _headerLog;

    /// <summary>Declares the registers.</summary>
    /// <param name="offset">First byte of the capability in its block.</param>
    public RasCapability(int offset)
    {
        _uncorrectableStatus = Sticky(new(
            offset, 4, "Uncorrectable Error Status", OneToClear: AllUncorrectable));
        _uncorrectableMask = Sticky(new(
            offset + 0x04, 4, "Uncorrectable Error Mask", AllUncorrectable, Writable: AllUncorrectable));
        Register severity = Sticky(new(
            offset + 0x08, 4, "Uncorrectable Error Severity", AllUncorrectable, Writable: AllUncorrectable));
        _correctableStatus = Sticky(new(offset + 0x0C, 4, "Correctable Error Status", OneToClear: AllCorrectable));
        _correctableMask = Sticky(new(
            offset + 0x10, 4, "Correctable Error Mask", AllCorrectable, Writable: AllCorrectable));
        _control = Sticky(new(
            offset + 0x14, 4, "Error Capabilities and Control",
            Meaning: "bits 5:0 the error whose header is logged, while its status is set"));
        _headerLog =
        [
            .. Enumerable.Range(0, HeaderDwords / 2).Select(
                i => Sticky(new(offset + 0x18 + (8 * i), 8, $"Header Log {i}"))),
        ];
        Registers =
        [
            _uncorrectableStatus, _uncorrectableMask, severity, _correctableStatus, _correctableMask, _control,
            .. _headerLog,
        ];
    }

    /// <summary>In layout order.</summary>
    public IReadOnlyList<Register> Registers { get; }

    /// <summary>Enters an uncorrectable error.</summary>
    /// <param name="block">The component registers.</param>
    /// <param name="error">Which.</param>
    /// <param name="header">At most <see cref="HeaderDwords"/>; zeros behind them.</param>
    /// <returns>Whether it is told: it is not masked.</returns>
    public bool Enter(RegisterBlock block, UncorrectableError error, ReadOnlySpan<uint> header)
    {
        ulong bit = 1UL << (int)error;
        if ((block[_uncorrectableMask] & bit) != 0)
            return false;
        if ((block[_uncorrectableStatus] >> (int)block[_control] & 1) == 0)
        {
            block[_control] = (ulong)error;
            for (int i = 0; i < _headerLog.Length; i++)
                block[_headerLog[i]] = At(header, 2 * i) | ((ulong)At(header, (2 * i) + 1) << 32);
        }

        block[_uncorrectableStatus] |= bit;
        return true;
    }

    /// <summary>Enters a correctable error.</summary>
    /// <returns>Whether it is told: it is not masked.</returns>
    public bool Enter(RegisterBlock block, CorrectableError error)
    {
        ulong bit = 1UL << (int)error;
        if ((block[_correctableMask] & bit) != 0)
            return false;
        block[_correctableStatus] |= bit;
        return true;
    }

    private static uint At(ReadOnlySpan<uint> header, int index) => index < header.Length ? header[index] : 0;

    private static Register Sticky(Register register) => register with { ResetBy = ResetKind.PowerOn };
}
