using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>All of several conditions.</summary>
internal sealed class AllOf(IEnumerable<Condition> conditions) : Condition
{
    private readonly Condition[] _conditions = [.. conditions];

    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        foreach (Condition condition in _conditions)
        {
            if (!condition.IsMet(device, counts))
                return false;
        }

        return true;
    }

    public override string ToString() => string.Join(" and ", _conditions.Select(Group));

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) => string.Join(
        "; ", _conditions.Select(condition => condition.Explain(device, counts)).Where(missing => missing.Length > 0));

    private static string Group(Condition condition) => condition is AnyOf ? $"({condition})" : condition.ToString()!;
}
