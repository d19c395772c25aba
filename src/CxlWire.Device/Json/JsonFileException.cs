namespace CxlWire.Device.Json;

/// <summary>A file, a device or a scenario, says something that cannot be.</summary>
public sealed class JsonFileException : Exception
{
    /// <summary>An error at a value of the file.</summary>
    /// <param name="path">Where the value is: "regions[1].block_size", "faults[1].then.bytes".</param>
    /// <param name="value">The value as the file has it.</param>
    /// <param name="reason">What is wrong, beginning with the rule's ID where one decides.</param>
    public JsonFileException(string path, string value, string reason)
        : base($"{path}: {value}: {reason}")
    {
        Path = path;
    }

    /// <summary>An error in a value that is a file of its own, like the device of a conversation.</summary>
    internal JsonFileException(string path, JsonFileException inner)
        : base($"{path}: {inner.Message}", inner)
    {
        Path = path;
    }

    /// <summary>Where the value is.</summary>
    public string Path { get; }
}
