namespace CxlWire.Device.Journal;

/// <summary>What a <see cref="HostNote"/> tells of.</summary>
public enum HostNoteKind
{
    /// <summary>
    /// Requests of a stream were unanswered at once, each with a tag of its own; entered once for a connection.
    /// </summary>
    TagsOverlap,

    /// <summary>A request came with the tag of another of the same stream that was unanswered.</summary>
    TagReused,

    /// <summary>A message of the category response came on a stream; it was dropped (C5).</summary>
    Response,

    /// <summary>A mailbox register was written while the doorbell was set, and the write ignored.</summary>
    WrittenWhileRunning,

    /// <summary>Mailbox Status was read while the doorbell was set.</summary>
    StatusWhileRunning,

    /// <summary>A register, or the mailbox's interrupt, told the host that its background command has ended.</summary>
    BackgroundTold,
}
