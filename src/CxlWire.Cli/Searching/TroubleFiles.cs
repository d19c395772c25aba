using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Judge.Cases;

namespace CxlWire.Cli.Searching;

/// <summary>The files of what a search finds: a case, and a conversation.</summary>
internal static class TroubleFiles
{
    /// <summary>Makes the folder where there is none, and looks whether it can be written to.</summary>
    /// <exception cref="CliException">It cannot.</exception>
    public static void Check(string option, string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
            string probe = Path.Combine(directory, $".{Guid.NewGuid():N}");
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)
                .Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException($"{option}: nothing can be written there: {FileError.Describe(e)}");
        }
    }

    /// <summary>Writes NAME.json and NAME.jsonl; what is in them is overwritten.</summary>
    /// <param name="directory">Where to.</param>
    /// <param name="found">What was found.</param>
    /// <param name="configuration">The device of cases that have none; null: the default device.</param>
    /// <returns>The case's file, then the conversation's.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static (string Case, string Conversation) Write(
        string directory, FoundTrouble found, DeviceConfiguration? configuration)
    {
        DriverCase smallest = found.Smallest.Case;
        string caseFile = Path.Combine(directory, $"{found.Name}.json");
        string conversationFile = Path.ChangeExtension(caseFile, ".jsonl");
        using (var stream = new FileStream(caseFile, FileMode.Create))
        {
            DriverCaseFile.Write(stream, smallest with
            {
                Name = found.Name,
                Title = $"Found by chance from seed {smallest.Seed}: {found.Sentence}.",
                Rules = found.Rule is { } rule ? [rule.Id] : [],
                Configuration = smallest.Configuration ?? configuration,
            });
        }

        using (var stream = new FileStream(conversationFile, FileMode.Create))
            ConversationFile.Write(stream, found.Smallest.Conversation);
        return (caseFile, conversationFile);
    }
}
