using Microsoft.Extensions.Logging;

namespace CxlWire.Control;

/// <summary>What the control socket logs. That connections come and go is their endpoint's to tell.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "QMP session {Session}: {ErrorClass}: {Description}")]
    public static partial void Refused(ILogger logger, int session, string errorClass, string description);

    [LoggerMessage(2, LogLevel.Warning,
        "QMP session {Session}: dropped, its peer does not read: {Events} events of {Bytes} bytes wait")]
    public static partial void Dropped(ILogger logger, int session, int events, long bytes);

    [LoggerMessage(3, LogLevel.Debug, "QMP session {Session}: the peer vanished: {Reason}")]
    public static partial void Vanished(ILogger logger, int session, string reason);
}
