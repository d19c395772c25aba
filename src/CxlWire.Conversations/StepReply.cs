using System.Globalization;
using System.Text.Json;
using CxlWire.Device.Faults;
using CxlWire.Protocol;

namespace CxlWire.Conversations;

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

        /// <summary>What went wrong on the reply's way, or null. Code and payload are as it set out.</summary>
        public ReplyFault? Fault { get; init; }

        /// <summary>Which rule refused the command, for which field and byte; null: none, or not known.</summary>
        public StepRefusal? Refusal { get; init; }

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
            ? $"{(fault.HostId is { } host ? FormattableString.Invariant($"host {host}") : "fm")}: {fault}"
            : "none";
    }

    /// <summary>The control socket's.</summary>
    /// <param name="Error">Description of the error, or null: success.</param>
    public sealed record Control(string? Error) : StepReply
    {
        /// <summary>QMP's class of the error; null: success, or not known.</summary>
        public string? ErrorClass { get; init; }

        /// <summary>What the command returned, JSON without white space; null: an error, or not known.</summary>
        public string? Returned { get; init; }

        /// <summary>Success, with what a command returned.</summary>
        public static Control Success(JsonElement returned) =>
            new(Error: null) { Returned = LineJson.Compact(returned) };

        /// <summary>The error, or "success".</summary>
        public override string ToString() => Error ?? "success";
    }
}
