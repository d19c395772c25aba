using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;

namespace CxlWire.Device.Configuration;

/// <summary>
/// What the device decides where QEMU differs from the rules: every decision that a quirk has a part in, and the only
/// place that asks for one. docs/qemu.md has the rows.
/// </summary>
/// <param name="quirks">In what the device follows QEMU.</param>
internal readonly struct QemuPolicy(QemuQuirks quirks)
{
    /// <summary>q5: whether accepted extents lose tag and shared sequence.</summary>
    public bool AcceptedLoseTags => Has(QemuQuirks.AcceptedLoseTags);

    /// <summary>q7: whether 4802h tells ranges of a later offer from ranges of none.</summary>
    public bool ChecksOfferOrder => !Has(QemuQuirks.OrderIsNotChecked);

    /// <summary>q8: whether what is left of a split extent goes to the end of the list.</summary>
    public bool PiecesGoToTheEnd => Has(QemuQuirks.PiecesGoToTheEnd);

    /// <summary>
    /// q10: whether 0101h compares handles with as many records as there are, and calls a wrong one input.
    /// </summary>
    public bool ComparesHandles => Has(QemuQuirks.HandlesAreCompared);

    /// <summary>q13: severity of dynamic capacity records (E1).</summary>
    public EventSeverity CapacityRecordSeverity =>
        Has(QemuQuirks.RecordsAreWarnings) ? EventSeverity.Warning : EventSeverity.Informational;

    /// <summary>q14: whether records tell the tags available (E9).</summary>
    public bool TellsTagsAvailable => !Has(QemuQuirks.TagsAvailableIsNotValid);

    /// <summary>q15: whether an extent of length 0 is well formed (A4).</summary>
    public bool TakesEmptyExtents => Has(QemuQuirks.ZeroLengthIsTaken);

    /// <summary>q16: whether some commands take payloads longer than need be (C2, A7).</summary>
    public bool TakesSurplusBytes => Has(QemuQuirks.LongListsAreTaken);

    /// <summary>q17: whether every selection and removal policy is supported, and removal by force.</summary>
    public bool SupportsEveryPolicy => !Has(QemuQuirks.PrescriptiveOnly);

    /// <summary>q18: whether tags mean anything.</summary>
    public bool TracksTags => !Has(QemuQuirks.TagsAreIgnored);

    /// <summary>
    /// q20: whether the device carries what QEMU 11.1 does not, and tells the Fabric Manager of hosts.
    /// </summary>
    public bool TellsFabricManager => !Has(QemuQuirks.NoResponseRecords);

    /// <summary>q20: whether there are logs beside the Command Effects Log.</summary>
    public bool HasFurtherLogs => !Has(QemuQuirks.NoResponseRecords);

    /// <summary>q22: whether the mailbox is busy in the background until a command has run there.</summary>
    public bool IsBusyAtFirst => Has(QemuQuirks.BackgroundBitIsSetAtFirst);

    /// <summary>q24: whether asking back no extents at all succeeds.</summary>
    public bool TakesEmptyRelease => Has(QemuQuirks.EmptyReleaseIsTaken);

    /// <summary>q27: whether offers go beyond the extents that can be tracked.</summary>
    public bool OffersAreUnlimited => Has(QemuQuirks.OffersAreUnlimited);

    /// <summary>
    /// q28: whether extents that 5604h lists bear their own tags and sequences, and lie in any regions (O6, O7).
    /// </summary>
    public bool TakesEntriesAsTheyAre => Has(QemuQuirks.EntriesAreTakenAsTheyAre);

    /// <summary>q3, q23: entries that a page of 4801h counts beside those of the list.</summary>
    /// <param name="pending">Extents of pending offers.</param>
    public int PageSurplus(int pending) => Has(QemuQuirks.PageCountsPending) ? pending : 0;

    /// <summary>q4: the list's generation, as it is told.</summary>
    public uint ReportedGeneration(uint generation) => Has(QemuQuirks.GenerationIsZero) ? 0 : generation;

    /// <summary>q5: an accepted extent, as it is told.</summary>
    public Extent ReportedExtent(in Extent extent) =>
        AcceptedLoseTags ? new Extent { StartDpa = extent.StartDpa, Length = extent.Length } : extent;

    /// <summary>q6: whether a 4802h or 4803h is applied now, with what was gathered of it.</summary>
    /// <param name="more">Whether it says that more of it follows.</param>
    public bool IsLastPayload(bool more) => !more || Has(QemuQuirks.MoreIsIgnored);

    /// <summary>q9: whether 0100h says that there are more records.</summary>
    public bool HasMoreRecords(int returned, int count) =>
        returned < count || (count > 0 && Has(QemuQuirks.MoreRecordsAlways));

    /// <summary>q11: whether 0101h clears the whole log.</summary>
    public bool ClearsAll(bool clearAll) => clearAll && !Has(QemuQuirks.ClearAllIsIgnored);

    /// <summary>q12: records that may wait behind a full dynamic capacity log (E7).</summary>
    public int WaitingRecordsLimit(int limit) => Has(QemuQuirks.FullLogLosesRecords) ? 0 : limit;

    /// <summary>q18: tags supported or available, as hosts are told.</summary>
    public uint ReportedTags(uint tags) => TracksTags ? tags : 0;

    /// <summary>q19: the host that a request of the Fabric Manager is about.</summary>
    public int HostOf(int hostId) => Has(QemuQuirks.HostIdIsIgnored) ? 0 : hostId;

    /// <summary>q25: what 0103h keeps of a log's settings. C3: reserved bits are ignored, and zero when sent.</summary>
    public EventInterruptSettings KeptSettings(EventLogType log, EventInterruptSettings settings)
    {
        if (!Has(QemuQuirks.MessageNumbersAreFixed))
            return settings with { SettingsReserved = 0 };
        if (settings.Mode != EventInterruptMode.MsiOrMsiX)
            return default;

        // QEMU hands out messages 2 to 5 for the logs of severities, and 0 for dynamic capacity.
        return new EventInterruptSettings
        {
            Mode = EventInterruptMode.MsiOrMsiX,
            MessageNumber = log == EventLogType.DynamicCapacity ? (byte)0 : (byte)(log.Value + 2),
        };
    }

    /// <summary>
    /// q26: extents of the offer being answered that no longer count towards the tracking limit (A9).
    /// </summary>
    public int FreedByAnswer(int extents) => Has(QemuQuirks.AnsweredOfferTakesRoom) ? 0 : extents;

    private bool Has(QemuQuirks quirk) => (quirks & quirk) != 0;
}
