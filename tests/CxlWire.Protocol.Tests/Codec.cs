using System.Reflection;

namespace CxlWire.Protocol.Tests;

/// <summary>A value type with its layout, so that one test can be run over all of them.</summary>
internal abstract class Codec
{
    private const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    /// <summary>Every public value type that has a layout.</summary>
    public static IReadOnlyList<Codec> All { get; } =
    [
        .. typeof(Layout).Assembly.GetExportedTypes()
            .Where(
                type =>
                    type.GetMethod("TryWrite", Public) is not null && type.GetProperty("Layout", Public) is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (Codec)Activator.CreateInstance(typeof(Codec<>).MakeGenericType(type))!),
    ];

    public abstract string Name { get; }

    public abstract Layout Layout { get; }

    public abstract bool TryRead(ReadOnlySpan<byte> bytes, out object value, out LayoutError error);

    public abstract bool TryWrite(object value, Span<byte> destination);

    /// <summary>Value of the property that bears a field's name.</summary>
    public object Get(object value, LayoutField field)
    {
        PropertyInfo? property = value.GetType().GetProperty(PascalCase(field.Name), Public);
        Assert.True(property is not null, $"{Name} has no property for {field.Name}");
        return property.GetValue(value)!;
    }

    public override string ToString() => Name;

    private static string PascalCase(string name) =>
        string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

internal sealed class Codec<T> : Codec
    where T : struct
{
    private readonly Reader _read = typeof(T).GetMethod("TryRead")!.CreateDelegate<Reader>();
    private readonly Writer _write = typeof(T).GetMethod("TryWrite")!.CreateDelegate<Writer>();

    private delegate bool Reader(ReadOnlySpan<byte> bytes, out T value, out LayoutError error);

    private delegate bool Writer(ref T value, Span<byte> destination);

    public override string Name => typeof(T).Name;

    public override Layout Layout { get; } = (Layout)typeof(T).GetProperty("Layout")!.GetValue(null)!;

    public override bool TryRead(ReadOnlySpan<byte> bytes, out object value, out LayoutError error)
    {
        bool ok = _read(bytes, out T read, out error);
        value = read;
        return ok;
    }

    public override bool TryWrite(object value, Span<byte> destination)
    {
        var typed = (T)value;
        return _write(ref typed, destination);
    }
}
