namespace CxlWire.Fuzz.Engine;

/// <summary>Something that must hold does not.</summary>
/// <param name="rule">The same for the same mistake: a smaller input has to break the same.</param>
/// <param name="details">What was expected and what was found.</param>
internal sealed class FuzzFailure(string rule, string details = "")
    : Exception(details.Length == 0 ? rule : $"{rule}: {details}")
{
    public string Rule => rule;

    /// <summary>Fails unless something holds.</summary>
    public static void Unless(bool holds, string rule, string details = "")
    {
        if (!holds)
            throw new FuzzFailure(rule, details);
    }
}
