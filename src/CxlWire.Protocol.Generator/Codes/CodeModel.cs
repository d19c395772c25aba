namespace CxlWire.Protocol.Generator.Codes;

/// <summary>An open code's declaration.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Type">Its name.</param>
/// <param name="IsUuid">Whether its value is a UUID, and no number.</param>
/// <param name="HexDigits">Digits of the number behind the name; 0: none.</param>
/// <param name="Members">The values that have names.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record CodeModel(
    string Namespace,
    string Type,
    bool IsUuid,
    int HexDigits,
    EquatableArray<CodeMember> Members,
    EquatableArray<Problem> Problems);

/// <summary>One value.</summary>
/// <param name="Property">The member.</param>
/// <param name="Value">The value, as C#.</param>
/// <param name="Name">The specification's name.</param>
internal sealed record CodeMember(string Property, string Value, string Name);
