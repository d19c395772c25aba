using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Golden;
using CxlWire.Protocol;

namespace CxlWire.QemuDiff;

/// <summary>How a step ended.</summary>
internal enum Verdict
{
    /// <summary>QEMU and the emulator answered the same.</summary>
    Identical,

    /// <summary>They did not, but profile qemu did.</summary>
    Explained,

    /// <summary>They did not.</summary>
    Unexplained,

    /// <summary>QEMU died of what it is known to die of (q1); the emulator answered.</summary>
    KnownDeath,

    /// <summary>QEMU died of something else; the emulator answered.</summary>
    UnknownDeath,
}

/// <summary>A step that both have taken.</summary>
/// <param name="Verdict">How it ended.</param>
/// <param name="Step">It, with QEMU's reply; none where QEMU died.</param>
/// <param name="Ours">The emulator's reply.</param>
/// <param name="Differences">Where they differ: QEMU's on the left.</param>
/// <param name="Rows">Quirks that have a part in an explained difference.</param>
internal sealed record Outcome(
    Verdict Verdict, ConversationStep Step, StepReply Ours, IReadOnlyList<FieldDifference> Differences,
    IReadOnlyList<QemuQuirks> Rows)
{
    /// <summary>Whether this is what qemu-diff looks for.</summary>
    public bool IsWrong => Verdict is Verdict.Unexplained or Verdict.UnknownDeath;

    /// <summary>What went wrong where, for telling kinds apart.</summary>
    public string Kind
    {
        get
        {
            string what = Step switch
            {
                CciStep command => command.Opcode.ToString(),
                CapacityStep { IsAdd: true } => "qmp add",
                _ => "qmp release",
            };
            if (Differences.Count == 0)
                return $"{what}: QEMU died";
            FieldDifference first = Differences[0];
            bool isCode = Step is CapacityStep || Differences.Count == 1;
            return isCode ? $"{what}: {first.Left} | {first.Right}" : $"{what}: {first.Path}";
        }
    }
}

/// <summary>A QEMU and emulators that are told the same, step by step.</summary>
internal sealed class LockStep : IDisposable
{
    private readonly QemuProcess _qemu;
    private readonly ConversationDevice _judged;
    private readonly ConversationDevice? _asQemu;
    private readonly ConversationDevice[] _without;

    private LockStep(QemuProcess qemu, DeviceConfiguration configuration, QemuQuirks quirks)
    {
        ConversationDevice Device(QemuQuirks with) => new(new CxlDevice(configuration with { Quirks = with }));
        _qemu = qemu;
        _judged = Device(quirks);
        _asQemu = quirks == QemuQuirks.All ? null : Device(QemuQuirks.All);
        _without = _asQemu is null ? [] : [.. QemuQuirkNames.Rows.Select(row => Device(QemuQuirks.All & ~row))];
    }

    /// <summary>Starts all of them afresh.</summary>
    /// <exception cref="QemuStartException">QEMU does not start.</exception>
    public static async Task<LockStep> StartAsync(
        QemuInstallation installation, DeviceConfiguration configuration, QemuQuirks quirks) =>
        new(await QemuProcess.StartAsync(installation), configuration, quirks);

    /// <summary>Takes one step.</summary>
    public Outcome Take(ConversationStep step)
    {
        StepReply? theirs = _qemu.Ask(step);
        StepReply ours = _judged.Ask(step)!;
        StepReply? asQemu = _asQemu?.Ask(step);
        StepReply[] without = [.. _without.Select(device => device.Ask(step)!)];
        ConversationStep answered = step with { Reply = theirs };
        if (theirs is null)
            return new Outcome(IsKnownToKill(step) ? Verdict.KnownDeath : Verdict.UnknownDeath, answered, ours, [], []);
        IReadOnlyList<FieldDifference> differences = ConversationReplay.Compare(step, theirs, ours);
        if (differences.Count == 0)
            return new Outcome(Verdict.Identical, answered, ours, [], []);
        if (asQemu is null || ConversationReplay.Compare(step, theirs, asQemu).Count > 0)
            return new Outcome(Verdict.Unexplained, answered, ours, differences, []);
        QemuQuirks[] rows =
            [.. QemuQuirkNames.Rows.Where((_, i) => ConversationReplay.Compare(step, asQemu, without[i]).Count > 0)];
        return new Outcome(Verdict.Explained, answered, ours, differences, rows);
    }

    public void Dispose() => _qemu.Dispose();

    /// <summary>q1: an empty response; that nothing was pending, QEMU's death says.</summary>
    private static bool IsKnownToKill(ConversationStep step) =>
        step is HostStep { Request.Length: >= sizeof(uint) } command
        && command.Opcode == Opcode.AddDynamicCapacityResponse
        && command.Request.Span[..sizeof(uint)].IndexOfAnyExcept((byte)0) < 0;
}
