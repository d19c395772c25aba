using System.Globalization;
using CxlWire.Protocol;

namespace CxlWire.Conversations.Diagrams;

/// <summary>Draws steps of a conversation: hosts at the left, the device, the Fabric Manager at the right.</summary>
public static class ConversationDiagram
{
    /// <summary>Steps that are drawn at most around others; each has up to two arrows.</summary>
    public const int MaxSteps = 20;

    /// <summary>Steps that are drawn before and behind each that is told of.</summary>
    public const int Around = 3;

    /// <summary>Steps of a whole conversation that are drawn at most: the first half of them, and the last.</summary>
    public const int MaxWhole = 200;

    private const int MaxText = 60;
    private const int MaxDetail = 160;
    private const int Manager = int.MaxValue;

    /// <summary>Draws the steps that are told of, and those around them.</summary>
    /// <param name="stepAt">The steps, by number; null where one is not known.</param>
    /// <param name="count">Steps that the conversation has.</param>
    /// <param name="told">Numbers of the steps that matter; of many, the first and the last are drawn.</param>
    public static SequenceDiagram AroundSteps(
        Func<long, ConversationStep?> stepAt, long count, IReadOnlyCollection<long> told)
    {
        ArgumentNullException.ThrowIfNull(stepAt);
        ArgumentNullException.ThrowIfNull(told);
        return Draw(
            [.. Choose(stepAt, count, told).Select(number => (number, stepAt(number)!))],
            0,
            count,
            (number, _) => told.Contains(number));
    }

    /// <summary>Draws a conversation: what was refused, was lost or went wrong on purpose stands out.</summary>
    /// <param name="steps">Its steps; of more than <see cref="MaxWhole"/>, the first and the last are drawn.</param>
    /// <param name="first">Number of the first one.</param>
    public static SequenceDiagram Whole(IReadOnlyList<ConversationStep> steps, long first = 0)
    {
        ArgumentNullException.ThrowIfNull(steps);
        int end = Math.Min(steps.Count, MaxWhole / 2);
        IEnumerable<int> numbers = Enumerable.Range(0, end);
        int start = Math.Max(end, steps.Count - (MaxWhole / 2));
        numbers = numbers.Concat(Enumerable.Range(start, steps.Count - start));
        return Draw(
            [.. numbers.Select(i => (first + i, steps[i]))],
            first,
            first + steps.Count,
            (_, step) => IsTrouble(step));
    }

