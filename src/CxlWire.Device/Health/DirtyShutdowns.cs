using CxlWire.Device.State;

namespace CxlWire.Device.Health;

/// <summary>Whether a loss of power would be a dirty shutdown, and how many there were (N1, N2).</summary>
internal sealed class DirtyShutdowns
{
    /// <summary>What 4204h said last; at first the device is clean.</summary>
    public bool IsDirty { get; set; }

    /// <summary>How often power was lost while the device was dirty.</summary>
    public uint Count { get; set; }

    /// <summary>N2: power is lost, and comes back.</summary>
    public void LosePower()
    {
        if (IsDirty)
            Count++;
        IsDirty = false;
    }

    /// <summary>Writes it, or takes another one in its place.</summary>
    public void Exchange(StateArchive state)
    {
        IsDirty = state.Flag("dirty", IsDirty);
        Count = (uint)state.Number("count", Count, uint.MaxValue);
    }
}
