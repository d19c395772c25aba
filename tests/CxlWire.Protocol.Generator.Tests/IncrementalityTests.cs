using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator.Tests;

/// <summary>What did not change is not generated again.</summary>
public class IncrementalityTests
{
    private const string Two = """
        namespace CxlWire.Protocol.Samples;
        /// <summary>One.</summary>
        [Layout("one", "Table 1", 1)] public readonly partial record struct One
        {
            /// <summary>A.</summary>
            [Field(0)] public partial byte First { get; init; }
        }
        /// <summary>Two.</summary>
        [Layout("two", "Table 2", 1)] public readonly partial record struct Two
        {
            /// <summary>A.</summary>
            [Field(0)] public partial byte A { get; init; }
        }
        """;

    [Fact]
    public void An_unrelated_edit_generates_nothing()
    {
        Generated generated = Generated.From(Two);
        generated.Change("Usings.cs", text => text + "\ninternal static class Unrelated;");
        AssertReasons(generated, "Layouts", IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Unchanged);
        AssertReasons(generated, "Registry", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
        Assert.All(
            generated.Result.TrackedOutputSteps.SelectMany(steps => steps.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void A_changed_field_generates_its_layout_and_nothing_else()
    {
        Generated generated = Generated.From(Two);
        generated.Change("Declared.cs", text => text.Replace("First", "Other", StringComparison.Ordinal));
        AssertReasons(generated, "Layouts", IncrementalStepRunReason.Modified, IncrementalStepRunReason.Unchanged);
        AssertReasons(generated, "Registry", IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached);
    }

    private static void AssertReasons(Generated generated, string step, params IncrementalStepRunReason[] reasons) =>
        Assert.Equal(reasons, generated.Reasons(step));
}
