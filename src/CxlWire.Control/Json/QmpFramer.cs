using System.Buffers;

namespace CxlWire.Control.Json;

/// <summary>What <see cref="QmpFramer"/> found.</summary>
internal enum QmpFrameKind
{
    /// <summary>All input is used up.</summary>
    None,

    /// <summary>Bytes that are to be parsed.</summary>
    Message,

    /// <summary>Bytes that were thrown away.</summary>
    Error,
}

/// <param name="Kind">What this is.</param>
/// <param name="Message">The bytes, until the framer is called again.</param>
/// <param name="Error">Why the bytes were thrown away.</param>
internal readonly record struct QmpFrame(QmpFrameKind Kind, ReadOnlyMemory<byte> Message, string Error)
{
    public static QmpFrame Of(ReadOnlyMemory<byte> message) => new(QmpFrameKind.Message, message, "");

    public static QmpFrame Refused(string error) => new(QmpFrameKind.Error, default, error);
}

/// <summary>
/// Cuts input into objects and arrays by balancing brackets, whatever white space is between or inside
/// them, and however it arrives. Only the parser knows whether they are JSON; but because the cut does
/// not depend on it, an object that is not JSON costs one error and nothing else.
/// </summary>
/// <remarks>
/// Where brackets cannot be trusted, the newline is: text outside of brackets, and the rest after a byte
/// that no JSON has there (control characters; FFh anywhere; beyond ASCII outside strings), ends at the
/// next LF. So FFh LF gets any framer back to the start.
/// </remarks>
/// <param name="longMessages">
/// Bytes of messages beyond <see cref="KeptBuffer"/> that all sessions may keep together.
/// </param>
internal sealed class QmpFramer(SharedBudget longMessages) : IDisposable
{
    /// <summary>Longest message in bytes, white space inside included.</summary>
    public const int MaximumLength = 16 << 20;

    /// <summary>Objects and arrays inside each other, the outermost included.</summary>
    public const int MaximumDepth = 64;

    /// <summary>
    /// Brackets, colons and commas of a message, as many as QEMU takes tokens: what a parser keeps of a message grows
    /// with them.
    /// </summary>
    public const int MaximumTokens = 2 << 20;

    /// <summary>What any session may keep of a message in bytes, whatever the others do.</summary>
    public const int KeptBuffer = 64 << 10;

    private byte[] _buffer = new byte[512];
    private int _length;
    private State _state;
    private long _depth;
    private int _tokens;
    private bool _discarding;

    private enum State
    {
        Between,
        InBrackets,
        InString,
        AfterBackslash,
        InStrayLine,
        SkippingLine,
    }

    /// <summary>Reads on; <paramref name="input"/> becomes what is left of it.</summary>
    public QmpFrame Read(ref ReadOnlySequence<byte> input)
    {
        StartOver();
        while (!input.IsEmpty)
        {
            ReadOnlySpan<byte> span = input.FirstSpan;
            int used = Scan(span, out QmpFrame frame);
            input = input.Slice(used);
            if (frame.Kind != QmpFrameKind.None)
                return frame;
        }

        return default;
    }

    /// <summary>The input has ended: what it ended inside of.</summary>
    public QmpFrame End()
    {
        StartOver();
        (State state, _state) = (_state, State.Between);
        return state switch
        {
            State.InStrayLine => QmpFrame.Of(_buffer.AsMemory(0, _length)),
            State.InBrackets or State.InString or State.AfterBackslash when !_discarding =>
                QmpFrame.Refused("JSON parse error, the input ends inside a message"),
            _ => default,
        };
    }

    private static bool IsWhiteSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    /// <summary>The last message is of no use any more: lets go of it where it is long.</summary>
    public void Forget()
    {
        if (_state is State.Between or State.SkippingLine)
            DropLong();
    }

    /// <summary>Lets go of what is kept.</summary>
    public void Dispose() => DropLong();

