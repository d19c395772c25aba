namespace CxlWire.Protocol.Declarations;

/// <summary>A payload that has this layout under a name of its own, a property of <see cref="Layouts"/>.</summary>
/// <param name="property">Name of that property.</param>
/// <param name="name">Name of the layout, in snake_case.</param>
/// <param name="section">Where the specification has it.</param>
[AttributeUsage(AttributeTargets.Struct, AllowMultiple = true)]
internal sealed class PayloadAttribute(string property, string name, string section) : Attribute
{
    public string Property { get; } = property;

    public string Name { get; } = name;

    public string Section { get; } = section;

    /// <summary>Bytes that must be there, where not as many as the layout itself demands.</summary>
    public int MinimumSize { get; set; }
}

/// <summary>A payload of nothing but entries, to its end; on a partial property of <see cref="Layouts"/>.</summary>
/// <param name="name">Name of the layout, in snake_case.</param>
/// <param name="section">Where the specification has it.</param>
/// <param name="list">Name of the list, in snake_case.</param>
/// <param name="entry">A layout, or byte.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListLayoutAttribute(string name, string section, string list, Type entry) : Attribute
{
    public string Name { get; } = name;

    public string Section { get; } = section;

    public string List { get; } = list;

    public Type Entry { get; } = entry;
}
