using CxlWire.Conversations;
using CxlWire.Device.Configuration;
using CxlWire.Device.Faults;
using CxlWire.Judge.Cases;
using CxlWire.Judge.Searching;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Testing.FsCheck;

/// <summary>What a driver may meet, for FsCheck: of the kind that happens, and it shrinks.</summary>
public static class CaseArbitraries
{
    /// <summary>
    /// Cases of chance, for <see cref="Simulation.DeviceSimulation"/>: the Fabric Manager offers and asks back, and
    /// this and that goes wrong. They shrink to fewer steps, then to simpler ones.
    /// </summary>
    /// <param name="configuration">The device; null: one of several.</param>
    public static Arbitrary<DriverCase> Episodes(DeviceConfiguration? configuration = null) => Arb.From(
        Seeds.Select(seed => EpisodeGenerator.Create(seed, configuration)), CaseShrinker.Shrink);

    /// <summary>What the Fabric Manager does: capacity that it offers or asks back, in haste or not.</summary>
    public static Arbitrary<CapacityStep> CapacitySteps() => Arb.From(
        from seed in Seeds
        let steps = StepsOf(seed)
        from index in Gen.Choose(0, steps.Length - 1)
        select steps[index],
        CaseShrinker.Shrink);

    /// <summary>What goes wrong: one fault, or two (docs/faults.md).</summary>
    public static Arbitrary<FaultScenario> Scenarios() =>
        Arb.From(Seeds.Select(seed => EpisodeGenerator.CreateScenario(seed)), CaseShrinker.Shrink);

    /// <summary>
    /// What a host and the Fabric Manager say to a device, as far as nobody has answered: of host 0's commands
    /// those of dynamic capacity most, and of these most such as have a meaning. They shrink to fewer steps, then to
    /// simpler ones.
    /// </summary>
    /// <param name="configuration">The device that the conversation names; null: the default device.</param>
    public static Arbitrary<Conversation> Conversations(DeviceConfiguration? configuration = null)
    {
        DeviceConfiguration device = configuration ?? DeviceConfiguration.Default;
        return Arb.From(ConversationSteps.Conversations(device), ConversationSteps.Shrink);
    }

    internal static Gen<long> Seeds { get; } = Gen.Choose(0, int.MaxValue).Select(seed => (long)seed);

    // There is one at least: each episode ends with an offer.
    private static CapacityStep[] StepsOf(long seed) =>
    [
        .. EpisodeGenerator.Create(seed).Steps.OfType<CaseStep.Do>().Select(step => step.Step).OfType<CapacityStep>(),
    ];
}
