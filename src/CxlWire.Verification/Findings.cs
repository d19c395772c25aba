namespace CxlWire.Verification;

/// <summary>Whether something has happened as expected.</summary>
/// <param name="Miss">
/// Null: it has. Else which expectation is not met, the entry that comes nearest, and how it differs.
/// </param>
/// <param name="Entries">Numbers of the entries that are as expected, the first 256.</param>
/// <param name="Missed">Entries that were not kept, and could not be looked at.</param>
public sealed record Findings(string? Miss, IReadOnlyList<long> Entries, long Missed)
{
    /// <summary>Whether it has happened as expected.</summary>
    public bool IsMet => Miss is null;
}
