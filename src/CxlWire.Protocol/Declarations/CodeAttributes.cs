namespace CxlWire.Protocol.Declarations;

/// <summary>
/// A readonly partial record struct over one value is an open code: any value can be on the wire, those of its
/// <see cref="CodeAttribute"/> properties have a name.
/// </summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class OpenCodeAttribute : Attribute
{
    /// <summary>Digits of the number behind the name, as in "Invalid Input (02h)"; 0: it is not printed.</summary>
    public int HexDigits { get; set; }
}

/// <summary>One value of an open code.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CodeAttribute : Attribute
{
    /// <summary>A number.</summary>
    /// <param name="value">The value on the wire.</param>
    /// <param name="name">The specification's name of it.</param>
    public CodeAttribute(int value, string name) => (Value, Name) = (value, name);

    /// <summary>A UUID.</summary>
    /// <param name="value">8-4-4-4-12 hexadecimal digits.</param>
    /// <param name="name">The specification's name of it.</param>
    public CodeAttribute(string value, string name) => (Value, Name) = (value, name);

    public object Value { get; }

    public string Name { get; }
}
