using System.Diagnostics.CodeAnalysis;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Golden;

/// <summary>One message of a CCI stream (CXL r3.1 Figure 7-19: a 12-byte header and a payload), decoded.</summary>
public sealed class CciMessage
{
    private CciMessage(int index, int offset, ReadOnlyMemory<byte> bytes, CciHeader header)
    {
        Index = index;
        Offset = offset;
        Bytes = bytes;
        Header = header;
        PayloadLayout = PayloadLayouts.Of(header);
        PayloadError = PayloadLayout is { } layout
            && !layout.TryCheck(Payload.Span, out LayoutError error) ? error : null;
        Fields = FieldNode.Group(offset, bytes, HeaderNode(), PayloadNode());
    }

    /// <summary>Position in the stream, from 0.</summary>
    public int Index { get; }

    /// <summary>First byte, counted from the start of the input.</summary>
    public int Offset { get; }

    /// <summary>Header and payload.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The header.</summary>
    public CciHeader Header { get; }

    /// <summary>What follows the header.</summary>
    public ReadOnlyMemory<byte> Payload => Bytes[CciHeader.Size..];

    /// <summary>The payload's layout by opcode, category and return code; null where they are not known here.</summary>
    public Layout? PayloadLayout { get; }

    /// <summary>Why the layout refuses the payload; offsets count from the payload's start.</summary>
    public LayoutError? PayloadError { get; }

    /// <summary>"header" and "payload"; the payload is plain bytes where no layout takes it.</summary>
    public FieldNode Fields { get; }

    /// <summary>Who says what: "response to Get Log (0401h), tag 7, Success (00h), 40 bytes of payload".</summary>
    public string Summary
    {
        get
        {
            string kind = Header.Category == CciCategory.Request ? "request"
                : Header.Category == CciCategory.Response ? "response to"
                : $"category {Header.Category}";
            string code = Header.Category == CciCategory.Response ? $", {Header.ReturnCode}" : "";
            string size = Payload.IsEmpty ? "no payload" : $"{FieldText.Length(Payload.Length)} of payload";
            return $"{kind} {Header.Opcode}, tag {Header.MessageTag}{code}, {size}";
        }
    }

    /// <summary>Reads a message that begins where the bytes do.</summary>
    /// <returns>False, and why, where they end before it does.</returns>
    internal static bool TryRead(
        ReadOnlyMemory<byte> bytes,
        int index,
        int offset,
        [NotNullWhen(true)] out CciMessage? message,
        out CciStreamError error)
    {
        message = null;
        if (bytes.Length < CciHeader.Size
            || !CciHeader.TryRead(bytes.Span[..CciHeader.Size], out CciHeader header, out _))
        {
            error = new CciStreamError(offset, CciHeader.Size, bytes.Length);
            return false;
        }

        int length = CciHeader.Size + (int)header.PayloadLength;
        error = new CciStreamError(offset, length, bytes.Length);
        if (length > bytes.Length)
            return false;
        message = new CciMessage(index, offset, bytes[..length], header);
        return true;
    }

    private FieldNode HeaderNode() =>
        FieldNode.Structure("header", "header", Offset, Bytes[..CciHeader.Size], CciHeader.Layout);

    private FieldNode PayloadNode() => PayloadLayout is { } layout && PayloadError is null
        ? FieldNode.Structure("payload", "payload", Offset + CciHeader.Size, Payload, layout)
        : FieldNode.Raw("payload", "payload", Offset + CciHeader.Size, Payload);
}

/// <summary>A message that the input does not hold whole.</summary>
/// <param name="Offset">Where it begins, counted from the start of the input.</param>
/// <param name="Needed">Bytes that it needs: 12 where the header itself is cut off.</param>
/// <param name="There">Bytes that there are.</param>
public readonly record struct CciStreamError(int Offset, int Needed, int There)
{
    /// <inheritdoc/>
    public override string ToString() => There < CciHeader.Size
        ? $"byte {Offset}: the input ends inside a CCI header: {Needed} bytes needed, {There} there"
        : $"byte {Offset}: the input ends inside a message: {Needed} bytes needed, {There} there";
}
