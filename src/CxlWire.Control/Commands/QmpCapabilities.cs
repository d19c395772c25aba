namespace CxlWire.Control.Commands;

/// <summary>
/// <c>qmp_capabilities</c>: opens a session for all other commands. The greeting offers no capability, so
/// none can be enabled.
/// </summary>
internal static class QmpCapabilities
{
    public const string Name = "qmp_capabilities";

    private static readonly string[] _capabilities = ["oob"];

    public static IReadOnlyList<string> Read(QmpArguments arguments)
    {
        IReadOnlyList<string> enable = arguments.OptionalTexts("enable");
        for (int i = 0; i < enable.Count; i++)
        {
            if (_capabilities.Contains(enable[i]))
                continue;
            string value = QmpException.Quote(enable[i]);
            throw QmpException.Generic($"Parameter 'enable[{i}]' does not accept value '{value}': oob is known");
        }

        return enable;
    }

    public static void Execute(QmpCall call, IReadOnlyList<string> enable)
    {
        if (enable.Count > 0)
            throw QmpException.Generic($"Capability {enable[0]} not available: none is");
        if (call.Session is { } session)
            session.IsNegotiated = true;
    }
}
