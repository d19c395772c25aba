using System.Text;
using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Golden.Tests;

public class InverseProperties
{
    [Fact]
    public void Bytes_to_fields_to_json_to_bytes_is_the_identity_for_every_layout()
    {
        foreach (Layout layout in Layouts.All)
            Seeded.Check(Prop.ForAll(Samples.BytesOf(layout).ToArbitrary(), bytes => RoundTrips(bytes, layout)), 100);
    }

    [Fact]
    public void Counts_and_reserved_fields_that_are_0_may_be_left_out_everywhere()
    {
        Gen<(Layout, byte[])> any = Samples.AnyLayout.SelectMany(l => Samples.BytesOf(l).Select(b => (l, b)));
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                (Layout layout, byte[] bytes) = t;
                Assert.True(FieldNode.TryRead(bytes, layout, out FieldNode? root, out _));
                ClearReserved(root, bytes);
                bool ok = FieldJson.TryEncode(
                    Encoding.UTF8.GetBytes(Lean(root)), layout, out byte[]? again, out JsonFormError error);
                Assert.True(ok, error.ToString());

                // What need not be there is not there when it is left out.
                bool isShort = layout.List is null
                    && layout.Fields.Where(f => f.Offset >= layout.MinimumSize).All(f => f.IsReserved);
                Assert.Equal(Hex.Text(isShort ? bytes.AsSpan(0, layout.MinimumSize) : bytes), Hex.Text(again));
                return true;
            }),
            2000);
    }

    [Fact]
    public void Any_bytes_are_refused_or_come_back_the_same()
    {
        Gen<(Layout, byte[])> any = Samples.AnyLayout.Zip(Samples.AnyBytes(300));
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t => !t.Item1.TryCheck(t.Item2, out _) || RoundTrips(t.Item2, t.Item1)),
            2000);
    }

    [Fact]
    public void Any_stream_of_whole_messages_comes_back_the_same_through_json()
    {
        Seeded.Check(
            Prop.ForAll(Samples.AnyMessage.ListOf().ToArbitrary(), messages => MessagesRoundTrip([.. messages])), 300);
    }

    [Fact]
    public void A_stream_cut_anywhere_gives_the_whole_messages_before_the_cut()
    {
        Gen<(byte[] Message, int Keep)> cut =
            Samples.AnyMessage.SelectMany(m => Gen.Choose(1, m.Length - 1).Select(keep => (m, keep)));
        Gen<(IList<byte[]>, (byte[], int))> any = Samples.AnyMessage.ListOf()
            .Select(l => (IList<byte[]>)[.. l]).Zip(cut);
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                (IList<byte[]> whole, (byte[] message, int keep)) = t;
                byte[] stream = [.. whole.SelectMany(m => m), .. message[..keep]];
                var reader = new CciMessageReader(stream);
                int count = reader.ReadToEnd().Count();
                return count == whole.Count
                    && reader.Error?.Offset == stream.Length - keep && reader.Error?.There == keep;
            }),
            300);
    }

    [Fact]
    public void Any_bytes_can_be_dumped_and_compared()
    {
        Gen<(byte[], byte[])> any = Samples.AnyBytes(200).Zip(Samples.AnyMessage);
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                Assert.All(AnnotatedDump.Lines(new CciMessageReader(t.Item1)), Printable);
                Assert.All(AnnotatedDump.Lines(new CciMessageReader(t.Item2)), Printable);
                foreach (Layout layout in Layouts.All)
                    Assert.Equal(
                        t.Item1.AsSpan().SequenceEqual(t.Item2), FieldDiff.Compare(t.Item1, t.Item2, layout).AreEqual);
                return true;
            }),
            200);
    }

    [Fact]
    public void Every_byte_of_a_layout_is_in_its_dump_once()
    {
        Gen<(Layout, byte[])> any = Samples.AnyLayout.SelectMany(l => Samples.BytesOf(l).Select(b => (l, b)));
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                Assert.True(FieldNode.TryRead(t.Item2, t.Item1, out FieldNode? root, out _));
                string shown = string.Concat(AnnotatedDump.Lines(root)
                    .SelectMany(l => l.Spans).Where(s => s.Role == DumpRole.Bytes).Select(s => s.Text));
                return shown.Replace(" ", "", StringComparison.Ordinal) == Hex.Text(t.Item2);
            }),
            1000);
    }

    [Fact]
    public void Two_byte_strings_of_a_layout_differ_where_one_bit_was_turned()
    {
        Gen<(Layout Layout, byte[] Bytes, int Bit)> any =
            from layout in Gen.Elements(Layouts.All.Where(l => l.MinimumSize > 0).ToArray())
            from bytes in Samples.BytesOf(layout)
            from bit in Gen.Choose(0, (bytes.Length * 8) - 1)
            select (layout, bytes, bit);
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                byte[] turned = [.. t.Bytes];
                turned[t.Bit / 8] ^= (byte)(1 << (t.Bit % 8));
                FieldDiff diff = FieldDiff.Compare(t.Bytes, turned, t.Layout);
                return diff.LeftError is null
                    && diff.Differences.Count > 0 && diff.Differences.All(d => d.Left != d.Right)
                    && (diff.RightError is not null || diff.Differences.Any(d => d.Offset <= t.Bit / 8));
            }),
            1000);
    }

    [Fact]
    public void Any_json_is_refused_or_encoded_to_what_the_layout_takes()
    {
        // Json that is nearly right: bytes of one layout, read as another, with a character changed.
        Gen<(Layout, string, int, char)> any =
            from layout in Samples.AnyLayout
            from bytes in Samples.BytesOf(layout)
            let json = Json(bytes, layout)
            from at in Gen.Choose(0, json.Length - 1)
            from c in Gen.Elements('0', '"', '{', '}', '[', ',', '-', 'f', '\\', '.')
            select (layout, json, at, c);
        Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                string text = t.Item2[..t.Item3] + t.Item4 + t.Item2[(t.Item3 + 1)..];
                bool ok = FieldJson.TryEncode(
                    Encoding.UTF8.GetBytes(text), t.Item1, out byte[]? bytes, out JsonFormError error);
                return ok ? t.Item1.TryCheck(bytes, out _) : error.Path.StartsWith('$') && error.Expected.Length > 0;
            }),
            2000);
    }

    private static void Printable(DumpLine line) => Assert.DoesNotContain(line.ToString(), c => c is < ' ' or > '~');

    private static void ClearReserved(FieldNode node, byte[] bytes)
    {
        if (node is { IsReserved: true, Field: { } field })
        {
            if (field.IsBits)
                Layout.WriteUnsigned(bytes.AsSpan(node.Offset - field.Offset), field, 0);
            else
                bytes.AsSpan(node.Offset, field.Size).Clear();
        }

        foreach (FieldNode child in node.Children)
            ClearReserved(child, bytes);
    }

    /// <summary>What a person has to write: no reserved field, and no count, which the entries say.</summary>
    private static IEnumerable<FieldNode> Given(FieldNode node) =>
        node.Children.Where(c => !c.IsReserved && (c.Field is null || c.Field != node.Layout!.List?.Count));

    private static string Lean(FieldNode node) => node.Kind switch
    {
        FieldNodeKind.Structure => $"{{{string.Join(",", Given(node).Select(c => $"\"{c.Name}\":{Lean(c)}"))}}}",
        FieldNodeKind.List => $"[{string.Join(",", node.Children.Select(Lean))}]",
        _ => FieldJson.ToText(node),
    };

    private static string Json(byte[] bytes, Layout layout)
    {
        Assert.True(FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error), error.ToString());
        return FieldJson.ToText(root);
    }

    private static bool RoundTrips(byte[] bytes, Layout layout)
    {
        bool ok = FieldJson.TryEncode(
            Encoding.UTF8.GetBytes(Json(bytes, layout)), layout, out byte[]? again, out JsonFormError error);
        Assert.True(ok, error.ToString());
        Assert.Equal(Hex.Text(bytes), Hex.Text(again));
        return true;
    }

    private static bool MessagesRoundTrip(byte[][] messages)
    {
        byte[] stream = [.. messages.SelectMany(m => m)];
        var reader = new CciMessageReader(stream);
        string json = $"[{string.Join(",", reader.ReadToEnd().Select(m => FieldJson.ToText(m.Fields)))}]";
        Assert.Null(reader.Error);
        Assert.True(FieldJson.TryEncodeMessages(
            Encoding.UTF8.GetBytes(json), out byte[]? again, out JsonFormError error), error.ToString());
        Assert.Equal(Hex.Text(stream), Hex.Text(again));
        return true;
    }
}
