using CxlWire.Protocol;

namespace CxlWire.Verification.Tests;

/// <summary>What is counted does not grow with what is said.</summary>
public sealed class JournalCountsTests
{
    [Fact]
    public void Of_commands_that_nobody_knows_so_many_are_counted()
    {
        var watched = new Watched();
        Assert.Equal("", watched.Explain("""{"list": 0}"""));
        for (int opcode = 0xC000; opcode <= 0xFFFF; opcode++)
        {
            watched.Send(new Opcode((ushort)opcode));
            watched.Explain("""{"list": 0}""");
        }

        // Each has two counts: of all, and of its return code.
        Assert.Equal(
            "", watched.Explain($$"""{"command": {{0xC000 + (JournalCounts.MaxUnknown / 2) - 1}}}"""));
        Assert.Equal(
            "host 0 has sent FFFFh 0 times, not 1", watched.Explain("""{"command": 65535}"""));
        watched.Send(Opcode.GetTimestamp);
        Assert.Equal("", watched.Explain("""{"command": "get-timestamp", "return_code": "Success"}"""));
        watched.Counts.Reset();
        watched.Send(new Opcode(0xFFFF));
        Assert.Equal("", watched.Explain("""{"command": 65535}"""));
    }

    [Fact]
    public void Of_rules_so_many_are_counted()
    {
        var counts = new JournalCounts();
        var watched = new Watched();
        for (int i = 0; i < 300; i++)
            counts.Violated($"X{i}");
        counts.Violated("X0");
        Assert.True(Condition.Violated("X0", 2).IsMet(watched.Device, counts));
        Assert.True(Condition.Violated("X255").IsMet(watched.Device, counts));
        Assert.False(Condition.Violated("X256").IsMet(watched.Device, counts));
    }
}
