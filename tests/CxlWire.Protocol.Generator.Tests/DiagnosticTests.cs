using Microsoft.CodeAnalysis;

namespace CxlWire.Protocol.Generator.Tests;

/// <summary>What is wrong with a declaration is an error at its attribute; nothing is generated then.</summary>
public class DiagnosticTests
{
    private const string Second = "/// <summary>B.</summary>\n[Field(4)] public partial uint B { get; init; }";

    /// <summary>A layout of 8 bytes: A with this attribute and type in line 7, uint B at byte 4 in line 9.</summary>
    [Theory]
    [InlineData(
        "Field(1, Width = 3)", "uint",
        "CXW001 7 at Field(1, Width = 3): A begins at byte 1, the field before ends at byte 0: there is a gap")]
    [InlineData(
        "Field(0)", "ushort",
        "CXW001 9 at Field(4): B begins at byte 4, the field before ends at byte 2: there is a gap")]
    [InlineData(
        "Bits(0, 31, 1)", "uint",
        "CXW001 7 at Bits(0, 31, 1): A begins at byte 0 bit 1, the field before ends at byte 0: there is a gap")]
    [InlineData(
        "Field(0)", "Uuid",
        "CXW002 9 at Field(4): B begins at byte 4, the field before ends at byte 16: they overlap, or are out of order",
        "CXW003 3 at Layout(\"sample\", \"Table 1\", 8): Sample: the fields end at byte 16, the layout is 8 bytes")]
    [InlineData(
        "Bits(0, 30, 0)", "uint", "CXW005 7 at Bits(0, 30, 0): the bits at byte 0 are 31, and no integer",
        "CXW001 9 at Field(4): B begins at byte 4, the field before ends at byte 3 bit 7: there is a gap")]
    [InlineData("Bits(0, 31, 0)", "byte", "CXW005 7 at Bits(0, 31, 0): A: bits [31:0] do not fit byte")]
    [InlineData("Bits(0, 31, 0)", "bool", "CXW005 7 at Bits(0, 31, 0): A: bits [31:0] do not fit bool")]
    [InlineData(
        "Field(0, Width = 4)", "bool", "CXW005 7 at Field(0, Width = 4): A: a bool is one bit, not whole bytes",
        "CXW001 9 at Field(4): B begins at byte 4, the field before ends at byte 1: there is a gap")]
    [InlineData(
        "Field(0)", "string", "CXW007 7 at Field(0): A: string is not on the wire",
        "CXW001 9 at Field(4): B begins at byte 4, the field before ends at byte 0: there is a gap")]
    [InlineData(
        "Field(0, Width = 4)", "ushort", "CXW010 7 at Field(0, Width = 4): A: ushort is not 4 bytes wide",
        "CXW001 9 at Field(4): B begins at byte 4, the field before ends at byte 2: there is a gap")]
    public void A_field_that_does_not_fit(string attribute, string type, params string[] problems) =>
        AssertProblems(
            $"/// <summary>A.</summary>\n[{attribute}] public partial {type} A {{ get; init; }}\n{Second}",
            "",
            problems);

    [Fact]
    public void Fields_that_end_before_the_layout_does() => AssertProblems(
        "/// <summary>A.</summary>\n[Field(0)] public partial uint A { get; init; }",
        "",
        "CXW003 3 at Layout(\"sample\", \"Table 1\", 8): Sample: the fields end at byte 4, the layout is 8 bytes");

    [Fact]
    public void A_field_without_a_doc_comment() => AssertProblems(
        "// No doc.\n[Field(0)] public partial ulong A { get; init; }",
        "",
        "CXW004 7 at Field(0): A has no doc comment");

    [Fact]
    public void A_property_that_is_no_field() => AssertProblems(
        "/// <summary>A.</summary>\n[Field(0)] public partial ulong A { get; init; }\n"
            + "public partial byte B { get; init; }",
        "",
        "CXW009 8 at B: B has no attribute that says where it lies");

    [Fact]
    public void A_property_that_can_be_set() => AssertProblems(
        "/// <summary>A.</summary>\n[Field(0)] public partial ulong A { get; set; }",
        "",
        "CXW008 7 at Field(0): A has to be 'public partial ... { get; init; }'");

    [Theory]
    [InlineData(
        "Count = \"C\"", "byte",
        "CXW006 3 at List(\"entries\", typeof(byte), Count = \"C\"): entries: Sample has no number C "
            + "that could count the entries")]
    [InlineData(
        "Count = \"A\"", "uint",
        "CXW007 3 at List(\"entries\", typeof(uint), Count = \"A\"): entries: uint is neither a layout "
            + "nor byte nor ushort")]
    [InlineData(
        "Tail = typeof(Uuid)", "byte",
        "CXW007 3 at List(\"entries\", typeof(byte), Tail = typeof(Uuid)): entries: "
            + "CxlWire.Protocol.Uuid is no layout, and no tail")]
    public void A_list_that_nothing_counts_or_ends(string more, string entry, string problem) => AssertProblems(
        "/// <summary>A.</summary>\n[Field(0)] public partial ulong A { get; init; }",
        $"[List(\"entries\", typeof({entry}), {more})]",
        problem);

