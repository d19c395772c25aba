using System.Collections.Immutable;
using CxlWire.Judge.Rules;
using CxlWire.Judge.Watching;

namespace CxlWire.Judge;

/// <summary>The rules of what a driver owes the device.</summary>
public static class DriverRules
{
    /// <summary>Each with its automaton.</summary>
    internal static ImmutableArray<(DriverRule Rule, Func<HostRule> Create)> Automata { get; } =
    [
        (OneResponse.Rule, () => new OneResponse()),
        (ResponsesInOrder.Rule, () => new ResponsesInOrder()),
        (AcceptsWhatIsOffered.Rule, () => new AcceptsWhatIsOffered()),
        (AnswersInTime.Rule, () => new AnswersInTime()),
        (NotBeforeTheEnd.Rule, () => new NotBeforeTheEnd()),
        (GivesUpOnce.Rule, () => new GivesUpOnce()),
        (RepairsRefusedResponse.Rule, () => new RepairsRefusedResponse()),
        (TakesTagsWhole.Rule, () => new TakesTagsWhole()),
        (SplitsWithMore.Rule, () => new SplitsWithMore()),
        (RereadsChangedList.Rule, () => new RereadsChangedList()),
        (ReadsListAfterDoubt.Rule, () => new ReadsListAfterDoubt()),
        (StaysWithinTheTotal.Rule, () => new StaysWithinTheTotal()),
        (ReleasesWhatItHolds.Rule, () => new ReleasesWhatItHolds()),
        (ReleasesWhenAsked.Rule, () => new ReleasesWhenAsked()),
        (RepeatsBusyRelease.Rule, () => new RepeatsBusyRelease()),
        (LeavesForcedRelease.Rule, () => new LeavesForcedRelease()),
        (ClearsInOrder.Rule, () => new ClearsInOrder()),
        (ReadsOn.Rule, () => new ReadsOn()),
        (ClearsOverflow.Rule, () => new ClearsOverflow()),
        (ClearsUnknownRecords.Rule, () => new ClearsUnknownRecords()),
        (ReadsWhatWasThere.Rule, () => new ReadsWhatWasThere()),
        (RereadsRegions.Rule, () => new RereadsRegions()),
        (KeepsToTheLayout.Rule, () => new KeepsToTheLayout()),
        (KeepsToTheCel.Rule, () => new KeepsToTheCel()),
        (LeavesTagsAlone.Rule, () => new LeavesTagsAlone()),
        (LeavesRunningMailbox.Rule, () => new LeavesRunningMailbox()),
        (RetriesWithMeasure.Rule, () => new RetriesWithMeasure()),
        (OneBackgroundCommand.Rule, () => new OneBackgroundCommand()),
        (SetsUpAfterReset.Rule, () => new SetsUpAfterReset()),
        (LeavesNotifications.Rule, () => new LeavesNotifications()),
        (DeclinesUnsoundExtents.Rule, () => new DeclinesUnsoundExtents()),
        (SurvivesSpoiltReplies.Rule, () => new SurvivesSpoiltReplies()),
        (WorksWithinBounds.Rule, () => new WorksWithinBounds()),
        (LooksForNothing.Rule, () => new LooksForNothing()),
    ];

    /// <summary>All rules, H1 to H34.</summary>
    public static IReadOnlyList<DriverRule> All { get; } =
        [.. Automata.Select(automaton => automaton.Rule)];
}
