using CxlWire.Device.Background;
using CxlWire.Device.Capacity;
using CxlWire.Device.State;
using CxlWire.Protocol;

namespace CxlWire.Device.Media;

/// <summary>Makes all that is in the device unreadable (Z1 to Z4).</summary>
/// <param name="device">The device.</param>
internal sealed class MediaSanitization(DeviceParts device)
{
    /// <summary>Whether the media can be neither read nor written: sanitizing began, and did not end (Z2).</summary>
    public bool IsMediaDisabled { get; private set; }

    /// <summary>Whether the security state keeps the media from being sanitized and erased as a whole.</summary>
    public bool IsPrevented => device.Security.User.IsSet || device.Security.IsLocked;

    /// <summary>How long some memory takes.</summary>
    public TimeSpan DurationOf(ulong bytes) =>
        BackgroundOperations.DurationOf(bytes, device.Configuration.SanitizeBytesPerSecond);

    /// <summary>How long all memory takes.</summary>
    public TimeSpan DurationOfAll()
    {
        ulong bytes = device.Configuration.StaticCapacity;
        foreach (Region region in device.Regions)
            bytes += region.Range.Length;
        return DurationOf(bytes);
    }

    /// <summary>Sanitizing begins.</summary>
    public void Begin() => IsMediaDisabled = true;

    /// <summary>Sanitizing ends: nothing is left of what was in the media and in the logs (Z3).</summary>
    public ReturnCode Finish()
    {
        EraseAll();
        foreach (Host host in device.Hosts)
            host.Cci.ClearMediaLogs();
        IsMediaDisabled = false;
        return ReturnCode.Success;
    }

    /// <summary>Nothing is left of what was in the memory (Z3, Z4).</summary>
    public void EraseAll()
    {
        device.Poison.Clear(new DpaRange(0, ulong.MaxValue));
        device.Pool.MarkClean();
    }

    /// <summary>Writes whether it began, or takes that from elsewhere.</summary>
    public void Exchange(StateArchive state) => IsMediaDisabled = state.Flag("media_disabled", IsMediaDisabled);
}