    [Fact]
    public void A_minimum_size_inside_a_field() => AssertProblems(
        Generated.From("""
            namespace CxlWire.Protocol.Samples;
            /// <summary>A layout.</summary>
            [Layout("sample", "Table 1", 8, MinimumSize = 4)]
            public readonly partial record struct Sample
            {
                /// <summary>A.</summary>
                [Field(0)] public partial ulong A { get; init; }
            }
            """),
        "CXW012 3 at Layout(\"sample\", \"Table 1\", 8, MinimumSize = 4): "
            + "Sample: no field begins at byte 4, the minimum size");

    [Fact]
    public void A_view_of_what_may_not_be_there() => AssertProblems(
        Generated.From("""
            namespace CxlWire.Protocol.Samples;
            /// <summary>A layout.</summary>
            [Layout("sample", "Table 1", 2, MinimumSize = 1, View = true)]
            public readonly partial record struct Sample
            {
                /// <summary>A.</summary>
                [Field(0)] public partial byte A { get; init; }
                /// <summary>B.</summary>
                [Field(1)] public partial byte B { get; init; }
            }
            """),
        "CXW012 3 at Layout(\"sample\", \"Table 1\", 2, MinimumSize = 1, View = true): "
            + "Sample: a view reads whole layouts, none that may end before");

    [Fact]
    public void A_type_that_is_not_partial() => AssertProblems(
        Generated.From("""
            namespace CxlWire.Protocol.Samples;
            /// <summary>A layout.</summary>
            [Layout("sample", "Table 1", 0)]
            public readonly record struct Sample;
            """),
        "CXW008 3 at Layout(\"sample\", \"Table 1\", 0): Sample has to be a 'readonly partial record struct'");

    [Fact]
    public void Two_layouts_of_one_name()
    {
        Generated generated = Generated.From("""
            namespace CxlWire.Protocol.Samples;
            /// <summary>A layout.</summary>
            [Layout("sample", "Table 1", 0)] public readonly partial record struct Sample;
            /// <summary>A layout.</summary>
            [Layout("other", "Table 2", 0)][Payload("Third", "sample", "Table 3")]
            public readonly partial record struct Other;
            """);
        Assert.Equal(
            ["CXW011 5 at Payload(\"Third\", \"sample\", \"Table 3\"): another layout is named sample"],
            generated.Problems());
    }

    [Theory]
    [InlineData("byte", "256, \"x\"", "CXW013 5 at Code(256, \"x\"): X: 256 is no value of the code")]
    [InlineData("byte", "2, \"x\"", "CXW013 7 at Code(2, \"y\"): Y: 2 is X already")]
    [InlineData(
        "Uuid", "\"1234\", \"x\"", "CXW013 5 at Code(\"1234\", \"x\"): X: 1234 is no value of the code",
        "CXW013 7 at Code(2, \"y\"): Y: 2 is no value of the code")]
    [InlineData(
        "long", "1, \"x\"",
        "CXW008 2 at OpenCode: Sample has to be a 'readonly partial record struct' over one Value: a "
            + "byte, ushort or Uuid")]
    public void A_code_that_does_not_fit(string type, string code, params string[] problems) => AssertProblems(
        Generated.From($$"""
            namespace CxlWire.Protocol.Samples;
            [OpenCode] public readonly partial record struct Sample({{type}} Value)
            {
                /// <summary>X.</summary>
                [Code({{code}})] public static partial Sample X { get; }
                /// <summary>Y.</summary>
                [Code(2, "y")] public static partial Sample Y { get; }
            }
            """),
        problems);

    [Fact]
    public void A_code_without_a_doc_comment() => AssertProblems(
        Generated.From("""
            namespace CxlWire.Protocol.Samples;
            [OpenCode] public readonly partial record struct Sample(byte Value)
            {
                [Code(2, "y")] public static partial Sample Y { get; }
            }
            """),
        "CXW004 4 at Code(2, \"y\"): Y has no doc comment");

    private static void AssertProblems(string fields, string attributes, params string[] problems) =>
        AssertProblems(Generated.FromFields(fields, attributes), problems);

    private static void AssertProblems(Generated generated, params string[] problems)
    {
        Assert.Equal(problems, generated.Problems());
        Assert.All(generated.Diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
        Assert.DoesNotContain(
            generated.Result.GeneratedSources, source => source.HintName.Contains("Sample", StringComparison.Ordinal));
    }
}
