using CxlWire.Judge.Searching;

namespace CxlWire.Testing.FsCheck;

/// <summary>A driver failed: its message has the seed, what was found, and the smallest case that shows it.</summary>
public sealed class DriverPropertyException : Exception
{
    internal DriverPropertyException(string message, SearchFinding finding, string caseJson)
        : base(message) => (Finding, CaseJson) = (finding, caseJson);

    /// <summary>What was found: verdicts and conversation of the smallest case, too.</summary>
    public SearchFinding Finding { get; }

    /// <summary>The seed of the episode in which it was found.</summary>
    public long Seed => Finding.Found.Seed!.Value;

    /// <summary>
    /// The smallest case as the file has it that <see cref="Judge.Cases.DriverCaseFile.Load"/> and
    /// <c>cxlwire judge --cases</c> read.
    /// </summary>
    public string CaseJson { get; }
}
