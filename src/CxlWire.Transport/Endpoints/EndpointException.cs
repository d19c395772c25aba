namespace CxlWire.Transport.Endpoints;

/// <summary>An endpoint that cannot be opened or reached; the message is a sentence for whoever chose it.</summary>
public sealed class EndpointException : IOException
{
    /// <summary>Without a reason.</summary>
    public EndpointException()
    {
    }

    /// <summary>With the reason.</summary>
    public EndpointException(string message)
        : base(message)
    {
    }

    /// <summary>With the reason and its cause.</summary>
    public EndpointException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
