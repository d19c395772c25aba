using System.Text.Json;

namespace CxlWire.Control;

/// <summary>What X_CXLWIRE_VIOLATION tells: a driver violated a rule of the host.</summary>
/// <param name="Rule">"H1".</param>
/// <param name="Level">"must", "should" or "info".</param>
/// <param name="HostId">The host whose driver it was.</param>
/// <param name="Steps">The steps that show it, as a recording numbers them.</param>
/// <param name="Expected">What it should have done.</param>
/// <param name="Seen">What it did.</param>
public sealed record QmpViolation(
    string Rule, string Level, int HostId, IReadOnlyList<long> Steps, string Expected, string Seen)
{
    /// <summary>Writes the members of an object.</summary>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("host-id", HostId);
        json.WriteString("rule", Rule);
        json.WriteString("level", Level);
        json.WriteStartArray("steps");
        foreach (long step in Steps)
            json.WriteNumberValue(step);
        json.WriteEndArray();
        json.WriteString("expected", Expected);
        json.WriteString("seen", Seen);
    }
}
