using CxlWire.Golden.Conversations;
using CxlWire.Protocol;
using CxlWire.Protocol.Cci;

namespace CxlWire.Cli.Serving;

/// <summary>Finds the steps in a CCI stream: responses come in the order of the requests.</summary>
/// <param name="record">Takes the steps.</param>
/// <param name="create">Makes one of opcode and request payload.</param>
internal sealed class RecordedCci(RecordFile record, Func<Opcode, byte[], CciStep> create) : IRecorder
{
    private readonly Lock _lock = new();
    private readonly RecordBuffer _asked = new();
    private readonly RecordBuffer _answered = new();
    private readonly Queue<CciStep> _open = new();

    public void Asked(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _asked.Append(bytes);
            while (TryTake(_asked, out CciHeader header, out byte[] payload))
            {
                // Others get no response.
                if (header.Category == CciCategory.Request)
                    _open.Enqueue(create(header.Opcode, payload));
            }
        }
    }

    public void Answered(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            _answered.Append(bytes);
            while (TryTake(_answered, out CciHeader header, out byte[] payload))
            {
                // The device's own requests are no answers.
                if (header.Category == CciCategory.Response && _open.TryDequeue(out CciStep? step))
                    record.Add(step with { Reply = new StepReply.Cci(header.ReturnCode, payload) });
            }
        }
    }

    private static bool TryTake(RecordBuffer buffer, out CciHeader header, out byte[] payload)
    {
        header = default;
        payload = [];
        if (buffer.Length < CciHeader.Size || !CciHeader.TryRead(buffer.Span[..CciHeader.Size], out header, out _))
            return false;
        int length = CciHeader.Size + (int)header.PayloadLength;
        if (buffer.Length < length)
            return false;
        payload = buffer.Take(length)[CciHeader.Size..];
        return true;
    }
}
