using CxlWire.Device.Registers;
using CxlWire.Transport.Endpoints;
using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.VfioUser;

/// <summary>
/// Whom a client wants told of which interrupt: an event descriptor each. Used with the device's gate held.
/// </summary>
internal sealed class VfioUserInterrupts : IDisposable
{
    /// <summary>INTx, MSI, MSI-X, errors, requests to give the device back.</summary>
    public const int Types = 5;

    private const int MsiX = 2;

    // By type. Errors: one descriptor is taken, as QEMU warns where there is no such interrupt; we never raise it.
    private readonly SafeFileHandle?[][] _events =
        [[], [], new SafeFileHandle?[PciFunction.Vectors], new SafeFileHandle?[1], []];

    /// <summary>Interrupts of a type.</summary>
    public int Count(uint type) => _events[type].Length;

    /// <summary>
    /// Tells the client of an MSI-X vector, whatever the MSI-X table says: the client emulates table and masks, and
    /// has given a descriptor only for what it wants. For a vector without one nobody waits.
    /// </summary>
    public void Signal(int vector) => Signal(MsiX, vector);

    /// <inheritdoc cref="Signal(int)"/>
    public void Signal(uint type, int number)
    {
        if (_events[type][number] is { } descriptor)
            LinuxFile.SignalEvent(descriptor);
    }

    /// <summary>Has one interrupt told to another descriptor, which becomes its own; to nobody where null.</summary>
    public void Set(uint type, int number, SafeFileHandle? descriptor)
    {
        _events[type][number]?.Dispose();
        _events[type][number] = descriptor;
    }

    public void Dispose()
    {
        for (uint type = 0; type < Types; type++)
        {
            for (int number = 0; number < Count(type); number++)
                Set(type, number, null);
        }
    }
}
