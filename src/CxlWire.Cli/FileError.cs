namespace CxlWire.Cli;

/// <summary>Why a file cannot be read or written, in words of our own: .NET's are about its calls.</summary>
internal static class FileError
{
    /// <summary>Half a sentence that names the file.</summary>
    public static string Describe(Exception e)
    {
        string? path = e is FileNotFoundException { FileName: { } name } ? name : Quoted(e.Message);
        return (e, path) switch
        {
            (FileNotFoundException or DirectoryNotFoundException, { } missing) => DescribeMissing(missing),
            (UnauthorizedAccessException, { } there) when Directory.Exists(there) => $"{there}: is a directory",
            (UnauthorizedAccessException, { } there) => $"{there}: permission denied",
            (PathTooLongException, _) => "the name of a file is too long",
            (ArgumentException and not ArgumentOutOfRangeException, _) => "the name of a file is empty, or none",
            (IOException, { } there) when e.Message.Contains("used by another process", StringComparison.Ordinal) =>
                $"{there}: another process uses it",
            (IOException, { } there) when e.Message.EndsWith("already exists.", StringComparison.Ordinal) =>
                $"{there}: exists already",
            (IOException, { } there) when e.Message.Contains(" : '", StringComparison.Ordinal) =>
                $"{there}: {e.Message[..e.Message.IndexOf(" : '", StringComparison.Ordinal)].ToLowerInvariant()}",
            (ArgumentOutOfRangeException, _) => "a file would be longer than it may be",
            _ => e.Message,
        };
    }

    /// <summary>Why, without the file, for whoever names that already.</summary>
    public static string Reason(Exception e)
    {
        string sentence = Describe(e);
        string prefix = $"{Quoted(e.Message)}: ";
        return sentence.StartsWith(prefix, StringComparison.Ordinal) ? sentence[prefix.Length..] : sentence;
    }

    private static string DescribeMissing(string path)
    {
        string? directory = Path.GetDirectoryName(Path.GetFullPath(path));
        return directory is null || Directory.Exists(directory)
            ? $"{path}: no such file"
            : $"{path}: there is no directory {directory}";
    }

    private static string? Quoted(string message)
    {
        int start = message.IndexOf('\'', StringComparison.Ordinal);
        int end = message.LastIndexOf('\'');
        return end > start ? message[(start + 1)..end] : null;
    }
}
