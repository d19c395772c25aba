namespace CxlWire.Protocol.Generator.Layouts;

/// <summary>
/// How a field lies in its struct: the struct is in memory what it is on the wire, so a field is stored in integers
/// of 1, 2, 3, 4 or 8 bytes that fill its place, or in another such struct.
/// </summary>
internal static class Storage
{
    /// <summary>One stored integer: its name, its bytes, and where they begin in the field.</summary>
    private readonly record struct Chunk(string Name, int Size, int At)
    {
        public string Type => Size switch { 1 => "byte", 2 => "ushort", 3 => "UInt24", 4 => "uint", _ => "ulong" };

        /// <summary>The integer as a number of this machine's.</summary>
        public string Load => Size switch { 1 => Name, 3 => $"{Name}.Value", _ => $"LittleEndian.Convert({Name})" };

        /// <summary>What is stored for a number of a type, which is cut to the size.</summary>
        public string Store(string number, string type)
        {
            string cut = type == (Size == 3 ? "uint" : Type) ? number : $"({(Size == 3 ? "uint" : Type)}){number}";
            return Size switch { 1 => cut, 3 => $"new UInt24({cut})", _ => $"LittleEndian.Convert({cut})" };
        }
    }

    /// <summary>What a layout's struct consists of, in order: types, names and offsets.</summary>
    public static IEnumerable<(string Type, string Name, int Offset)> Of(LayoutModel layout)
    {
        string last = "";
        foreach (FieldModel field in layout.Fields.Where(field => !field.IsBits || NameOf(field) != last))
        {
            last = NameOf(field);
            IEnumerable<(string, string, int)> stored = field.Form switch
            {
                FieldForm.Uuid => [("Uuid", last, field.Offset)],
                FieldForm.Text or FieldForm.Nested => [(field.Type, last, field.Offset)],
                _ => Chunks(field).Select(chunk => (chunk.Type, chunk.Name, field.Offset + chunk.At)),
            };
            foreach ((string, string, int) one in stored)
                yield return one;
        }
    }

    /// <summary>The field that stores a property, or that begins what does.</summary>
    private static string NameOf(FieldModel field) => field.IsBits ? $"_bits{field.Offset}" : Name(field.Property, 0);

    private static List<Chunk> Chunks(FieldModel field)
    {
        if (field.IsBits)
            return [new Chunk(NameOf(field), field.Width, 0)];
        var chunks = new List<Chunk>();
        for (int at = 0; at < field.Width; at += chunks[chunks.Count - 1].Size)
        {
            int left = field.Width - at;
            int size = left >= 8 ? 8 : left >= 4 ? 4 : left;
            chunks.Add(new Chunk(Name(field.Property, at), size, at));
        }

        return chunks;
    }

    /// <summary>The property's getter.</summary>
    public static string Get(FieldModel field)
    {
        List<Chunk> chunks = Chunks(field);
        return field.Form switch
        {
            _ when field.IsBits => GetBits(field, chunks[0].Load),
            FieldForm.Number => Join(chunks, 0),
            FieldForm.Signed => $"(short){chunks[0].Load}",
            FieldForm.Code => $"new({chunks[0].Load})",
            FieldForm.Words =>
                $"new({string.Join(", ", field.Words.Select((_, i) => Join(InWord(chunks, i), i * 8)))})",
            FieldForm.Uuid when field.Number != field.Type => $"new({NameOf(field)})",
            _ => NameOf(field),
        };
    }

    /// <summary>The statements of the property's setter.</summary>
    public static IEnumerable<string> Set(FieldModel field)
    {
        List<Chunk> chunks = Chunks(field);
        return field.Form switch
        {
            _ when field.IsBits => [SetBits(field, chunks[0])],
            FieldForm.Number or FieldForm.Signed => chunks.Select(chunk => Assign(chunk, "value", field.Number, 0)),
            FieldForm.Code => [Assign(chunks[0], "value.Value", field.Number, 0)],
            FieldForm.Words => field.Words.SelectMany((word, i) =>
                InWord(chunks, i).Select(chunk => Assign(chunk, $"value.{word}", "ulong", i * 8))),
            FieldForm.Uuid when field.Number != field.Type => [$"{NameOf(field)} = value.Value"],
            _ => [$"{NameOf(field)} = value"],
        };
    }

    private static string Name(string property, int at) =>
        $"_{SourceText.CamelCase(property)}{(at == 0 ? "" : $"At{at}")}";

    private static IEnumerable<Chunk> InWord(List<Chunk> chunks, int word) =>
        chunks.Where(chunk => chunk.At / 8 == word);

    /// <summary>The number that chunks make up, the first of which has the lowest bits.</summary>
    private static string Join(IEnumerable<Chunk> chunks, int origin)
    {
        string[] parts =
        [
            .. chunks.Select(chunk =>
                chunk.At == origin ? chunk.Load : $"((ulong){chunk.Load} << {(chunk.At - origin) * 8})"),
        ];
        return parts.Length == 0 ? "0" : string.Join(" | ", parts);
    }

    private static string Assign(Chunk chunk, string number, string type, int origin) =>
        $"{chunk.Name} = {chunk.Store(chunk.At == origin ? number : $"({number} >> {(chunk.At - origin) * 8})", type)}";

    private static string GetBits(FieldModel field, string load)
    {
        if (field.Form == FieldForm.Flag)
            return $"({load} & {Mask(field, field.FirstBit)}) != 0";
        string shifted = field.FirstBit == 0 ? load : $"({load} >> {field.FirstBit})";
        string number = $"({field.Number})({shifted} & {Mask(field, 0)})";
        return field.Form == FieldForm.Code ? $"new({number})" : number;
    }

    private static string SetBits(FieldModel field, Chunk chunk)
    {
        string mask = Mask(field, field.FirstBit), type = field.Width > 4 ? "ulong" : "uint";
        if (field.Form == FieldForm.Flag)
            return $"{chunk.Name} = {chunk.Store($"(value ? {chunk.Load} | {mask} : {chunk.Load} & ~{mask})", type)}";
        string number = $"({type}){(field.Form == FieldForm.Code ? "value.Value" : "value")}";
        string shifted = field.FirstBit == 0 ? number : $"({number} << {field.FirstBit})";
        return $"{chunk.Name} = {chunk.Store($"(({chunk.Load} & ~{mask}) | ({shifted} & {mask}))", type)}";
    }

    private static string Mask(FieldModel field, int shift)
    {
        ulong mask = (field.BitCount == 64 ? ulong.MaxValue : (1UL << field.BitCount) - 1) << shift;
        return $"0x{mask:X}{(field.Width > 4 ? "UL" : "U")}";
    }
}
