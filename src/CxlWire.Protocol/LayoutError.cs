namespace CxlWire.Protocol;

/// <summary>Why bytes are not what a layout says.</summary>
public enum LayoutErrorKind
{
    /// <summary>They are.</summary>
    None,

    /// <summary>The fixed part is not all there.</summary>
    TooShort,

    /// <summary>Bytes are left over.</summary>
    TooLong,

    /// <summary>A count disagrees with the length.</summary>
    Inconsistent,
}

/// <summary>Why bytes were refused: the field and its byte offset. A refused read consumes nothing.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Layout">Name of the layout, as in <see cref="Layout.Name"/>.</param>
/// <param name="Field">The first field that is not wholly there, the count that lies, or "end".</param>
/// <param name="Offset">Where that field begins, in bytes from the start of the layout.</param>
/// <param name="Expected">Bytes that the layout needs.</param>
/// <param name="Actual">Bytes that there are.</param>
public readonly record struct LayoutError(
    LayoutErrorKind Kind, string Layout, string Field, int Offset, long Expected, int Actual)
{
    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        LayoutErrorKind.None => "no error",
        LayoutErrorKind.TooShort =>
            $"{Layout}: too short at {Field}, byte {Offset}: {Expected} bytes needed, {Actual} there",
        LayoutErrorKind.TooLong =>
            $"{Layout}: too long at byte {Offset}: {Expected} bytes needed, {Actual} there",
        _ => $"{Layout}: {Field}, byte {Offset}, asks for {Expected} bytes, {Actual} are there",
    };
}
