using System.Text;
using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device.Json;
using CxlWire.Verification;

namespace CxlWire.Judge.Cases;

/// <summary>A step of a <see cref="DriverCase"/>.</summary>
public abstract record CaseStep
{
    private protected CaseStep()
    {
    }

    /// <summary>Something is done to the device.</summary>
    /// <param name="Step">What, as conversations have it; a reply that it has is what the device should answer.</param>
    public sealed record Do(ConversationStep Step) : CaseStep
    {
        /// <inheritdoc/>
        public override string ToString() => Step.ToString();
    }

    /// <summary>It is waited until something is so; where it never is, the case goes on.</summary>
    /// <param name="Condition">What.</param>
    /// <param name="Json">The condition as a file has it, in one line.</param>
    public sealed record Until(Condition Condition, string Json) : CaseStep
    {
        /// <summary>A little more than what a driver may take.</summary>
        public const double DefaultWithin = 1.25;

        /// <summary>How long at most, as a part of T.</summary>
        public double Within { get; init; } = DefaultWithin;

        /// <summary>Waits for a condition.</summary>
        /// <param name="json">As docs/verification.md explains it.</param>
        /// <exception cref="JsonFileException">It is none.</exception>
        public static Until Parse(string json)
        {
            using JsonDocument document = JsonInput.Parse(Encoding.UTF8.GetBytes(json));
            return new Until(Condition.Parse(document.RootElement, "until"), json);
        }

        /// <inheritdoc/>
        public override string ToString() => $"until {Condition}";
    }

    /// <summary>Time passes.</summary>
    /// <param name="Time">How much, as a part of T.</param>
    public sealed record Pass(double Time) : CaseStep
    {
        /// <inheritdoc/>
        public override string ToString() => FormattableString.Invariant($"{Time} T pass");
    }
}
