namespace CxlWire.Protocol.Doe;

/// <summary>CXL table access, request: an entry of a table, by its handle.</summary>
[Layout("table_access_request", "CXL r3.1 8.1.11.1 Read Entry, request", 12)]
public readonly partial record struct TableAccessRequest
{
    /// <summary>Vendor 1E98h, type 2.</summary>
    [Field(0)] public partial DoeHeader Header { get; init; }

    /// <summary>0: read an entry.</summary>
    [Field(8)] public partial byte TableRequestCode { get; init; }

    /// <summary>0: the CDAT.</summary>
    [Field(9)] public partial byte TableType { get; init; }

    /// <summary>0 for the table's header, then as <see cref="TableAccessResponse.EntryHandle"/> says.</summary>
    [Field(10, HexDigits = 4)] public partial ushort EntryHandle { get; init; }
}
