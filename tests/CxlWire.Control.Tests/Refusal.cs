namespace CxlWire.Control.Tests;

/// <summary>Error replies.</summary>
internal static class Refusal
{
    /// <summary>Of class GenericError, to a request without id.</summary>
    public static string Of(string description) =>
        $$$"""{"error": {"class": "GenericError", "desc": "{{{description}}}"}}""";
}
