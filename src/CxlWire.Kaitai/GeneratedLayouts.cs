using System.Reflection;
using System.Text;
using Kaitai;

namespace CxlWire.Kaitai;

/// <summary>
/// The generated parsers by layout id, the name of the ksy file: <c>extent</c>, <c>cci_header</c>, ...
/// </summary>
public static class GeneratedLayouts
{
    private const string GeneratedNamespace = "CxlWire.Kaitai.Generated";

    // From the types in the assembly: a new ksy needs no line here.
    private static readonly SortedDictionary<string, Func<byte[], KaitaiStruct>> _parsers = new(
        typeof(GeneratedLayouts).Assembly.GetTypes()
            .Where(type => type.Namespace == GeneratedNamespace && type.IsSubclassOf(typeof(KaitaiStruct)))
            .ToDictionary(type => LayoutId(type.Name), Parser),
        StringComparer.Ordinal);

    /// <summary>Every layout that has a parser, in ordinal order.</summary>
    public static IReadOnlyCollection<string> Ids => _parsers.Keys;

    /// <summary>
    /// Parses the whole of <paramref name="bytes"/>. The result's properties are the layout's field ids in PascalCase.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such layout.</exception>
    /// <exception cref="EndOfStreamException">The bytes end before the layout does.</exception>
    /// <exception cref="InvalidDataException">Bytes are left over.</exception>
    public static KaitaiStruct Parse(string id, byte[] bytes)
    {
        KaitaiStruct parsed = Find(id)(bytes);
        KaitaiStream stream = parsed.M_Io;
        return stream.IsEof
            ? parsed
            : throw new InvalidDataException($"{id} ends at byte {stream.Pos}, the bytes at {stream.Size}");
    }

    /// <summary>
    /// The parser of a layout. It accepts bytes left over: the position of the result's <c>M_Io</c> tells how many it
    /// read.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such layout.</exception>
    public static Func<byte[], KaitaiStruct> Find(string id) =>
        _parsers.TryGetValue(id, out Func<byte[], KaitaiStruct>? parser)
            ? parser
            : throw new ArgumentException($"no generated parser for layout \"{id}\"", nameof(id));

    private static Func<byte[], KaitaiStruct> Parser(Type type)
    {
        // (stream, parent, root): the last two matter to nested types only.
        ConstructorInfo constructor = type.GetConstructors().Single();
        return bytes => (KaitaiStruct)constructor.Invoke(
            BindingFlags.DoNotWrapExceptions, null, [new KaitaiStream(bytes), null, null], null);
    }

    private static string LayoutId(string typeName)
    {
        var id = new StringBuilder();
        foreach (char letter in typeName)
        {
            if (char.IsUpper(letter) && id.Length > 0)
                id.Append('_');
            id.Append(char.ToLowerInvariant(letter));
        }

        return id.ToString();
    }
}
