using CxlWire.Conversations;
using CxlWire.Device.Configuration;

namespace CxlWire.Cli.Replaying;

/// <summary>
/// Finds the rows of docs/qemu.md that a difference comes from: with all quirks the device answers as QEMU did,
/// and with all but one it differs in the steps that this one is needed for.
/// </summary>
internal sealed class QuirkSearch
{
    private readonly SortedDictionary<QemuQuirks, int> _stepsByRow = [];

    /// <summary>Different steps that all quirks together do not make identical.</summary>
    public int Unexplained { get; private set; }

    /// <summary>Different steps that no quirk is needed for alone: another one does the same to them.</summary>
    public int BySeveral { get; private set; }

    /// <summary>Rows and the different steps that each is needed for; a step may need several.</summary>
    public IEnumerable<(string Row, int Steps)> Rows =>
        _stepsByRow.Select(r => (QemuQuirkNames.NameOf(r.Key), r.Value));

    /// <summary>Takes a conversation in.</summary>
    /// <param name="conversation">Recorded.</param>
    /// <param name="configuration">The device that it was played with.</param>
    /// <param name="different">Its steps that were answered differently.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Those of them that no rows explain.</returns>
    public async Task<IReadOnlySet<int>> AddAsync(
        Conversation conversation,
        DeviceConfiguration configuration,
        IReadOnlySet<int> different,
        CancellationToken cancellationToken)
    {
        if (different.Count == 0)
            return different;
        Task<HashSet<int>> PlayAsync(QemuQuirks quirks) =>
            DifferentAsync(conversation, configuration with { Quirks = quirks }, cancellationToken);
        var left = new HashSet<int>(different);
        HashSet<int> unexplained = await PlayAsync(QemuQuirks.All);
        unexplained.IntersectWith(different);
        Unexplained += unexplained.Count;
        left.ExceptWith(unexplained);
        foreach (QemuQuirks quirk in QemuQuirkNames.Rows.Where(q => !configuration.Quirks.HasFlag(q)))
        {
            HashSet<int> needing = await PlayAsync(QemuQuirks.All & ~quirk);
            needing.IntersectWith(different);
            needing.ExceptWith(unexplained);
            left.ExceptWith(needing);
            if (needing.Count > 0)
                _stepsByRow[quirk] = _stepsByRow.GetValueOrDefault(quirk) + needing.Count;
        }

        BySeveral += left.Count;
        return unexplained;
    }

    private static async Task<HashSet<int>> DifferentAsync(
        Conversation conversation, DeviceConfiguration configuration, CancellationToken cancellationToken)
    {
        ConversationDevice device = ConversationDevice.Start(configuration, conversation);
        var different = new HashSet<int>();
        await foreach (StepOutcome outcome in ConversationReplay.PlayAsync(
            conversation, 0, (step, _) => ValueTask.FromResult(device.Ask(step)), cancellationToken))
        {
            if (outcome.Verdict == StepVerdict.Different)
                different.Add(outcome.Index);
        }

        return different;
    }
}