    private void StartOver()
    {
        if (_state is not (State.Between or State.SkippingLine))
            return;
        (_length, _depth, _tokens, _discarding) = (0, 0, 0, false);
        DropLong();
    }

    private void DropLong()
    {
        if (_buffer.Length <= KeptBuffer)
            return;
        longMessages.Return(_buffer.Length);
        _buffer = new byte[512];
    }

    private bool TryGrow()
    {
        int length = _buffer.Length * 2;
        int more = _buffer.Length > KeptBuffer ? length - _buffer.Length : length;
        if (length > KeptBuffer && !longMessages.TryTake(more))
            return false;
        Array.Resize(ref _buffer, length);
        return true;
    }

    private int Scan(ReadOnlySpan<byte> bytes, out QmpFrame frame)
    {
        frame = default;
        int used = 0;
        while (used < bytes.Length && frame.Kind == QmpFrameKind.None)
            frame = Take(bytes[used++]);
        return used;
    }

    private QmpFrame Take(byte b)
    {
        switch (_state)
        {
            case State.SkippingLine:
                if (b == '\n')
                    _state = State.Between;
                return default;
            case State.Between when IsWhiteSpace(b):
                return default;
            case State.Between:
                StartOver();
                _state = b is (byte)'{' or (byte)'[' ? State.InBrackets : State.InStrayLine;
                break;
        }

        if (b == 0xFF)
            return Fail(b);
        return _state switch
        {
            State.InBrackets => TakeInBrackets(b),
            State.InStrayLine => TakeInStrayLine(b),
            _ => TakeInString(b),
        };
    }

    private QmpFrame TakeInBrackets(byte b)
    {
        if (b >= 0x80 || (b < ' ' && !IsWhiteSpace(b)))
            return Fail(b);
        QmpFrame kept = Keep(b);
        bool isToken = b is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)':' or (byte)',';
        if (isToken && ++_tokens > MaximumTokens && !_discarding)
            kept = Discard("JSON token count limit exceeded");
        switch (b)
        {
            case (byte)'"':
                _state = State.InString;
                break;
            case (byte)'{' or (byte)'[':
                if (++_depth > MaximumDepth && !_discarding)
                    return Discard("JSON nesting depth limit exceeded");
                break;
            case (byte)'}' or (byte)']':
                if (--_depth > 0)
                    break;
                _state = State.Between;
                return _discarding ? kept : QmpFrame.Of(_buffer.AsMemory(0, _length));
        }

        return kept;
    }

    private QmpFrame TakeInString(byte b)
    {
        if (b < ' ')
            return Fail(b);
        if (_state == State.AfterBackslash)
            _state = State.InString;
        else if (b == '\\')
            _state = State.AfterBackslash;
        else if (b == '"')
            _state = State.InBrackets;
        return Keep(b);
    }

    private QmpFrame TakeInStrayLine(byte b)
    {
        if (b != '\n')
        {
            QmpFrame kept = Keep(b);
            if (_discarding)
                _state = State.SkippingLine;
            return kept;
        }

        _state = State.Between;
        return QmpFrame.Of(_buffer.AsMemory(0, _length));
    }

    private QmpFrame Keep(byte b)
    {
        if (_discarding)
            return default;
        if (_length == MaximumLength)
            return Discard("JSON token size limit exceeded");
        if (_length == _buffer.Length && !TryGrow())
            return Discard("too many long messages are being read, from all sessions together");
        _buffer[_length++] = b;
        return default;
    }

    /// <summary>One error, then the rest of the message is read without being kept.</summary>
    private QmpFrame Discard(string error)
    {
        _discarding = true;
        DropLong();
        return QmpFrame.Refused(error);
    }

    private QmpFrame Fail(byte b)
    {
        _state = b == '\n' ? State.Between : State.SkippingLine;
        return _discarding ? default : QmpFrame.Refused($"JSON parse error, stray byte 0x{b:x2}");
    }
}
