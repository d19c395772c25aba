using System.Globalization;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

/// <summary>What was said to a device once, and what it answered; docs/conversations.md has the form.</summary>
public abstract record ConversationStep
{
    private protected ConversationStep()
    {
    }

    /// <summary>What was asked, in short: "Get Log (0401h)", "FM's Get Log (0401h)", "QMP add".</summary>
    public string Name => this switch
    {
        HostStep host => host.Opcode.ToString(),
        FabricManagerStep manager => $"FM's {manager.Opcode}",
        ControlStep { IsAdd: true } => "QMP add",
        ControlStep => "QMP release",
        FaultsStep => "faults",
        InjectStep { Fault: var fault } => $"inject {fault.Kind}",
        FiredStep => "fault fired",
        _ => "wait",
    };

    /// <summary>The recorded answer; null where whoever was recorded died of the question.</summary>
    public StepReply? Reply { get; init; }
}

/// <summary>A command on a CCI.</summary>
/// <param name="Opcode">Of request and response.</param>
/// <param name="Request">Payload, without the CCI header.</param>
public abstract record CciStep(Opcode Opcode, ReadOnlyMemory<byte> Request) : ConversationStep;

/// <summary>A command of a host.</summary>
/// <param name="Host">Host ID, or null where the device has only one: host 0.</param>
/// <param name="Opcode">Of request and response.</param>
/// <param name="Request">Payload, without the CCI header.</param>
public sealed record HostStep(int? Host, Opcode Opcode, ReadOnlyMemory<byte> Request) : CciStep(Opcode, Request);

/// <summary>A command on the Fabric Manager's CCI.</summary>
/// <param name="Opcode">Of request and response.</param>
/// <param name="Request">Payload, without the CCI header.</param>
public sealed record FabricManagerStep(Opcode Opcode, ReadOnlyMemory<byte> Request) : CciStep(Opcode, Request);

/// <summary>A command on the control socket: capacity to be added or released.</summary>
public sealed record ControlStep : ConversationStep
{
    /// <summary>Whether capacity is added, not released.</summary>
    public required bool IsAdd { get; init; }

    /// <summary>Region index.</summary>
    public required byte Region { get; init; }

    /// <summary>Extents, by offset in the region, in bytes.</summary>
    public required IReadOnlyList<RegionRange> Extents { get; init; }

    /// <summary>Host ID.</summary>
    public ushort HostId { get; init; }

    /// <summary>Selection or removal policy as QMP names it.</summary>
    public string Policy { get; init; } = "prescriptive";

    /// <summary>Tag as QMP has it, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>Bytes wanted, for the policies that choose by length; or null.</summary>
    public ulong? Length { get; init; }

    /// <summary>Of a release: whether the host loses access at once.</summary>
    public bool ForcedRemoval { get; init; }

    /// <summary>Of a release: whether the capacity is made unreadable.</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>The step in a line; offsets and lengths in hexadecimal bytes.</summary>
    public override string ToString()
    {
        string what = $"qmp {(IsAdd ? "add" : "release")}, {Policy}{(ForcedRemoval ? ", forced" : "")}{(SanitizeOnRelease ? ", sanitize" : "")}";
        string where = $"{(HostId == 0 ? "" : $"host {HostId}, ")}region {Region}";
        string extents = string.Join(" ", Extents.Select(e => $"{e.Offset:x}h+{e.Length:x}h"));
        return $"{what}, {where}: {extents}{(Tag is { } tag ? $", tag {tag}" : "")}";
    }
}

/// <summary>A scenario is loaded in place of any other; the answer is success.</summary>
/// <param name="Scenario">What goes wrong from here on; null: nothing.</param>
public sealed record FaultsStep(FaultScenario? Scenario) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => Scenario is { } scenario
        ? string.Create(CultureInfo.InvariantCulture, $"faults: {scenario.Faults.Count}, seed {scenario.Seed}")
        : "faults: none";
}

/// <summary>A fault is injected at once.</summary>
/// <param name="HostId">The host to which it happens; null: the Fabric Manager.</param>
/// <param name="Fault">The fault.</param>
public sealed record InjectStep(int? HostId, ImmediateFault Fault) : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => $"inject {Fault.Json}";
}

/// <summary>The next fault, of those that no step before has told of, that happened.</summary>
public sealed record FiredStep : ConversationStep
{
    /// <summary>The step in a line.</summary>
    public override string ToString() => "fault fired";
}

/// <summary>Time passes; the answer is success.</summary>
/// <param name="Time">How much; whole milliseconds.</param>
public sealed record WaitStep(TimeSpan Time) : ConversationStep;

/// <summary>An answer.</summary>
public abstract record StepReply
{
    private StepReply()
    {
    }

    /// <summary>A CCI's.</summary>
    /// <param name="Code">Return code.</param>
    /// <param name="Payload">Response payload, without the CCI header.</param>
    public sealed record Cci(ReturnCode Code, ReadOnlyMemory<byte> Payload) : StepReply
    {
        /// <summary>Vendor-specific extended status.</summary>
        public ushort VendorStatus { get; init; }

        /// <summary>What went wrong on the reply's way, or null. Code and payload are those that it set out with.</summary>
        public ReplyFault? Fault { get; init; }

        /// <summary>The return code and all bytes, and what went wrong.</summary>
        public override string ToString() =>
            $"{Code} {Convert.ToHexStringLower(Payload.Span)}"
            + (VendorStatus == 0 ? "" : $", vendor status {VendorStatus.ToString("x4", CultureInfo.InvariantCulture)}h")
            + (Fault is { } fault ? $", {fault}" : "");
    }

    /// <summary>A fault that happened, or null: none.</summary>
    /// <param name="Fault">The fault.</param>
    public sealed record Fired(FiredFault? Fault) : StepReply
    {
        /// <summary>The fault, and to whom it happened.</summary>
        public override string ToString() => Fault is { } fault
            ? $"{(fault.HostId is { } host ? string.Create(CultureInfo.InvariantCulture, $"host {host}") : "fm")}: {fault}"
            : "none";
    }

    /// <summary>The control socket's.</summary>
    /// <param name="Error">Description of the error, or null: success.</param>
    public sealed record Control(string? Error) : StepReply
    {
        /// <summary>The error, or "success".</summary>
        public override string ToString() => Error ?? "success";
    }
}
