namespace CxlWire.Judge.Tests;

/// <summary>Each rule is kept by somebody and violated by somebody; and who violates one violates no other.</summary>
public class RuleVerdicts
{
    public static TheoryData<int, string, RuleVerdict> Cases
    {
        get
        {
            var data = new TheoryData<int, string, RuleVerdict>();
            foreach ((int number, (string rule, RuleVerdict verdict, _)) in RuleCases.All.Index())
                data.Add(number, rule, verdict);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Conduct_is_judged_by_one_rule(int number, string rule, RuleVerdict verdict)
    {
        Verdicts verdicts = RuleCases.All[number].Create().Judge();
        IEnumerable<string> found = verdicts.Results
            .Where(result => result.Rule.Id == rule || result.Verdict == RuleVerdict.Fail)
            .Select(result => $"{result.Rule.Id} {result.Verdict}");
        string evidence = string.Join('\n', verdicts.Results.SelectMany(result => result.Evidence));
        Assert.True(found.SequenceEqual([$"{rule} {verdict}"]), $"{string.Join(", ", found)}\n{evidence}");
    }

    [Fact]
    public void Every_rule_is_kept_once_and_violated_once()
    {
        foreach (DriverRule rule in DriverRules.All)
        {
            RuleVerdict[] verdicts = [.. RuleCases.All.Where(one => one.Rule == rule.Id).Select(one => one.Verdict)];
            Assert.Contains(RuleVerdict.Pass, verdicts);
            Assert.Contains(rule.Level == RuleLevel.Info ? RuleVerdict.Info : RuleVerdict.Fail, verdicts);
        }
    }

    [Fact]
    public void A_rule_that_nothing_exercised_has_not_passed()
    {
        Verdicts verdicts = new Script().Judge();
        Assert.All(verdicts.Results, result => Assert.Equal(RuleVerdict.NotExercised, result.Verdict));
        Assert.True(verdicts.IsGood);
    }
}
