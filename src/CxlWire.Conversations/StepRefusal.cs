namespace CxlWire.Conversations;

/// <summary>Why a command was refused.</summary>
/// <param name="Rule">ID of the rule, as in docs/rules.md; null: the command's own section says so.</param>
/// <param name="Field">Field of the request, by its layout's name.</param>
/// <param name="Byte">Where that field begins, in bytes from the start of the payload.</param>
public sealed record StepRefusal(string? Rule, string Field, int Byte);
