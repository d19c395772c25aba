using System.Globalization;
using CxlWire.Device.State;
using CxlWire.Protocol;

namespace CxlWire.Device.Firmware;

/// <summary>The firmware that the device has, by slot, and which of it runs (W1, W4). Slots count from 1.</summary>
internal sealed class FirmwareSlots
{
    private readonly Text16 _first;
    private readonly Text16[] _revisions;

    /// <summary>Starts with one firmware, in slot 1, that runs.</summary>
    public FirmwareSlots(int count, Text16 revision)
    {
        _first = revision;
        _revisions = new Text16[count];
        _revisions[0] = revision;
    }

    /// <summary>How many there are.</summary>
    public int Count => _revisions.Length;

    /// <summary>The one whose firmware runs.</summary>
    public int Active { get; private set; } = 1;

    /// <summary>The one whose firmware runs after the next reset; 0: the same.</summary>
    public int Staged { get; private set; }

    /// <summary>The revision of what runs.</summary>
    public Text16 ActiveRevision => RevisionIn(Active);

    /// <summary>The revision in a slot; empty where there is no firmware, or no such slot.</summary>
    public Text16 RevisionIn(int slot) => slot >= 1 && slot <= Count ? _revisions[slot - 1] : default;

    /// <summary>Whether new firmware may be put there: it exists, and is not the one that runs.</summary>
    public bool CanStore(int slot) => slot >= 1 && slot <= Count && slot != Active;

    /// <summary>Whether it has firmware that does not run.</summary>
    public bool CanActivate(int slot) => CanStore(slot) && RevisionIn(slot) != default;

    /// <summary>Puts firmware there; it can be.</summary>
    public void Store(int slot, Text16 revision) => _revisions[slot - 1] = revision;

    /// <summary>Has the firmware of a slot run from now on; it can be.</summary>
    public void Activate(int slot) => (Active, Staged) = (slot, 0);

    /// <summary>Has the firmware of a slot run after the next reset; it can be.</summary>
    public void Stage(int slot) => Staged = slot;

    /// <summary>Writes what there is, or takes something else in its place.</summary>
    public void Exchange(StateArchive state)
    {
        for (int slot = 1; slot <= Count; slot++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"slot_{slot}");
            string? first = slot == 1 ? _first.ToString() : null;
            string? revision = RevisionIn(slot) == default ? null : RevisionIn(slot).ToString();
            revision = state.Text(name, revision == first ? null : revision) ?? first;
            _revisions[slot - 1] = Text16.TryCreate(revision ?? "", out Text16 read)
                ? read : throw state.Error(name, "W1: not 16 Latin-1 characters at most");
        }

        int active = state.Number("active", Active, Count, atFirst: 1, min: 1);
        if (RevisionIn(active) == default)
            throw state.Error("active", "W4: there is no firmware in the slot");
        Active = active;
        Staged = state.Number("staged", Staged, Count);
        if (Staged != 0 && !CanActivate(Staged))
            throw state.Error("staged", "W4: there is no firmware in the slot, or it runs");
    }

    /// <summary>A reset: what was staged runs.</summary>
    public void Reset()
    {
        if (Staged != 0)
            Activate(Staged);
    }
}
