using System.Reflection;

namespace CxlWire.Protocol.Generator.Tests;

/// <summary>What is generated compiles without a warning, and does what the declaration says.</summary>
public class OutputTests
{
    private const string Everything = """
        namespace CxlWire.Protocol.Samples;
        /// <summary>A code.</summary>
        /// <param name="Value">The value.</param>
        [OpenCode(HexDigits = 2)] public readonly partial record struct Color(byte Value)
        {
            /// <summary>Red.</summary>
            [Code(1, "red")] public static partial Color Red { get; }
        }
        /// <summary>A layout inside.</summary>
        [Layout("inner", "Table 1", 3, View = true)] public readonly partial record struct Inner
        {
            /// <summary>A.</summary>
            [Field(0, Width = 3)] public partial uint A { get; init; }
        }
        /// <summary>Everything there is.</summary>
        [Layout("outer", "Table 2", 72, View = true)]
        [List("entries", typeof(Inner), Count = nameof(Count), Tail = typeof(Inner))]
        [Payload("OuterRequest", "outer_request", "Table 3")]
        public readonly partial record struct Outer
        {
            /// <summary>Bits of 8 bytes.</summary>
            [Bits(0, 62, 0)] public partial ulong Many { get; init; }
            /// <summary>The highest.</summary>
            [Bit(0, 63)] public partial bool Highest { get; init; }
            /// <summary>A code of 4 bits.</summary>
            [Bits(8, 3, 0)] public partial Color Small { get; init; }
            /// <summary>Bits across bytes.</summary>
            [Bits(8, 23, 4)] public partial uint Wide { get; init; }
            /// <summary>A code.</summary>
            [Field(11)] public partial Color Color { get; init; }
            /// <summary>Below zero.</summary>
            [Field(12, Unit = "degrees")] public partial short Below { get; init; }
            /// <summary>Entries.</summary>
            [Field(14)] public partial ushort Count { get; init; }
            /// <summary>Inside.</summary>
            [Field(16)] public partial Inner Inner { get; init; }
            /// <summary>Five bytes.</summary>
            [Field(19, Width = 5)] public partial ulong Five { get; init; }
            /// <summary>A UUID.</summary>
            [Field(24)] public partial Uuid Id { get; init; }
            /// <summary>Text.</summary>
            [Field(40)] public partial Text16 Text { get; init; }
            /// <summary>Reserved.</summary>
            [Reserved(56, 13)] public partial ReservedBytes Reserved56 { get; init; }
            /// <summary>Reserved.</summary>
            [Reserved(69, 3)] public partial uint Reserved69 { get; init; }
        }
        """;

    [Fact]
    public void Every_form_of_a_field_is_read_and_written()
    {
        Assembly assembly = Generated.From(Everything).Load();
        Type outer = assembly.GetType("CxlWire.Protocol.Samples.Outer")!;
        byte[] bytes = [.. Enumerable.Range(1, 78).Select(i => (byte)(i * 37))];
        (bytes[14], bytes[15]) = (1, 0); // One entry, and the tail.
        object value = typeof(OutputTests).GetMethod(nameof(RoundTrip), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(outer, assembly.GetType("CxlWire.Protocol.LayoutError")!).Invoke(null, [bytes])!;
        Assert.Equal(
            "Outer { Many = 2883393075087886885, Highest = False, Small = 0Dh, Wide = 620324, Color = BCh, "
            + "Below = 1761, Count = 1, Inner = Inner { A = 12556917 }, Five = 516791601636, "
            + "Id = 9dc2e70c-3156-7ba0-c5ea-0f34597ea3c8, "
            + "Text = \u00ed\u00127\\\u0081\u00a6\u00cb\u00f0\u0015:_\u0084\u00a9\u00ce\u00f3\u0018, "
            + "Reserved56 = ReservedBytes { First = 4619557223201727037, Second = 1073015130725, Third = 0 }, "
            + "Reserved69 = 6832926 }",
            value.ToString());
        Assert.Equal(78, outer.GetMethod("SizeWith")!.Invoke(null, [1]));
    }

    private static object RoundTrip<T, TError>(byte[] bytes)
        where T : struct
    {
        var read = typeof(T).GetMethod("TryRead")!.CreateDelegate<Read<T, TError>>();
        var write = typeof(T).GetMethod("TryWrite")!.CreateDelegate<Write<T>>();
        Assert.True(read(bytes, out T value, out _));
        byte[] written = new byte[72];
        Assert.True(write(ref value, written));
        Assert.Equal(bytes[..72], written);

        // A copy with one member set to what it is has the same bytes: setters touch nothing else.
        foreach (PropertyInfo property in typeof(T).GetProperties().Where(p => p.CanWrite))
        {
            object copy = value;
            property.SetValue(copy, property.GetValue(copy));
            Assert.Equal(value, (T)copy);
            object cleared = default(T);
            property.SetValue(cleared, property.GetValue(copy));
            Assert.Equal(property.GetValue(copy), property.GetValue(cleared));
        }

        return value;
    }

    private delegate bool Read<T, TError>(ReadOnlySpan<byte> bytes, out T value, out TError error);

    private delegate bool Write<T>(ref T value, Span<byte> destination);
}
