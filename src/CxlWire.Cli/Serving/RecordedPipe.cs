using System.Buffers;
using System.IO.Pipelines;

namespace CxlWire.Cli.Serving;

/// <summary>A connection that someone listens to; back pressure, cancelling and ends are the connection's own.</summary>
internal sealed class RecordedPipe(IDuplexPipe pipe, RecordedControl recorder) : IDuplexPipe
{
    public PipeReader Input { get; } = new Reader(pipe.Input, recorder);

    public PipeWriter Output { get; } = new Writer(pipe.Output, recorder);

    /// <summary>What logs call the connection.</summary>
    public override string? ToString() => pipe.ToString();

    private sealed class Reader(PipeReader inner, RecordedControl recorder) : PipeReader
    {
        private ReadOnlySequence<byte> _buffer;

        // Bytes at the start of the unread ones that the recorder has.
        private long _heard;

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            Hear(await inner.ReadAsync(cancellationToken));

        public override bool TryRead(out ReadResult result)
        {
            if (!inner.TryRead(out result))
                return false;
            Hear(result);
            return true;
        }

        public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            _heard -= _buffer.Slice(0, consumed).Length;
            _buffer = default;
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

        private ReadResult Hear(ReadResult result)
        {
            _buffer = result.Buffer;
            foreach (ReadOnlyMemory<byte> bytes in _buffer.Slice(_heard))
                recorder.Asked(bytes.Span);
            _heard = _buffer.Length;
            return result;
        }
    }

    private sealed class Writer(PipeWriter inner, RecordedControl recorder) : PipeWriter
    {
        private Memory<byte> _room;

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _room = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            recorder.Answered(_room.Span[..bytes]);
            inner.Advance(bytes);

            // Nobody is bound to ask for room between two advances.
            _room = _room[bytes..];
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
