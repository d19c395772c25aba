using System.Reflection;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Events;

namespace CxlWire.Conformance;

/// <summary>What the kits of other languages are written from.</summary>
internal static class KitTables
{
    // Longest number whose values are tried, all of them, for names.
    private const int MaxCodeBits = 16;

    /// <summary>Every layout, by name.</summary>
    public static IEnumerable<Layout> Layouts { get; } =
    [
        .. Protocol.Layouts.All
            .Concat(CommandTable.Rows.SelectMany(row => new[] { row.Request, row.Response }))
            .Append(Layout.Empty).Append(CciHeader.Layout)
            .DistinctBy(layout => layout.Name).OrderBy(layout => layout.Name, StringComparer.Ordinal),
    ];

    /// <summary>Every identifier that has a name somewhere in Protocol.</summary>
    public static IEnumerable<Uuid> Identifiers { get; } =
    [
        .. from type in typeof(Layout).Assembly.GetExportedTypes()
           where type.IsValueType && type.GetProperty("Value")?.PropertyType == typeof(Uuid)
           orderby type.FullName
           from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
           where property.PropertyType == type
           select (Uuid)type.GetProperty("Value")!.GetValue(property.GetValue(null))!,
    ];

    /// <summary>The event records that have a layout of their own, by identifier.</summary>
    public static IEnumerable<(Uuid Identifier, Layout Layout)> EventRecords { get; } =
    [
        .. from property in typeof(EventRecordIdentifier).GetProperties(BindingFlags.Public | BindingFlags.Static)
           where property.PropertyType == typeof(EventRecordIdentifier)
           let identifier = ((EventRecordIdentifier)property.GetValue(null)!).Value
           let layout = LayoutOf(identifier)
           where layout != EventRecord.Layout
           select (identifier, layout),
    ];

    /// <summary>The values of a number that have a name; the others are described by their digits.</summary>
    public static IEnumerable<(ulong Value, string Name)> NamedValues(LayoutField field)
    {
        if (field.Describe is not { } describe)
            yield break;
        Assert.True(field.BitCount <= MaxCodeBits, $"{field.Name}: too wide to try all its values for names");
        for (ulong value = 0; value < 1UL << field.BitCount; value++)
        {
            string name = describe(value);
            if (name.Any(c => char.IsLetter(c) && c != 'h' && !char.IsAsciiHexDigitUpper(c)))
                yield return (value, name);
        }
    }

    private static Layout LayoutOf(Uuid identifier)
    {
        byte[] record = new byte[EventRecord.Size];
        identifier.Write(record);
        return Protocol.Layouts.OfEventRecord(record);
    }
}
