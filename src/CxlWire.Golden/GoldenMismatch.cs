namespace CxlWire.Golden;

/// <summary>Where a golden file and this library disagree.</summary>
/// <param name="Case">Folder and case: "4801_get_dc_extent_list/response_typical".</param>
/// <param name="Path">
/// Path of the field ("payload.extents[1].length"), or of a key of the .json ("outcome.codec"); empty for
/// the whole file.
/// </param>
/// <param name="Offset">
/// First byte of the field in the .bin, header included where that is a message; null where it is not about a byte.
/// </param>
/// <param name="Expected">What the golden file says.</param>
/// <param name="Actual">What this library makes of it.</param>
public sealed record GoldenMismatch(string Case, string Path, int? Offset, string Expected, string Actual)
{
    /// <summary>The same byte from the start of a message's payload; null where it is in no payload.</summary>
    public int? PayloadOffset { get; init; }

    /// <summary>Path, byte and both values, without the case.</summary>
    public string Description
    {
        get
        {
            string where = (Path + BytePlace.Describe(Offset, PayloadOffset)).TrimStart(',', ' ');
            return $"{where}{(where.Length == 0 ? "" : ": ")}expected {Expected}, found {Actual}";
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Case}: {Description}";
}

/// <summary>What became of a directory of golden files.</summary>
/// <param name="Cases">Cases found, whole or not.</param>
/// <param name="Accepted">Cases whose bytes a layout takes, as expected.</param>
/// <param name="Refused">Cases whose bytes a layout refuses, as expected.</param>
/// <param name="Mismatches">Everything that is not as expected, in order of the files' names.</param>
public sealed record GoldenReport(int Cases, int Accepted, int Refused, IReadOnlyList<GoldenMismatch> Mismatches)
{
    /// <summary>Whether there was something to verify, and all of it held.</summary>
    public bool IsGood => Cases > 0 && Mismatches.Count == 0;
}
