namespace CxlWire.Verification.Patterns;

/// <summary>What is said where entries were not kept.</summary>
internal static class MissedText
{
    /// <summary>Empty: all were.</summary>
    public static string Of(long missed) =>
        missed == 0 ? "" : FormattableString.Invariant($"; of what came first, {missed} are not kept any more");
}
