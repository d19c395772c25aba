using CxlWire.Conversations.Diagrams;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Conversations.Tests;

/// <summary>Which steps of a conversation a sequence diagram has, and how they are drawn.</summary>
public class DiagramTests
{
    private static readonly ConversationStep _done = new WaitStep(TimeSpan.FromSeconds(1.5));

    [Fact]
    public void Who_speaks_has_a_lifeline_and_what_is_lost_does_not_arrive()
    {
        var capacity = new CapacityStep { IsAdd = true, Region = 1, Extents = [new RegionRange(0, 0x200000)] };
        ConversationStep[] steps =
        [
            capacity with { Reply = new StepReply.Control(null) },
            new HostStep(2, Opcode.GetEventRecords, new byte[] { 4 })
            {
                Reply = new StepReply.Cci(ReturnCode.Busy, default) { Fault = new ReplyFault { IsLost = true } },
                Time = 5,
            },
            new HostStep(0, Opcode.AddDynamicCapacityResponse, new byte[8])
            {
                Reply = new StepReply.Cci(ReturnCode.InvalidInput, default)
                {
                    Refusal = new StepRefusal("A1", "count", 0),
                },
            },
            new FiredStep { Reply = new StepReply.Fired(new FiredFault("it", "no_reply", 2, "Get Log (0401h)")) },
            _done,
        ];
        SequenceDiagram diagram = ConversationDiagram.AroundSteps(i => steps[i], steps.Length, [1]);
        Assert.Equal(["host 0", "host 2", "device", "Fabric Manager"], diagram.Lifelines);
        Assert.Equal(
            [
                new DiagramArrow(3, 2, "QMP add", "prescriptive, region 1: 0h+200000h") { Step = 0 },
                new DiagramArrow(2, 3, "success", "") { IsReply = true },
                new DiagramArrow(1, 2, "Get Event Records (0100h)", "log 4") { Step = 1, Time = 5, IsTold = true },
                new DiagramArrow(2, 1, "Busy (06h), lost", "") { IsReply = true, IsLost = true, IsTold = true },
                new DiagramArrow(0, 2, "Add Dynamic Capacity Response (4802h)", "count 0") { Step = 2 },
                new DiagramArrow(2, 0, "Invalid Input (02h)", "rule A1, field count, byte 0") { IsReply = true },
                new DiagramNote(2, "fault: host 2: it: no_reply at Get Log (0401h)") { Step = 3 },
                new DiagramNote(2, "1.5 s pass") { Step = 4 },
            ],
            diagram.Rows);
    }

    [Fact]
    public void What_is_far_from_the_steps_told_of_is_a_gap()
    {
        SequenceDiagram diagram = ConversationDiagram.AroundSteps(_ => _done, 1_000_000, [500, 502, 999_999]);
        Assert.Equal(
            [
                "...497", "497", "498", "499", "500!", "501", "502!", "503", "504", "505", "...999490", "999996",
                "999997", "999998", "999999!",
            ],
            diagram.Rows.Select(
                row => row is DiagramGap gap ? $"...{gap.Steps}" : $"{row.Step}{(row.IsTold ? "!" : "")}"));
    }

    [Fact]
    public void Of_many_steps_the_first_and_the_last_are_drawn()
    {
        SequenceDiagram diagram =
            ConversationDiagram.AroundSteps(_ => _done, 1_000, [.. Enumerable.Range(0, 100).Select(i => i * 10L)]);
        Assert.Equal(
            [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 900, 910, 920, 930, 940, 950, 960, 970, 980, 990],
            diagram.Rows.Where(row => row is DiagramNote).Select(row => row.Step!.Value));
    }

    [Fact]
    public void Steps_that_nobody_kept_are_gaps()
    {
        SequenceDiagram diagram = ConversationDiagram.AroundSteps(i => i == 5 ? _done : null, 10, [5, 12]);
        Assert.Equal(
            [
                new DiagramGap(5), new DiagramNote(0, "1.5 s pass") { Step = 5, IsTold = true }, new DiagramGap(4),
            ],
            diagram.Rows);
    }
}
