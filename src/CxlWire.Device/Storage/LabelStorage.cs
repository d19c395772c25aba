using CxlWire.Device.Journal;
using CxlWire.Device.State;

namespace CxlWire.Device.Storage;

/// <summary>
/// The label storage area (4102h, 4103h): bytes that outlive the device where there is a <see cref="Keeper"/>. Then
/// they are kept before the command that writes them is carried out, and it is refused where they cannot be.
/// </summary>
public sealed class LabelStorage
{
    private readonly DeviceJournal _journal;

    // Null until something is written: most devices never have labels.
    private byte[]? _bytes;

    // Held from before bytes are kept until their command has ended; never waited for with the device's gate held.
    private readonly Lock _keeping = new();

    // Of the write for which it is held.
    private string? _failure;
    private bool _isDone;

    internal LabelStorage(int size, DeviceJournal journal) => (Size, _journal) = (size, journal);

    /// <summary>Keeps what is written; null: nobody does. To be set before anybody shares the device.</summary>
    public LabelKeeper? Keeper { get; set; }

    /// <summary>Size in bytes.</summary>
    public int Size { get; }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Bytes => Made();

    /// <summary>All bytes but the zeros at the end.</summary>
    public ReadOnlySpan<byte> Content => _bytes.AsSpan().TrimEnd((byte)0);

    /// <summary>Whether a command of this thread that writes has to be kept first; false inside one that is.</summary>
    internal bool MustKeep => Keeper is not null && !_keeping.IsHeldByCurrentThread;

    /// <summary>Whether bytes are kept whose command did not write them: a fault had it end otherwise.</summary>
    internal bool MustRestore => _failure is null && !_isDone;

    /// <summary>Puts in what was kept; a shorter content leaves the rest as it is.</summary>
    /// <exception cref="ArgumentException">Longer than the area.</exception>
    public void Load(ReadOnlySpan<byte> content)
    {
        if (content.Length > Size)
            throw new ArgumentException(
                $"{content.Length} bytes do not fit a label storage area of {Size}", nameof(content));
        using JournalStep step = _journal.Begin();
        if (content.Length > 0)
            content.CopyTo(Made());
        _journal.EnterCall(JournalEntryKind.LabelsLoaded, null, null, content);
    }

    /// <summary>
    /// Keeps what a command is about to write, after all that is being written now; <see cref="EndKeeping"/> lets the
    /// next one. Called without the gate.
    /// </summary>
    internal void BeginKeeping(LabelWrite write)
    {
        _keeping.Enter();
        _isDone = false;
        _failure = Keeper!(write.Offset, write.Content);
    }

    /// <summary>Keeps what was there before a write that was not done. Called without the gate.</summary>
    internal void Restore(LabelWrite write) => Keeper!(
        write.Offset, (_bytes ?? new byte[Size]).AsSpan(write.Offset, write.Content.Length));

    /// <summary>Reads bytes of the area, as many as there is room for.</summary>
    internal void Read(int offset, Span<byte> destination)
    {
        if (_bytes is null)
            destination.Clear();
        else
            _bytes.AsSpan(offset, destination.Length).CopyTo(destination);
    }

    /// <summary>The command has ended.</summary>
    internal void EndKeeping()
    {
        _failure = null;
        _keeping.Exit();
    }

    /// <summary>Writes what is kept.</summary>
    /// <returns>Null; or why it could not be kept: then nothing is changed.</returns>
    internal string? Write(LabelWrite write)
    {
        if (_failure is not null)
            return _failure;
        if (_bytes is not null || write.Content.ContainsAnyExcept((byte)0))
            write.Content.CopyTo(Made().AsSpan(write.Offset));
        _isDone = true;
        return null;
    }

    /// <summary>Writes what the area holds, or takes something else in its place.</summary>
    internal void Exchange(StateArchive state)
    {
        byte[] begin = state.Bytes("labels", Content, Size);
        if (!state.IsReading)
            return;
        _bytes = null;
        if (begin.Length > 0)
            begin.CopyTo(Made(), 0);
    }

    private byte[] Made() => _bytes ??= new byte[Size];
}
