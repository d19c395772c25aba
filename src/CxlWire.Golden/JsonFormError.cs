namespace CxlWire.Golden;

/// <summary>Why JSON is not the form of some bytes.</summary>
/// <param name="Path">Where: "$.payload.extents[1].length"; "$" is the whole.</param>
/// <param name="Value">What is there, cut where it is long, or "nothing".</param>
/// <param name="Expected">What should be.</param>
public readonly record struct JsonFormError(string Path, string Value, string Expected)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Value} where {Expected} is expected";
}
