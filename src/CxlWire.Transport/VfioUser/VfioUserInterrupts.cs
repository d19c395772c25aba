using CxlWire.Device;
using CxlWire.Device.Registers;
using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.VfioUser;

/// <summary>
/// Where a client wants which interrupt signalled: an event descriptor each. Interrupts that the device raises are
/// kept as long as its gate is held, and signalled after it: a descriptor is the client's, who may make it block.
/// </summary>
/// <param name="device">The device.</param>
internal sealed class VfioUserInterrupts(CxlDevice device) : IThreadPoolWorkItem, IDisposable
{
    /// <summary>INTx, MSI, MSI-X, errors, requests to give the device back.</summary>
    public const int Types = 5;

    private const int MsiX = 2;

    // By type; changed by the connection's thread only. Errors: one descriptor is taken, as QEMU warns where there is
    // no such interrupt; we never raise it.
    private readonly SafeFileHandle?[][] _events =
        [[], [], new SafeFileHandle?[PciFunction.Vectors], new SafeFileHandle?[1], []];

    // Under the gate: a bit for each vector that is to be signalled, and who will.
    private uint _raised;
    private bool _isInAccess;
    private bool _isQueued;

    /// <summary>Interrupts of a type.</summary>
    public int Count(uint type) => _events[type].Length;

    /// <summary>
    /// Has an MSI-X vector signalled, whatever the MSI-X table says: the client emulates table and masks, and has
    /// given a descriptor only for what it wants. Called with the gate held.
    /// </summary>
    public void Raise(int vector)
    {
        _raised |= 1u << vector;
        if (_isInAccess || _isQueued)
            return;
        _isQueued = true;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>
    /// Takes the gate for an access of the client's; interrupts that it raises are signalled at its end.
    /// </summary>
    public Access Enter() => new(this, device);

    /// <summary>Signals an interrupt. For one without a descriptor nobody waits.</summary>
    public void Signal(uint type, int number)
    {
        if (Volatile.Read(ref _events[type][number]) is { } descriptor)
            LinuxFile.SignalEvent(descriptor);
    }

    /// <summary>
    /// Has one interrupt signalled to another descriptor, which becomes its own; to nobody where null.
    /// </summary>
    public void Set(uint type, int number, SafeFileHandle? descriptor) =>
        Interlocked.Exchange(ref _events[type][number], descriptor)?.Dispose();

    public void Dispose()
    {
        for (uint type = 0; type < Types; type++)
        {
            for (int number = 0; number < Count(type); number++)
                Set(type, number, null);
        }
    }

    /// <summary>Signals what was raised by others than the client.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        uint raised;
        lock (device.Gate)
        {
            _isQueued = false;
            raised = TakeRaised();
        }

        SignalAll(raised);
    }

    private uint TakeRaised()
    {
        uint raised = _raised;
        _raised = 0;
        return raised;
    }

    private void SignalAll(uint raised)
    {
        for (int vector = 0; raised != 0; vector++, raised >>= 1)
        {
            if ((raised & 1) != 0)
                Signal(MsiX, vector);
        }
    }

    /// <summary>An access in progress, with the gate held.</summary>
    public ref struct Access
    {
        private readonly VfioUserInterrupts _interrupts;
        private GateScope _gate;

        internal Access(VfioUserInterrupts interrupts, CxlDevice device)
        {
            _interrupts = interrupts;
            _gate = device.Enter();
            _interrupts._isInAccess = true;
        }

        public void Dispose()
        {
            _interrupts._isInAccess = false;
            uint raised = _interrupts.TakeRaised();
            _gate.Dispose();
            _interrupts.SignalAll(raised);
        }
    }
}
