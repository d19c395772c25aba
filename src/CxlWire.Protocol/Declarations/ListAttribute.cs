namespace CxlWire.Protocol.Declarations;

/// <summary>What follows the fixed part: entries, to the end where no field counts them.</summary>
/// <param name="name">Name, in snake_case.</param>
/// <param name="entry">A layout, or byte or ushort for plain numbers.</param>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class ListAttribute(string name, Type entry) : Attribute
{
    public string Name { get; } = name;

    public Type Entry { get; } = entry;

    /// <summary>Name of the property that counts the entries, or null: they go to the end.</summary>
    public string? Count { get; set; }

    /// <summary>The layout that follows the last entry, or null.</summary>
    public Type? Tail { get; set; }
}
