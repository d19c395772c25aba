namespace CxlWire.Examples.Driver;

/// <summary>
/// The device may have carried out a command or not: its answer did not come, or was none. The stream is given up.
/// </summary>
internal sealed class LostReplyException(Exception why) : Exception(why.Message, why);
