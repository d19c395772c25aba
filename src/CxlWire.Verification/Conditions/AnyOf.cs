using CxlWire.Device;

namespace CxlWire.Verification.Conditions;

/// <summary>One of several conditions.</summary>
internal sealed class AnyOf(IEnumerable<Condition> conditions) : Condition
{
    private readonly Condition[] _conditions = [.. conditions];

    public override bool IsMet(CxlDevice device, JournalCounts counts)
    {
        foreach (Condition condition in _conditions)
        {
            if (condition.IsMet(device, counts))
                return true;
        }

        return false;
    }

    public override string ToString() => string.Join(" or ", _conditions.Select(Group));

    internal override string ExplainUnmet(CxlDevice device, JournalCounts counts) => string.Join(
        ", nor: ", _conditions.Select(condition => condition.ExplainUnmet(device, counts)));

    private static string Group(Condition condition) => condition is AllOf ? $"({condition})" : condition.ToString()!;
}
