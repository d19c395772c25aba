using CxlWire.Device.Activity;

namespace CxlWire.Testing;

/// <summary>A device refused what a driver said.</summary>
public sealed class CommandRefusedException : Exception
{
    internal CommandRefusedException(IReadOnlyList<RefusedCommand> refusals)
        : base(string.Join(Environment.NewLine, refusals.Select(refused => refused.ToString()).Prepend("refused:"))) =>
        Refusals = refusals;

    /// <summary>The commands, oldest first.</summary>
    public IReadOnlyList<RefusedCommand> Refusals { get; }
}
