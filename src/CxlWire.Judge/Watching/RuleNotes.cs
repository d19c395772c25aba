namespace CxlWire.Judge.Watching;

/// <summary>What is noted of a rule, for all hosts.</summary>
internal sealed class RuleNotes(DriverRule rule, Action<Violation> violated)
{
    private readonly List<Evidence> _evidence = [];
    private long _kept;
    private long _violated;
    private bool _isInformed;

    public void Keep() => _kept++;

    public void Add(Evidence evidence)
    {
        if (evidence.Verdict == RuleVerdict.Info)
            _isInformed = true;
        else
            _violated++;
        if (_evidence.Count < DriverJudge.MaxEvidence)
            _evidence.Add(evidence);
        if (evidence.Verdict == RuleVerdict.Fail)
            violated(new Violation(rule, evidence));
    }

    public RuleResult ToResult() => new(
        rule,
        _violated > 0 ? RuleVerdict.Fail
            : _isInformed ? RuleVerdict.Info
            : _kept > 0 ? RuleVerdict.Pass
            : RuleVerdict.NotExercised,
        _kept,
        _violated,
        [.. _evidence]);
}
