using CxlWire.Device.Activity;
using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Device.Registers;

/// <summary>
/// The PCI function that a host finds: configuration space, registers behind BARs, interrupts. Its mailbox and the
/// host's CCI streams meet in one <see cref="CciPort"/>. Like the device it takes no lock: whoever shares it holds
/// <see cref="CxlDevice.Gate"/>.
/// </summary>
public sealed class PciFunction
{
    /// <summary>MSI-X vectors.</summary>
    public const int Vectors = Registers.InterruptTable.Vectors;

    private readonly RegisterBlock?[] _bars;
    private readonly DoeMailbox _doe;

    internal PciFunction(Host host)
    {
        Host = host;
        ComponentRegisters = Registers.ComponentRegisters.Create();
        var mailbox = new Mailbox(host.Cci, Registers.DeviceRegisters.MailboxOffset, Raise);
        DeviceRegisters = Registers.DeviceRegisters.Create(host.Cci.Logs, mailbox.Registers, mailbox.Size);
        InterruptTable = Registers.InterruptTable.Create();
        _bars = [ComponentRegisters, null, DeviceRegisters, null, InterruptTable, null];
        _doe = Registers.ConfigurationSpace.CreateDoe(host.Cci.Device.AttributeTable, Raise);
        ConfigurationSpace = Registers.ConfigurationSpace.Create(host.Cci.Device.Configuration, _bars, Reset, _doe);
        host.Cci.Interrupt += (_, settings) =>
        {
            if (settings.Mode == EventInterruptMode.MsiOrMsiX)
                Raise(settings.MessageNumber);
        };
    }

    /// <summary>
    /// The function interrupts its host: the MSI-X vector to signal, 0 to <see cref="Vectors"/> - 1. Raised inside
    /// a write, a command of any CCI or a call of the Fabric Manager.
    /// </summary>
    public event Action<int>? InterruptRaised;

    /// <summary>Whose function it is.</summary>
    public Host Host { get; }

    /// <summary>4096 bytes of configuration space, the extended part included.</summary>
    public RegisterBlock ConfigurationSpace { get; }

    /// <summary>BAR 0: CXL.cache and CXL.mem registers from 1000h on, HDM decoders and RAS among them.</summary>
    public RegisterBlock ComponentRegisters { get; }

    /// <summary>BAR 2: the memory device's registers, the mailbox among them.</summary>
    public RegisterBlock DeviceRegisters { get; }

    /// <summary>BAR 4: MSI-X table and pending bits.</summary>
    public RegisterBlock InterruptTable { get; }

    /// <summary>
    /// What is behind a BAR; null where there is none. A 64-bit BAR takes two numbers, the first counts.
    /// </summary>
    /// <param name="bar">0 to 5.</param>
    public RegisterBlock? FindBar(int bar) => (uint)bar < (uint)_bars.Length ? _bars[bar] : null;

    /// <summary>
    /// Resets the function: registers, and what the host was saying; what it holds, was offered and has in its
    /// logs stays.
    /// </summary>
    public void Reset(ResetKind kind)
    {
        using JournalStep step = Host.Cci.Device.Journal.Begin();
        ConfigurationSpace.Reset(kind);
        ComponentRegisters.Reset(kind);
        DeviceRegisters.Reset(kind);
        InterruptTable.Reset(kind);
        _doe.Clear();
        if (kind != ResetKind.FunctionLevel)
            Host.Cci.Device.ResetShared();
        Host.Reset();
        Host.Cci.Device.Activity.RaiseResetDone(new DeviceReset(ResetCause.Function, Host.Id, kind));
    }

    private void Raise(int vector) => InterruptRaised?.Invoke(vector);
}
