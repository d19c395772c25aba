namespace CxlWire.Protocol.Declarations;

/// <summary>
/// A readonly partial record struct is a wire layout: its partial properties are the fields, in wire order. The
/// generator writes the rest: the storage, <c>TryRead</c>, <c>TryWrite</c> and the <see cref="Protocol.Layout"/>.
/// </summary>
/// <param name="name">Name, in snake_case.</param>
/// <param name="section">Where the specification has it.</param>
/// <param name="size">Bytes of the fixed part; the fields have to fill them.</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class LayoutAttribute(string name, string section, int size) : Attribute
{
    public string Name { get; } = name;

    public string Section { get; } = section;

    public int Size { get; } = size;

    /// <summary>Bytes that must be there where the last fields are optional; those that are not read as 0.</summary>
    public int MinimumSize { get; set; }

    /// <summary>Whether a ref struct is written, too, that reads fields and entries of the list in place.</summary>
    public bool View { get; set; }
}
