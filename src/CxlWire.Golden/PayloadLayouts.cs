using CxlWire.Protocol;
using CxlWire.Protocol.Cci;
using CxlWire.Protocol.Commands;

namespace CxlWire.Golden;

/// <summary>Which layout the payload of a message has.</summary>
internal static class PayloadLayouts
{
    /// <summary>
    /// The layout, or null where it is not known: an opcode without a row, a category that is neither.
    /// </summary>
    public static Layout? Of(CciHeader header)
    {
        // A command that failed, or goes on in the background, returns no payload, whichever it was.
        if (header.Category == CciCategory.Response && header.ReturnCode != ReturnCode.Success)
            return Layout.Empty;
        if (!CommandTable.TryGet(header.Opcode, out CommandRow row))
            return null;
        return header.Category == CciCategory.Request ? row.Request
            : header.Category == CciCategory.Response ? row.Response
            : null;
    }
}
