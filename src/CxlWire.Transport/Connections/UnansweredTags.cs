using CxlWire.Device.Journal;
using CxlWire.Protocol;

namespace CxlWire.Transport.Connections;

/// <summary>
/// Tags of a host's requests that are surely unanswered: those that were received together, since no reply was sent
/// between them, and those whose reply a fault delays while others pass. A request whose reply was lost is not counted:
/// when its sender gives it up, only he knows. Looked at while somebody reads the device's journal.
/// </summary>
/// <param name="server">Whose CCI it is.</param>
internal sealed class UnansweredTags(CciServer server)
{
    private const int Words = 4;

    private readonly ulong[] _together = new ulong[Words];
    private readonly ulong[] _delayed = new ulong[Words];
    private bool _hasToldOverlap;

    /// <summary>Whether requests are looked at.</summary>
    public bool IsWatched { get; private set; }

    /// <summary>More was received: what was before is answered.</summary>
    public void Begin()
    {
        IsWatched = server.Journal.IsRead && server.Port.HostId is not null;
        if (IsWatched)
            Array.Clear(_together);
    }

    /// <summary>A request is to be carried out. Called with the device's gate held, where it is watched.</summary>
    public void Take(Opcode opcode, byte tag)
    {
        ulong bit = 1UL << tag;
        bool isReused = ((_together[tag / 64] | Volatile.Read(ref _delayed[tag / 64])) & bit) != 0;
        bool overlaps = !_hasToldOverlap && !isReused && HasAny();
        _together[tag / 64] |= bit;
        if (overlaps)
        {
            _hasToldOverlap = true;
            server.EnterNote(HostNoteKind.TagsOverlap, opcode, tag);
        }

        if (isReused)
            server.EnterNote(HostNoteKind.TagReused, opcode, tag);
    }

    /// <summary>A reply is delayed, and others pass it.</summary>
    public void Delay(byte tag) => Interlocked.Or(ref _delayed[tag / 64], 1UL << tag);

    /// <summary>A reply that was delayed is about to be sent. Any thread may call.</summary>
    public void Answer(byte tag) => Interlocked.And(ref _delayed[tag / 64], ~(1UL << tag));

    private bool HasAny()
    {
        for (int i = 0; i < Words; i++)
        {
            if ((_together[i] | Volatile.Read(ref _delayed[i])) != 0)
                return true;
        }

        return false;
    }
}
