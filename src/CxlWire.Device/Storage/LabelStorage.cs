using CxlWire.Device.Journal;

namespace CxlWire.Device.Storage;

/// <summary>The label storage area (4102h, 4103h): bytes that outlive the device where somebody keeps them.</summary>
public sealed class LabelStorage
{
    private readonly byte[] _bytes;

    private readonly DeviceJournal _journal;

    internal LabelStorage(int size, DeviceJournal journal) => (_bytes, _journal) = (new byte[size], journal);

    /// <summary>Bytes were written: where, and what.</summary>
    public event Action<int, ReadOnlyMemory<byte>>? Written;

    /// <summary>Size in bytes.</summary>
    public int Size => _bytes.Length;

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Puts in what was kept; a shorter content leaves the rest as it is.</summary>
    /// <exception cref="ArgumentException">Longer than the area.</exception>
    public void Load(ReadOnlySpan<byte> content)
    {
        if (content.Length > Size)
            throw new ArgumentException(
                $"{content.Length} bytes do not fit a label storage area of {Size}", nameof(content));
        using JournalStep step = _journal.Begin();
        content.CopyTo(_bytes);
        _journal.EnterCall(JournalEntryKind.LabelsLoaded, null, null, content);
    }

    internal void Write(int offset, ReadOnlySpan<byte> content)
    {
        content.CopyTo(_bytes.AsSpan(offset));
        Written?.Invoke(offset, _bytes.AsMemory(offset, content.Length));
    }
}
