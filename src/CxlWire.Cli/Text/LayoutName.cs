using CxlWire.Protocol;

namespace CxlWire.Cli.Text;

/// <summary>Layouts as the command line names them.</summary>
internal static class LayoutName
{
    /// <summary>What is no layout but stands among them: whole messages, back to back.</summary>
    public const string Messages = "cci-message";

    /// <summary>Likewise: a recorded conversation, which is text.</summary>
    public const string Conversation = "conversation";

    /// <summary>Whether a name means whole messages.</summary>
    public static bool IsMessages(string name) => name.Replace('_', '-') == Messages;

    /// <summary>The layout of that name.</summary>
    /// <exception cref="CliException">There is none.</exception>
    public static Layout Find(string name) => Layouts.TryGet(name, out Layout layout)
        ? layout
        : throw new CliException(
            $"'{name}' is no layout; '{CommandLine.Name} list --layouts' says which there are"
                + Guess.Of(name, Layouts.All.Select(known => known.Name).Append(Messages).Append(Conversation)));
}
