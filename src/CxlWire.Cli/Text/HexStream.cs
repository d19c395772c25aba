using System.Runtime.InteropServices;
using CxlWire.Golden;

namespace CxlWire.Cli.Text;

/// <summary>The bytes that hexadecimal text means, a line of it in memory at a time.</summary>
/// <param name="text">The text.</param>
/// <param name="name">What errors call it.</param>
internal sealed class HexStream(Stream text, string name) : Stream
{
    private const int ChunkSize = 64 << 10;

    private readonly List<byte> _bytes = [];
    private byte[] _text = new byte[ChunkSize];
    private int _start;
    private int _end;
    private int _line;
    private int _taken;
    private bool _isOver;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="CliException">The text is wrong.</exception>
    public override int Read(Span<byte> buffer)
    {
        while (_taken == _bytes.Count && !_isOver)
            ReadLine();
        int count = Math.Min(buffer.Length, _bytes.Count - _taken);
        CollectionsMarshal.AsSpan(_bytes).Slice(_taken, count).CopyTo(buffer);
        _taken += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            text.Dispose();
        base.Dispose(disposing);
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void ReadLine()
    {
        int length = LengthOfLine();
        _bytes.Clear();
        _taken = 0;
        ReadOnlySpan<byte> line = _text.AsSpan(_start, length);
        if (!HexInput.TryReadLine(line, ++_line, _bytes, out HexInputError error))
            throw new CliException($"{name}: {error}");
        _start = Math.Min(_start + length + 1, _end);
    }

    /// <summary>Has a line at hand, and says how long it is, without its end.</summary>
    private int LengthOfLine()
    {
        int searched = 0;
        while (true)
        {
            int at = _text.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (at >= 0)
                return searched + at;
            searched = _end - _start;
            _text.AsSpan(_start, searched).CopyTo(_text);
            (_start, _end) = (0, searched);
            if (_end > FieldJson.MaximumInput)
                throw new CliException($"{name}: line {_line + 1}: more than {FieldJson.MaximumInput >> 20} MiB");
            if (_end == _text.Length)
                Array.Resize(ref _text, Math.Min(2 * _end, FieldJson.MaximumInput + 1));
            int read = text.Read(_text, _end, _text.Length - _end);
            _end += read;
            if (read > 0)
                continue;
            _isOver = true;
            return searched;
        }
    }
}
