namespace CxlWire.Device.Configuration;

/// <summary>
/// Ways in which QEMU 11.1 is known to differ from the rules, each its own switch; the numbers are those of
/// docs/qemu.md. Where QEMU dies (q1, q2, q21), the device answers as the rules say and lives.
/// </summary>
[Flags]
public enum QemuQuirks
{
    /// <summary>The rules and nothing else: profile spec.</summary>
    None = 0,

    /// <summary>q3, q23: 4801h sizes its page from accepted and pending extents; the surplus is zeros.</summary>
    PageCountsPending = 1 << 3,

    /// <summary>q4: the generation is always 0.</summary>
    GenerationIsZero = 1 << 4,

    /// <summary>q5: accepted extents lose tag and shared sequence.</summary>
    AcceptedLoseTags = 1 << 5,

    /// <summary>q6: 4802h and 4803h ignore More.</summary>
    MoreIsIgnored = 1 << 6,

    /// <summary>q7: 4802h does not check the order of offers: Invalid Physical Address, not Invalid Input.</summary>
    OrderIsNotChecked = 1 << 7,

    /// <summary>q8: pieces of a split extent go to the end of the list.</summary>
    PiecesGoToTheEnd = 1 << 8,

    /// <summary>q9: More Event Records whenever the log holds a record.</summary>
    MoreRecordsAlways = 1 << 9,

    /// <summary>q10: 0101h with wrong handles is Invalid Input, with more handles than records a success.</summary>
    HandlesAreCompared = 1 << 10,

    /// <summary>q11: Clear All is ignored; the handles beside it are cleared.</summary>
    ClearAllIsIgnored = 1 << 11,

    /// <summary>q12: a full dynamic capacity log loses records.</summary>
    FullLogLosesRecords = 1 << 12,

    /// <summary>q13: dynamic capacity records are warnings.</summary>
    RecordsAreWarnings = 1 << 13,

    /// <summary>q14: only extents available is marked valid, tags available is 0.</summary>
    TagsAvailableIsNotValid = 1 << 14,

    /// <summary>q15: an extent of length 0 is not malformed where its address is not.</summary>
    ZeroLengthIsTaken = 1 << 15,

    /// <summary>q16: 0101h, 0103h, 4802h and 4803h take payloads longer than need be.</summary>
    LongListsAreTaken = 1 << 16,

    /// <summary>q17: adding and removing are prescriptive only, nothing is removed by force.</summary>
    PrescriptiveOnly = 1 << 17,

    /// <summary>q18: tags are ignored, none are supported.</summary>
    TagsAreIgnored = 1 << 18,

    /// <summary>q19: there is one host, whatever the host ID says.</summary>
    HostIdIsIgnored = 1 << 19,

    /// <summary>
    /// q20: no records of types 4 and 5; 0104h to 0106h, 0402h to 0405h, 54xxh, 55xxh and 5606h to 5608h are not
    /// carried, and the Command Effects Log is the only log.
    /// </summary>
    NoResponseRecords = 1 << 20,

    /// <summary>
    /// q22: the background bit of the mailbox status is set until a command has run in the background.
    /// </summary>
    BackgroundBitIsSetAtFirst = 1 << 22,

    /// <summary>q24: asking back no extents at all succeeds.</summary>
    EmptyReleaseIsTaken = 1 << 24,

    /// <summary>q25: interrupt modes are none or MSI/MSI-X, and message numbers are the device's.</summary>
    MessageNumbersAreFixed = 1 << 25,

    /// <summary>q26: 4802h counts the answered offer's extents beside those that take their place.</summary>
    AnsweredOfferTakesRoom = 1 << 26,

    /// <summary>q27: offers go beyond the extents that the device tracks; extents available wraps.</summary>
    OffersAreUnlimited = 1 << 27,

    /// <summary>
    /// q28: extents that 5604h lists bear their own tags and sequences, not the request's, and lie in any regions.
    /// </summary>
    EntriesAreTakenAsTheyAre = 1 << 28,

    /// <summary>All of them: profile qemu.</summary>
    All = PageCountsPending | GenerationIsZero | AcceptedLoseTags | MoreIsIgnored | OrderIsNotChecked | PiecesGoToTheEnd
        | MoreRecordsAlways | HandlesAreCompared | ClearAllIsIgnored | FullLogLosesRecords | RecordsAreWarnings
        | TagsAvailableIsNotValid | ZeroLengthIsTaken | LongListsAreTaken | PrescriptiveOnly | TagsAreIgnored
        | HostIdIsIgnored | NoResponseRecords | BackgroundBitIsSetAtFirst | EmptyReleaseIsTaken | MessageNumbersAreFixed
        | AnsweredOfferTakesRoom | OffersAreUnlimited | EntriesAreTakenAsTheyAre,
}
