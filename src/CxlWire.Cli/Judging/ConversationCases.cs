using CxlWire.Cli.Replaying;
using CxlWire.Cli.Text;
using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Judge;

namespace CxlWire.Cli.Judging;

/// <summary>Judges the conversations of a file.</summary>
internal static class ConversationCases
{
    /// <summary>Plays each on a device in this process.</summary>
    /// <param name="file">The conversations, or "-".</param>
    /// <param name="device">What --device says, or null.</param>
    /// <param name="options">T.</param>
    /// <param name="level">Rules that bind less are left out.</param>
    /// <param name="environment">Where progress and warnings go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">There is none, or one is none.</exception>
    public static async Task<List<JudgedCase>> JudgeAsync(
        string file,
        string? device,
        JudgeOptions options,
        RuleLevel level,
        CliEnvironment environment,
        CancellationToken cancellationToken)
    {
        var cases = new List<JudgedCase>();
        var answers = new AnswerCount();
        using (var progress = new Progress(environment, "judging", "steps"))
        {
            await using Stream stream = InputFile.Open(file, environment);
            try
            {
                foreach (Conversation conversation in ConversationFile.Read(stream))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    DeviceConfiguration configuration = RecordedDevice.Load(
                        file, conversation, device, environment);
                    var said = new List<ConversationStep>(conversation.Steps.Count);
                    Verdicts verdicts = ConversationJudge.Judge(
                        conversation,
                        configuration,
                        options,
                        (step, reply) =>
                        {
                            progress.Report(answers.Add(step, reply));
                            said.Add(step with { Reply = reply });
                        }).AtLeast(level);
                    string name =
                        FormattableString.Invariant($"{InputFile.NameOf(file)}, conversation {cases.Count + 1}");
                    cases.Add(new JudgedCase(name, verdicts) { Said = new SaidSteps(verdicts, said) });
                }
            }
            catch (ConversationFormatException e)
            {
                throw new CliException($"{InputFile.NameOf(file)}: {e.Message}");
            }
        }

        if (answers.Warning is { } warning)
            await environment.Error.WriteLineAsync($"{CommandLine.Name}: {InputFile.NameOf(file)}: {warning}");
        return cases;
    }
}
