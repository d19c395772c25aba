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
    private readonly RasCapability _ras;
    private readonly AerCapability _aer;

    internal PciFunction(Host host)
    {
        Host = host;
        _ras = new RasCapability(Registers.ComponentRegisters.RasOffset);
        ComponentRegisters = Registers.ComponentRegisters.Create(_ras);
        var mailbox = new Mailbox(host.Cci, Registers.DeviceRegisters.MailboxOffset, Raise);
        DeviceRegisters = Registers.DeviceRegisters.Create(
            host.Cci.Logs, mailbox.Registers, mailbox.Size, host.Cci.Device.Sanitization);
        InterruptTable = Registers.InterruptTable.Create();
        _bars = [ComponentRegisters, null, DeviceRegisters, null, InterruptTable, null];
        _doe = Registers.ConfigurationSpace.CreateDoe(host.Cci.Device.AttributeTable, Raise);
        _aer = Registers.ConfigurationSpace.CreateAer();
        ConfigurationSpace =
            Registers.ConfigurationSpace.Create(host.Cci.Device.Configuration, _bars, Reset, _doe, _aer);
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
            Host.Cci.Device.ResetShared(kind);
        Host.Reset();
        Host.Cci.Device.Activity.RaiseResetDone(new DeviceReset(ResetCause.Function, Host.Id, kind));
    }

    /// <summary>
    /// Enters an uncorrectable error of CXL.cache or CXL.mem in the RAS registers and, as an internal error, in the AER
    /// registers (X4, X12). One that is masked leaves no trace.
    /// </summary>
    /// <param name="error">Which.</param>
    /// <param name="header">At most 16 dwords of the packet that had it, for the header log.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such error, or the header is longer.</exception>
    public void RaiseError(UncorrectableError error, params ReadOnlySpan<uint> header)
    {
        if (!Enum.IsDefined(error))
            throw new ArgumentOutOfRangeException(nameof(error));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(header.Length, RasCapability.HeaderDwords, nameof(header));
        if (_ras.Enter(ComponentRegisters, error, header))
            _aer.EnterUncorrectable(ConfigurationSpace);
    }

    /// <summary>Enters a correctable error, likewise.</summary>
    /// <param name="error">Which.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such error.</exception>
    public void RaiseError(CorrectableError error)
    {
        if (!Enum.IsDefined(error))
            throw new ArgumentOutOfRangeException(nameof(error));
        if (_ras.Enter(ComponentRegisters, error))
            _aer.EnterCorrectable(ConfigurationSpace);
    }

    private void Raise(int vector) => InterruptRaised?.Invoke(vector);
}
