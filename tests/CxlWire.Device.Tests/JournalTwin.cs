using CxlWire.Device.Activity;
using CxlWire.Device.FabricManagement;
using CxlWire.Device.Journal;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

/// <summary>
/// A second device to which the journal of the first is done, and nothing else: it answers alike, and is alike.
/// </summary>
internal sealed class JournalTwin
{
    private readonly Rig _first;
    private readonly Rig _twin;
    private readonly JournalReader _reader;
    private readonly JournalEntry _entry = new();
    private TimeSpan _time;

    public JournalTwin(Rig first, string json)
    {
        (_first, _twin) = (first, new Rig(json));
        _reader = first.Device.Journal.Open(isLossless: true);
    }

    /// <summary>Does what was entered since.</summary>
    /// <returns>What both devices are then.</returns>
    public string Follow()
    {
        while (_reader.TryRead(_entry))
        {
            if (_entry.Depth == 0)
                Do();
        }

        AdvanceTo(TimeSpan.FromTicks(_first.Clock.GetTimestamp()));
        string state = State.Of(_first.Device);
        Assert.Equal(state, State.Of(_twin.Device));

        // To look is in the journal, too.
        while (_reader.TryRead(_entry))
        {
        }

        return state;
    }

    private void Do()
    {
        if (_entry.Time is { } nanoseconds)
            AdvanceTo(TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick));
        FabricManager manager = _twin.Device.FabricManager;
        switch (_entry.Kind)
        {
            case JournalEntryKind.Command:
                CciPort port = _entry.HostId is { } host ? _twin.Device.Hosts[host].Cci : manager.Cci;
                byte[] reply = new byte[port.MaximumPayload];
                CommandResult result = port.Execute(_entry.Opcode, _entry.Request.Span, reply);
                Assert.Equal(
                    (_entry.Result.Code, _entry.Refusal, _entry.Result.BackgroundOperation),
                    (result.Code, result.Refusal, result.BackgroundOperation));
                Assert.Equal(Hex.Text(_entry.Reply.Span), Hex.Text(reply.AsSpan(0, result.Length)));
                break;
            case JournalEntryKind.CapacityAdd:
                Assert.Equal(_entry.Refusal, manager.Add((AddCapacityRequest)_entry.Detail!));
                break;
            case JournalEntryKind.Reset:
                Assert.Equal(ResetCause.Device, ((DeviceReset)_entry.Detail!).Cause);
                _twin.Device.Reset();
                break;
            default:
                Assert.Fail($"{_entry.Kind} is not one of the steps");
                break;
        }
    }

    private void AdvanceTo(TimeSpan time)
    {
        _twin.Clock.Advance(time - _time);
        _time = time;
    }
}
