using System.Reflection;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Events;

namespace CxlWire.Conformance;

/// <summary>What the kits of other languages are written from.</summary>
internal static class KitTables
{
    /// <summary>Every layout, by name.</summary>
    public static IEnumerable<Layout> Layouts { get; } =
    [
        .. Protocol.Layouts.All
            .Concat(CommandTable.Rows.SelectMany(row => new[] { row.Request, row.Response }))
            .Append(Layout.Empty).Append(CciHeader.Layout)
            .DistinctBy(layout => layout.Name).OrderBy(layout => layout.Name, StringComparer.Ordinal),
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

    private static Layout LayoutOf(Uuid identifier)
    {
        byte[] record = new byte[EventRecord.Size];
        identifier.Write(record);
        return Protocol.Layouts.OfEventRecord(record);
    }
}
