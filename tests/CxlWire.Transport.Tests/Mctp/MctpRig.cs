using System.Buffers;
using System.IO.Pipelines;
using CxlWire.Device;
using CxlWire.Device.Faults;
using CxlWire.Transport.Connections;
using CxlWire.Transport.Mctp;
using Microsoft.Extensions.Logging.Abstractions;

namespace CxlWire.Transport.Tests.Mctp;

/// <summary>A default device on a serial line, without anybody who reads or writes: bytes in, bytes out.</summary>
internal sealed class MctpRig : IAsyncDisposable
{
    private readonly Pipe _sent = new();
    private readonly ConnectionOutput _output;
    private readonly byte[] _room;
    private byte[] _unread = [];

    public MctpRig(MctpOptions? options = null)
    {
        Server = new MctpServer(
            new CciServer(Device, Device.Hosts[0].Cci, NullLogger.Instance),
            new CciServer(Device, Device.FabricManager.Cci, NullLogger.Instance),
            Device.Configuration.SerialNumber,
            NullLogger.Instance,
            options);
        _output = new ConnectionOutput(_sent.Writer);
        Session = new MctpSession(Server, _output, _ => { }, "line", NullLogger.Instance);
        _room = new byte[Session.OutputSize];
        Session.Attach();
    }

    public CxlDevice Device { get; } = TestDevice.Create();

    public MctpServer Server { get; }

    public MctpSession Session { get; }

    /// <summary>What others have the line say meanwhile.</summary>
    public PipeReader Sent => _sent.Reader;

    /// <summary>Bytes that are kept because more may follow.</summary>
    public int Unread => _unread.Length;

    public void Load(string then) => Device.LoadFaults(
        FaultScenarioFile.Parse($$"""{"faults": [{"when": {"command": "any"}, "then": {{then}}}]}"""));

    /// <summary>All that is answered to a piece.</summary>
    public byte[] Say(ReadOnlySpan<byte> piece)
    {
        var unread = new ReadOnlySequence<byte>([.. _unread, .. piece]);
        var said = new List<byte>();
        Session.Begin();
        Answer answer;
        do
        {
            answer = Session.Answer(ref unread, _room);
            said.AddRange(_room[..answer.Length]);
            if (answer.Faulty is { } faulty)
            {
                faulty.Sending?.Invoke();
                said.AddRange(faulty.ToBytes());
            }
        }
        while (answer.GoesOn);
        _unread = unread.ToArray();
        return [.. said];
    }

    public async ValueTask DisposeAsync()
    {
        Session.Detach();
        await Session.DisposeAsync();
        _output.Dispose();
    }
}