    /// <summary>Draws one step alone, with those who take part in it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="number">Its number.</param>
    public static SequenceDiagram Alone(ConversationStep step, long number)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Draw([(number, step)], number, number + 1, (_, one) => IsTrouble(one));
    }

    private static SequenceDiagram Draw(
        IReadOnlyList<(long Number, ConversationStep Step)> steps,
        long first,
        long end,
        Func<long, ConversationStep, bool> isTold)
    {
        int[] hosts = [.. steps.SelectMany(step => HostsOf(step.Step)).Distinct().Order()];
        bool hasManager = steps.Any(step => IsManagers(step.Step));
        var places = new Lifelines(hosts);
        var rows = new List<DiagramRow>();
        long next = first;
        foreach ((long number, ConversationStep step) in steps)
        {
            if (number > next)
                rows.Add(new DiagramGap(number - next));
            next = number + 1;
            bool told = isTold(number, step);
            DiagramRow[] drawn = [.. RowsOf(step, places).Select(row => row with { IsTold = told })];
            drawn[0] = drawn[0] with { Step = number, Time = step.Time };
            rows.AddRange(drawn);
        }

        if (end > next)
            rows.Add(new DiagramGap(end - next));
        string[] names =
        [
            .. hosts.Select(host => FormattableString.Invariant($"host {host}")),
            "device",
            .. hasManager ? new[] { "Fabric Manager" } : [],
        ];
        return new SequenceDiagram(names, rows);
    }

    private static bool IsTrouble(ConversationStep step) => step.Reply switch
    {
        StepReply.Cci reply => reply.Fault is not null
            || (reply.Code != ReturnCode.Success && reply.Code != ReturnCode.BackgroundCommandStarted),
        StepReply.Control reply => reply.Error is not null,
        StepReply.Fired reply => reply.Fault is not null,
        _ => step is CciStep or ControlStep or CapacityStep,
    };

    /// <summary>The text, cut where it is longer than that.</summary>
    internal static string Shorten(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 1), "…");

    private static SortedSet<long> Choose(
        Func<long, ConversationStep?> stepAt, long count, IReadOnlyCollection<long> told)
    {
        long[] known = [.. told.Where(n => n >= 0 && n < count && stepAt(n) is not null).Distinct().Order()];
        var chosen = new SortedSet<long>(
            known.Length <= MaxSteps ? known : [.. known[..(MaxSteps / 2)], .. known[^(MaxSteps / 2)..]]);
        long[] drawn = [.. chosen.Reverse()];

        // The last of them is where it went wrong: what is around it comes first.
        for (int distance = 1; distance <= Around; distance++)
        {
            foreach (long near in drawn.SelectMany(step => new[] { step - distance, step + distance }))
            {
                if (chosen.Count < MaxSteps && near >= 0 && near < count && stepAt(near) is not null)
                    chosen.Add(near);
            }
        }

        return chosen;
    }

    private static IEnumerable<int> HostsOf(ConversationStep step) => step switch
    {
        HostStep { Host: var host } => [host ?? 0],
        PeerStep { HostId: { } host } => [host],
        NoteStep note => [note.HostId],
        _ => [],
    };

    private static bool IsManagers(ConversationStep step) => step
        is FabricManagerStep or ControlStep or CapacityStep or PeerStep { HostId: null };

    private static IEnumerable<DiagramRow> RowsOf(ConversationStep step, Lifelines places)
    {
        switch (step)
        {
            case CciStep command:
                return Command(command, places.Of(command is HostStep host ? host.Host ?? 0 : Manager), places.Device);
            case ControlStep control:
                return Exchange(step, places, step.Name, control.Arguments);
            case CapacityStep capacity:
                return Exchange(step, places, step.Name, capacity.ToString()[$"{step.Name}, ".Length..]);
            case PeerStep peer:
                string route = StepNames.NameOf(peer.Route);
                return [Note(places.Of(peer.HostId ?? Manager), $"{step.Name}, {route}")];
            case NoteStep note:
                return [Note(places.Of(note.HostId), note.ToString())];
            case WaitStep wait:
                string seconds = wait.Duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return [Note(places.Device, $"{seconds} s pass")];
            case FiredStep:
                return [Note(places.Device, $"fault: {step.Reply}")];
            case FaultsStep { Scenario: { } scenario }:
                return [Note(places.Device, $"faults {scenario.Json}")];
            case ResetStep or EventStep or PoisonStep or FaultsStep or InjectStep:
                return [Note(places.Device, step.ToString()!)];
            default:
                return [Note(places.Device, step.Name)];
        }
    }

    private static DiagramNote Note(int lifeline, string text) => new(lifeline, Shorten(text, MaxDetail));

    private static IEnumerable<DiagramRow> Exchange(ConversationStep step, Lifelines places, string text, string detail)
    {
        int manager = places.Of(Manager);
        yield return new DiagramArrow(
            manager, places.Device, Shorten(text, MaxText), Shorten(detail, MaxDetail));
        string answer = step.Reply?.ToString() ?? "no answer";
        yield return new DiagramArrow(places.Device, manager, Shorten(answer, MaxText), "") { IsReply = true };
    }

    private static IEnumerable<DiagramRow> Command(CciStep command, int speaker, int device)
    {
        string request = command.OversizedLength > 0
            ? FormattableString.Invariant($"{command.OversizedLength} bytes: too long")
            : PayloadSummary.Of(CciCategory.Request, command.Opcode, ReturnCode.Success, command.Request);
        yield return new DiagramArrow(
            speaker, device, Shorten(command.Opcode.ToString(), MaxText), Shorten(request, MaxDetail));
        if (command.Reply is not StepReply.Cci reply)
        {
            yield return new DiagramArrow(device, speaker, "no answer", "") { IsReply = true, IsLost = true };
            yield break;
        }

        string detail = reply.Refusal is { } refusal
            ? FormattableString.Invariant($"{RuleOf(refusal)}field {refusal.Field}, byte {refusal.Byte}")
            : PayloadSummary.Of(CciCategory.Response, command.Opcode, reply.Code, reply.Payload);
        string sent = reply.Fault is { } fault ? $", {fault}" : "";
        yield return new DiagramArrow(
            device, speaker, Shorten($"{reply.Code}{sent}", MaxText), Shorten(detail, MaxDetail))
        {
            IsReply = true,
            IsLost = reply.Fault is { IsLost: true },
        };
    }

    private static string RuleOf(StepRefusal refusal) => refusal.Rule is { } rule ? $"rule {rule}, " : "";

    /// <summary>Where they stand: hosts by number, the device, the Fabric Manager.</summary>
    private sealed class Lifelines(int[] hosts)
    {
        public int Device => hosts.Length;

        public int Of(int speaker) => speaker == Manager ? Device + 1 : Array.IndexOf(hosts, speaker);
    }
}
