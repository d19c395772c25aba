using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Firmware;

namespace CxlWire.Device.Firmware;

/// <summary>
/// A firmware package that comes in parts (W2). Of its bytes only what its revision follows from is kept: the first
/// 16, and a hash.
/// </summary>
/// <param name="time">The device's clock.</param>
/// <param name="slots">Where it goes.</param>
internal sealed class FirmwareTransfer(TimeProvider time, FirmwareSlots slots)
{
    /// <summary>The largest package: 32 MiB.</summary>
    public const int MaxLength = 32 << 20;

    private const int OffsetUnit = 128;
    private const int DigitsOfHash = 9;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _beginning = new byte[Text16.Size];
    private Sha256 _hash = new();
    private long _length;
    private long _lastOffset;
    private int _lastLength;
    private long _lastEndedAt;

    /// <summary>Whether parts came, and the last one did not.</summary>
    public bool IsUnderWay { get; private set; }

    private bool IsOverdue => IsUnderWay && time.GetElapsedTime(_lastEndedAt) > _patience;

    /// <summary>Why a part is not taken; null: it is.</summary>
    public Refusal? Check(in TransferFirmwareRequestView part)
    {
        FirmwareTransferAction action = part.Action;
        if (action.Value > FirmwareTransferAction.Abort.Value)
            return Refuse("action", ReturnCode.InvalidInput, "not an action");
        if (action == FirmwareTransferAction.Abort)
            return null;
        long offset = action == FirmwareTransferAction.Full ? 0 : (long)part.Offset * OffsetUnit;
        bool begins = action == FirmwareTransferAction.Full || action == FirmwareTransferAction.Initiate;
        if (begins && IsUnderWay && !IsOverdue)
            return Refuse("action", ReturnCode.FirmwareTransferInProgress, "another package is being transferred");
        if (!begins && (!IsUnderWay || IsOverdue))
            return Refuse("action", ReturnCode.InvalidInput, "no package was begun, or not in the last 30 seconds");
        if (offset + part.Data.Length > MaxLength)
            return Refuse("offset", ReturnCode.InvalidInput, "reaches past 32 MiB");
        if (begins && offset != 0)
            return Refuse("offset", ReturnCode.InvalidInput, "a package begins at 0");
        if (!begins && offset != _length && !IsRepeated(offset, part.Data.Length))
            return Refuse("offset", ReturnCode.FirmwareTransferOutOfOrder, "does not follow the part before it");
        return IsLast(action) && !slots.CanStore(part.Slot)
            ? Refuse("slot", ReturnCode.InvalidSlot, "not a slot, or the one whose firmware runs")
            : null;
    }

    /// <summary>Takes a part in that was checked; it counts once the time that it takes is over.</summary>
    public void Take(in TransferFirmwareRequestView part)
    {
        FirmwareTransferAction action = part.Action;
        long offset = action == FirmwareTransferAction.Full ? 0 : (long)part.Offset * OffsetUnit;
        bool begins = action == FirmwareTransferAction.Full || action == FirmwareTransferAction.Initiate;
        if (begins)
            Begin();
        if (begins || !IsRepeated(offset, part.Data.Length))
            Append(offset, part.Data);
    }

    /// <summary>Has a part count that was taken in.</summary>
    public ReturnCode Finish(FirmwareTransferAction action, int slot) => IsLast(action) ? Finish(slot) : NotePart();

    /// <summary>Forgets what came.</summary>
    public void Drop()
    {
        IsUnderWay = false;
        _hash = new Sha256();
        _beginning.AsSpan().Clear();
        _length = 0;
        (_lastOffset, _lastLength) = (0, 0);
    }

    /// <summary>Writes what came, or takes something else in its place.</summary>
    public void Exchange(StateArchive state)
    {
        IsUnderWay = state.Flag("under_way", IsUnderWay);
        state.Bytes("beginning", _beginning, Text16.Size, Text16.Size).CopyTo(_beginning, 0);
        _length = state.Number("length", (int)_length, MaxLength);
        _lastOffset = state.Number("last_offset", (int)_lastOffset, MaxLength);
        _lastLength = state.Number("last_length", _lastLength, MaxLength);
        _lastEndedAt = state.Ago("last_ended", IsUnderWay ? _lastEndedAt : null) ?? 0;
        byte[] hash = state.Bytes("hash", IsUnderWay ? _hash.Save() : [], Sha256.StateSize);
        _hash = new Sha256();
        if (IsUnderWay)
        {
            if (hash.Length != Sha256.StateSize)
                throw state.Error("hash", "W3: not what is hashed so far");
            _hash.Restore(hash);
        }
    }

    private static bool IsLast(FirmwareTransferAction action) =>
        action == FirmwareTransferAction.Full || action == FirmwareTransferAction.End;

    // Who did not see the answer to a part may send it again.
    private bool IsRepeated(long offset, int length) => offset == _lastOffset && length == _lastLength;

    private void Begin()
    {
        Drop();
        _lastEndedAt = time.GetTimestamp();
        IsUnderWay = true;
    }

    private void Append(long offset, ReadOnlySpan<byte> data)
    {
        if (offset < _beginning.Length)
            data[..Math.Min(data.Length, _beginning.Length - (int)offset)].CopyTo(_beginning.AsSpan((int)offset));
        _hash.Append(data);
        (_lastOffset, _lastLength) = (offset, data.Length);
        _length = offset + data.Length;
    }

    private ReturnCode NotePart()
    {
        _lastEndedAt = time.GetTimestamp();
        return ReturnCode.Success;
    }

    private ReturnCode Finish(int slot)
    {
        bool isEmpty = _length == 0;
        Text16 revision = ReadRevision();
        Drop();
        if (isEmpty)
            return ReturnCode.FirmwareVerificationFailed;

        // It may have been activated since.
        if (!slots.CanStore(slot))
            return ReturnCode.InvalidSlot;
        slots.Store(slot, revision);
        return ReturnCode.Success;
    }

    /// <summary>W3: text that the package begins with, else the first digits of its hash.</summary>
    private Text16 ReadRevision()
    {
        ReadOnlySpan<byte> text = _beginning.AsSpan().TrimEnd((byte)0);
        string revision = text.IsEmpty || text.ContainsAnyExceptInRange((byte)' ', (byte)'~')
            ? "SHA256 " + Convert.ToHexStringLower(_hash.Finish())[..DigitsOfHash]
            : System.Text.Encoding.ASCII.GetString(text);
        Text16.TryCreate(revision, out Text16 read);
        return read;
    }

    private static Refusal Refuse(string field, ReturnCode code, string reason) =>
        Refusal.At(TransferFirmwareRequest.Layout, field, code, "W2", reason);
}
