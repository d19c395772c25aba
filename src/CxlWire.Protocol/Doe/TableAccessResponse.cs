namespace CxlWire.Protocol.Doe;

/// <summary>CXL table access, response, then the entry.</summary>
[Layout("table_access_response", "CXL r3.1 8.1.11.1 Read Entry, response", 12, View = true)]
[List("entry", typeof(byte))]
public readonly partial record struct TableAccessResponse
{
    /// <summary>Vendor 1E98h, type 2.</summary>
    [Field(0)] public partial DoeHeader Header { get; init; }

    /// <summary>0: an entry.</summary>
    [Field(8)] public partial byte TableResponseCode { get; init; }

    /// <summary>0: the CDAT.</summary>
    [Field(9)] public partial byte TableType { get; init; }

    /// <summary>The handle to ask for next; FFFFh: this was the last entry.</summary>
    [Field(10, HexDigits = 4)] public partial ushort EntryHandle { get; init; }
}
