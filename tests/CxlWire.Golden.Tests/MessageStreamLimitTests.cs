using CxlWire.Protocol.Cci;

namespace CxlWire.Golden.Tests;

/// <summary>Offsets in a recorded stream have 31 bits.</summary>
public class MessageStreamLimitTests
{
    [Fact]
    public void A_stream_has_2_GiB()
    {
        var reader = new CciMessageReader(new LongStream());
        int read = 0;
        IOException e = Assert.Throws<IOException>(() =>
        {
            while (reader.TryRead(out _))
                read++;
        });
        Assert.Equal("the input has more than 2 GiB", e.Message);
        Assert.Equal(int.MaxValue / LongStream.Message, read);
        Assert.Equal(read * LongStream.Message, reader.Offset);
    }

    /// <summary>Has no end: the longest messages that there are, of zeros.</summary>
    private sealed class LongStream : Stream
    {
        public const int Message = CciHeader.Size + CciHeader.MaxPayloadLength;

        // Opcode C000h, 2^21 - 1 bytes.
        private static readonly byte[] _header = [0, 0, 0, 0x00, 0xC0, 0xFF, 0xFF, 0x1F, 0, 0, 0, 0];

        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        /// <summary>Leaves a payload as it is.</summary>
        public override int Read(Span<byte> buffer)
        {
            _at %= Message;
            bool isHeader = _at < _header.Length;
            int count = Math.Min(buffer.Length, (isHeader ? _header.Length : Message) - _at);
            if (isHeader)
                _header.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
