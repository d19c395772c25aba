using System.Text;
using CxlWire.Device;
using CxlWire.Device.Activity;
using CxlWire.Fuzz.Checks;
using CxlWire.Fuzz.Engine;

namespace CxlWire.Fuzz.Targets;

/// <summary>
/// Devices that begin with the state of another: they answer what is said from then on like that one, byte for byte,
/// and have the same state at the end. Pieces: as of the target "device"; the state is taken half way.
/// </summary>
internal sealed class StateTarget : FuzzTarget
{
    private readonly DeviceTarget _device = new();

    public override string Name => "state";

    public override long MaximumAllocation(long length) => (256L << 20) + (length << 17);

    public override byte[][] Create(Random random) => _device.Create(random);

    public override void Run(byte[][] pieces)
    {
        var clock = new StepClock();
        byte kind = pieces is [[var first, ..], ..] ? first : (byte)0;
        CxlDevice saved = TestDevices.Create(kind, clock);
        byte[][] steps = [.. pieces.Skip(1).Where(p => p.Length > 1)];
        int half = steps.Length / 2;
        foreach (byte[] piece in steps[..half])
            DeviceTarget.Take(saved, clock, piece);
        byte[] state = saved.TakeState();

        // One that begins so; and one in which other things happened before it was put back.
        var begun = new CxlDevice(saved.Configuration with { State = state }, clock);
        CxlDevice loaded = TestDevices.Create(kind, clock);
        foreach (byte[] piece in steps[half..].Where(DeviceTarget.TakesNoTime))
            DeviceTarget.Take(loaded, clock, piece);
        loaded.LoadState(state);
        CxlDevice[] all = [saved, begun, loaded];
        Compare(all, state, "a device is in another state than the one that it was given");

        StringBuilder[] said = [.. all.Select(Listen)];
        foreach (byte[] piece in steps[half..])
        {
            if (DeviceTarget.TakesNoTime(piece))
            {
                foreach (CxlDevice device in all)
                    DeviceTarget.Take(device, clock, piece);
            }
            else
            {
                DeviceTarget.Take(saved, clock, piece);
            }

            string expected = said[0].ToString();
            foreach (StringBuilder other in said[1..])
                FuzzFailure.Unless(expected == other.ToString(), "it answers otherwise", $"{expected} <> {other}");
            foreach (StringBuilder one in said)
                one.Clear();
        }

        Compare(all, saved.TakeState(), "it ends in another state");
        DeviceAccounts.Check(begun);
        DeviceAccounts.Check(loaded);
    }

    private static void Compare(CxlDevice[] devices, byte[] state, string rule)
    {
        foreach (CxlDevice device in devices)
        {
            byte[] other = device.TakeState();
            FuzzFailure.Unless(
                state.AsSpan().SequenceEqual(other), rule,
                $"{Encoding.UTF8.GetString(state)} <> {Encoding.UTF8.GetString(other)}");
        }
    }

    /// <summary>Writes down what a device says.</summary>
    private static StringBuilder Listen(CxlDevice device)
    {
        var said = new StringBuilder();
        device.Activity.CommandExecuted += (in ExecutedCommand command) => said.Append(
            $"{command.HostId} {command.Opcode} {command.Result.Code} {command.Result.VendorStatus} "
            + $"{command.Result.BackgroundOperation} {command.Result.Refusal} "
            + $"{Convert.ToHexStringLower(command.Reply)}; ");
        foreach (CciPort port in device.Hosts.Select(host => host.Cci).Append(device.FabricManager.Cci))
        {
            port.EventNotification += mask => said.Append($"{port.HostId} notified {mask}; ");
            port.Interrupt += (type, settings) => said.Append($"{port.HostId} interrupted {type} {settings}; ");
        }

        return said;
    }
}
