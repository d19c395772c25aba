namespace CxlWire.Testing;

/// <summary>Something did not happen as expected; the message says what, and what came nearest.</summary>
/// <param name="message">The message.</param>
public sealed class VerificationException(string message) : Exception(message);
