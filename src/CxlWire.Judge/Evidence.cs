using System.Globalization;

namespace CxlWire.Judge;

/// <summary>What shows that a rule was violated, or what is worth knowing of it.</summary>
/// <param name="Verdict"><see cref="RuleVerdict.Fail"/> or <see cref="RuleVerdict.Info"/>.</param>
/// <param name="HostId">The host whose driver it was.</param>
/// <param name="Steps">
/// The steps that show it, in order: of a conversation, counted from 0 as 'cxlwire replay' does.
/// </param>
/// <param name="Expected">What the driver should have done.</param>
/// <param name="Seen">What it did.</param>
public sealed record Evidence(
    RuleVerdict Verdict, int HostId, IReadOnlyList<long> Steps, string Expected, string Seen)
{
    /// <summary>In a line: "host 0, step 3, 7: expected no response, seen a second one".</summary>
    public override string ToString()
    {
        string steps = string.Join(", ", Steps.Select(step => step.ToString(CultureInfo.InvariantCulture)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"host {HostId}, step {steps}: expected {Expected}; seen {Seen}");
    }
}
