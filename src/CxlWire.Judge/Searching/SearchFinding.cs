using CxlWire.Judge.Cases;

namespace CxlWire.Judge.Searching;

/// <summary>Trouble that a search has found.</summary>
/// <param name="Reason">The ID of the rule that was violated, "H4"; or how the driver ended.</param>
/// <param name="Found">The case in which it was found.</param>
/// <param name="Smallest">A case as small as it gets that shows it, and what became of it.</param>
public sealed record SearchFinding(string Reason, DriverCase Found, CaseResult Smallest);
