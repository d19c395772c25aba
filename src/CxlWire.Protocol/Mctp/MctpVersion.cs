namespace CxlWire.Protocol.Mctp;

/// <summary>A version: two BCD digits each, of which Fh is none; F1h F3h F1h 00h is 1.3.1.</summary>
[Layout("mctp_version", "DSP0236 12.6 Version field encoding", 4)]
public readonly partial record struct MctpVersion
{
    /// <summary>Major version.</summary>
    [Field(0, HexDigits = 2)] public partial byte Major { get; init; }

    /// <summary>Minor version.</summary>
    [Field(1, HexDigits = 2)] public partial byte Minor { get; init; }

    /// <summary>Update; FFh: none.</summary>
    [Field(2, HexDigits = 2)] public partial byte Update { get; init; }

    /// <summary>Letter of a draft in ASCII; 0: none.</summary>
    [Field(3, HexDigits = 2)] public partial byte Alpha { get; init; }
}
