using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using CxlWire.Device;
using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Device.Firmware;
using CxlWire.Device.Media;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Fm;
using CxlWire.Protocol.Mailbox;
using CxlWire.Protocol.Qos;

namespace CxlWire.Fuzz.Checks;

/// <summary>Everything that a device holds, as bytes: what a refused request leaves bit for bit.</summary>
internal sealed class DeviceSnapshot
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    /// <summary>
    /// Takes it. Capacity that has become clean is free first, and what the background is for is done, as before any
    /// command.
    /// </summary>
    public static byte[] Of(CxlDevice device)
    {
        var snapshot = new DeviceSnapshot();
        device.SettleBackground();
        device.Pool.Refresh();
        foreach (Host host in device.Hosts)
            snapshot.Add(host);
        snapshot.Add(device.FabricManager.Cci);
        foreach (Region region in device.Regions)
        {
            snapshot.Add(region.BlockSize);
            snapshot.Add(region.SanitizeOnRelease ? 1u : 0);
        }

        snapshot.Add(device.Pool.Tags.Generation);
        for (int i = 0; i < device.Pool.Tags.Count; i++)
        {
            TagEntry entry = device.Pool.Tags[i];
            snapshot.Add(entry.IsReferenced ? 1u : 0);
            foreach (Extent extent in entry.Extents)
            {
                snapshot.Add(extent);
                snapshot.Add(entry.Covers(new DpaRange(extent.StartDpa, extent.Length)) ? 1u : 0);
            }
        }

        foreach (DpaRange dirty in device.Pool.Sanitizer.Ranges)
        {
            snapshot.Add(dirty.Start);
            snapshot.Add(dirty.Length);
        }

        snapshot._bytes.Write(device.LabelStorage.Content);
        snapshot.Add(device.FabricManager.Cci.Device);
        return snapshot._bytes.WrittenSpan.ToArray();
    }

    private void Add(DeviceParts device)
    {
        FirmwareSlots firmware = device.Firmware;
        Add(((ulong)firmware.Active << 8) | (uint)firmware.Staged);
        for (int slot = 1; slot <= firmware.Count; slot++)
            _bytes.Write(Encoding.Latin1.GetBytes(firmware.RevisionIn(slot).ToString()));
        Add(device.FirmwareTransfer.IsUnderWay ? 1u : 0);
        Add(((ulong)device.Shutdowns.Count << 1) | (device.Shutdowns.IsDirty ? 1u : 0));
        device.Qos.Control.TryWrite(_bytes.GetSpan(SldQosControl.Size));
        _bytes.Advance(SldQosControl.Size);
        device.LdQos.Control.TryWrite(_bytes.GetSpan(QosControl.Size));
        _bytes.Advance(QosControl.Size);
        _bytes.Write(device.LdQos.Allocated);
        _bytes.Write(device.LdQos.Limits);
        for (ulong dpa = 0; device.Poison.TryFind(dpa, ulong.MaxValue, out PoisonedRange poisoned);)
        {
            Add(poisoned.Range.Start | poisoned.Source.Value);
            Add(dpa = poisoned.Range.End);
        }

        Add(((ulong)device.Shutdowns.Count << 1) | (device.Shutdowns.IsDirty ? 1u : 0));
        device.Qos.Control.TryWrite(_bytes.GetSpan(SldQosControl.Size));
        _bytes.Advance(SldQosControl.Size);
        Add(device.Partitions.PartitionedVolatile);
        Add(device.Partitions.NextPartitionedVolatile ?? ulong.MaxValue);
    }

    private void Add(Host host)
    {
        Add(host.Extents.Generation);
        Add((ulong)host.Extents.Count);
        host.Extents.WriteTo(0, host.Extents.Count, _bytes.GetSpan(host.Extents.Count * Extent.Size));
        _bytes.Advance(host.Extents.Count * Extent.Size);
        foreach (Offer offer in host.Offers.Pending)
        {
            Add((ulong)offer.Extents.Count);
            foreach (Extent extent in offer.Extents)
                Add(extent);
        }

        host.Alerts.TryWrite(_bytes.GetSpan(SetAlertConfigurationRequest.Size));
        _bytes.Advance(SetAlertConfigurationRequest.Size);
        Add(host.PoisonCursor.Next);
        Add((ulong)host.Scan.Count << 1 | (host.Scan.HasRun ? 1u : 0));
        Add(host.Cci);
    }

    private void Add(CciPort port)
    {
        Add((ulong)port.ReplyLimit);
        Add(port.NotificationMask);
        Add(port.Clock.Now);
        foreach (EventInterruptSettings settings in port.InterruptSettings)
            Add(((ulong)settings.Mode.Value << 8) | settings.MessageNumber);
        foreach (EventLog log in port.Logs)
        {
            Add((ulong)log.Count);
            Add((ulong)log.Waiting);
            Add(log.OverflowCount);
            Add(log.FirstOverflow);
            Add(log.LastOverflow);
            for (int i = 0; i < log.Count; i++)
                _bytes.Write(log[i]);
        }
    }

    private void Add(in Extent extent)
    {
        extent.TryWrite(_bytes.GetSpan(Extent.Size));
        _bytes.Advance(Extent.Size);
    }

    private void Add(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(sizeof(ulong)), value);
        _bytes.Advance(sizeof(ulong));
    }
}
