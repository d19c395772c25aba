using System.Reflection;
using System.Text.Json;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;
using CxlWire.Fuzz.Mutation;
using CxlWire.Golden;
using CxlWire.Kaitai;
using CxlWire.Protocol;
using Kaitai;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// Layouts: bytes are refused or reproduced exactly, through value types, dumps and JSON; and the parsers generated
/// from ksy/ refuse and read the same. Pieces: the number of a layout, its bytes.
/// </summary>
internal sealed class CodecTarget : FuzzTarget
{
    private static readonly Dictionary<Layout, Codec> _codecs = FindCodecs();

    public override string Name => "codec";

    // A byte becomes a line of a dump, of JSON, and an object of a parser.
    public override long MaximumAllocation(long length) => (16L << 20) + (16_384 * length);

    public override byte[][] Create(Random random)
    {
        int which = random.Next(Layouts.All.Count);
        Layout layout = Layouts.All[which];
        byte[] bytes = LayoutMutator.Sound(random, layout);
        return [[(byte)which], random.OneIn(8) ? bytes : LayoutMutator.Mutate(random, layout, bytes)];
    }

    public override void Run(byte[][] pieces)
    {
        if (pieces is not [[byte which], byte[] bytes])
            return;
        Layout layout = Layouts.All[which % Layouts.All.Count];
        bool accepted = layout.TryCheck(bytes, out LayoutError error);
        FuzzFailure.Unless(
            accepted == (error == default), "an error without refusal, or a refusal without error", layout.Name);
        if (_codecs.TryGetValue(layout, out Codec? codec))
            codec.Check(layout, bytes, accepted);
        CheckPeoplesForms(layout, bytes, accepted);
    }

    private static void CheckPeoplesForms(Layout layout, byte[] bytes, bool accepted)
    {
        bool read = FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error);
        FuzzFailure.Unless(read == accepted, "dump and layout disagree", layout.Name);
        IEnumerable<DumpLine> lines = read ? AnnotatedDump.Lines(root!) : AnnotatedDump.Lines(bytes, error);
        foreach (DumpLine line in lines)
            FuzzFailure.Unless(
                line.ToString().All(c => c is >= ' ' and <= '~'), "a dump's line is not printable", layout.Name);
        object? parsed = Parse(layout, bytes);
        if (layout != Layout.Empty)
            FuzzFailure.Unless(
                parsed is not null == accepted, "ksy and codec disagree on what is refused",
                $"{layout.Name}, codec: {error}");
        if (!read)
            return;
        string json = FieldJson.ToText(root!);
        using var document = JsonDocument.Parse(json);
        bool encoded =
            FieldJson.TryEncode(document.RootElement, layout, out byte[]? again, out JsonFormError formError);
        FuzzFailure.Unless(encoded, "JSON is not read again", $"{layout.Name}: {formError}");
        FuzzFailure.Unless(bytes.AsSpan().SequenceEqual(again), "JSON is other bytes", layout.Name);
        if (parsed is not null && KsyAgreement.Difference(document.RootElement, parsed) is { } difference)
            throw new FuzzFailure("ksy and codec read something else", $"{layout.Name}: {difference}");
    }

    private static KaitaiStruct? Parse(Layout layout, byte[] bytes)
    {
        if (layout == Layout.Empty)
            return null;
        try
        {
            return GeneratedLayouts.Parse(layout.Name, bytes);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException)
        {
            return null;
        }
    }

    private static Dictionary<Layout, Codec> FindCodecs()
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
        var codecs = new Dictionary<Layout, Codec>();
        foreach (Type type in typeof(Layout).Assembly.GetExportedTypes())
        {
            if (type.GetMethod("TryWrite", Public) is not null
                && type.GetProperty("Layout", Public)?.GetValue(null) is Layout layout)
                codecs.TryAdd(layout, (Codec)Activator.CreateInstance(typeof(Codec<>).MakeGenericType(type))!);
        }

        return codecs;
    }

    private abstract class Codec
    {
        public abstract void Check(Layout layout, byte[] bytes, bool accepted);
    }

    private sealed class Codec<T> : Codec
        where T : struct
    {
        private readonly Reader _read = typeof(T).GetMethod("TryRead")!.CreateDelegate<Reader>();
        private readonly Writer _write = typeof(T).GetMethod("TryWrite")!.CreateDelegate<Writer>();

        private delegate bool Reader(ReadOnlySpan<byte> bytes, out T value, out LayoutError error);

        private delegate bool Writer(ref T value, Span<byte> destination);

        public override void Check(Layout layout, byte[] bytes, bool accepted)
        {
            bool read = _read(bytes, out T value, out _);
            FuzzFailure.Unless(read == accepted, "value and layout disagree", layout.Name);
            if (!read)
                return;
            byte[] written = new byte[layout.Size + 1];
            written.AsSpan().Fill(0xA5);
            FuzzFailure.Unless(_write(ref value, written), "a value is not written", layout.Name);
            int shared = Math.Min(bytes.Length, layout.Size);
            FuzzFailure.Unless(
                bytes.AsSpan(0, shared)
                    .SequenceEqual(written.AsSpan(0, shared)), "a value is written as other bytes", layout.Name);
            FuzzFailure.Unless(written[^1] == 0xA5, "a value is written beyond its size", layout.Name);
        }
    }
}
