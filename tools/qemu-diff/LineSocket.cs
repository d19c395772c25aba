using System.Net.Sockets;
using System.Text;

namespace CxlWire.QemuDiff;

/// <summary>A socket over which lines of text go.</summary>
internal sealed class LineSocket : IDisposable
{
    // Far above what a command takes: QEMU hangs, and that counts as dead.
    private const int PatienceMilliseconds = 30_000;

    private readonly Socket _socket;
    private byte[] _buffer = new byte[8 << 10];
    private int _start;
    private int _end;

    public LineSocket(Socket socket)
    {
        _socket = socket;
        _socket.ReceiveTimeout = PatienceMilliseconds;
        _socket.SendTimeout = PatienceMilliseconds;
    }

    /// <summary>Sends a line.</summary>
    /// <exception cref="QemuDiedException">The other end is gone.</exception>
    public void Send(string line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line + "\n");
        try
        {
            for (int sent = 0; sent < bytes.Length;)
                sent += _socket.Send(bytes.AsSpan(sent));
        }
        catch (SocketException)
        {
            throw new QemuDiedException();
        }
    }

    /// <summary>Receives a line, without its end.</summary>
    /// <exception cref="QemuDiedException">The other end is gone.</exception>
    public string Receive()
    {
        for (int searched = _start; ;)
        {
            int length = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                string line = Encoding.UTF8.GetString(_buffer, _start, searched + length - _start);
                _start = searched + length + 1;
                return line.TrimEnd('\r');
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            searched = _end;
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            _end += ReceiveSome();
        }
    }

    public void Dispose() => _socket.Dispose();

    private int ReceiveSome()
    {
        try
        {
            int received = _socket.Receive(_buffer.AsSpan(_end));
            return received > 0 ? received : throw new QemuDiedException();
        }
        catch (SocketException)
        {
            throw new QemuDiedException();
        }
    }
}
