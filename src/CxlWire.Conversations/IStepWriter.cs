namespace CxlWire.Conversations;

/// <summary>Writes steps to a stream, in one form or another.</summary>
internal interface IStepWriter : IDisposable
{
    /// <summary>Writes a step, or notes it for what is written next.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    void Add(ConversationStep step);

    /// <summary>Writes what has been added so far, all of it.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    void Flush();
}
