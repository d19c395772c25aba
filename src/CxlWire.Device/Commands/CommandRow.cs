using System.Globalization;
using CxlWire.Protocol;

namespace CxlWire.Device.Commands;

/// <summary>Kinds of component command interfaces.</summary>
[Flags]
public enum CciKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A host's.</summary>
    Host = 1,

    /// <summary>The Fabric Manager's.</summary>
    FabricManager = 2,
}

/// <summary>CXL r3.1 8.2.9.5.2.1: effects of a command, as the Command Effects Log has them.</summary>
[Flags]
public enum CommandEffects
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Configuration changes after a cold reset.</summary>
    ConfigurationChangeAfterColdReset = 1 << 0,

    /// <summary>Configuration changes at once.</summary>
    ImmediateConfigurationChange = 1 << 1,

    /// <summary>Data change at once.</summary>
    ImmediateDataChange = 1 << 2,

    /// <summary>Policy changes at once.</summary>
    ImmediatePolicyChange = 1 << 3,

    /// <summary>A log changes at once.</summary>
    ImmediateLogChange = 1 << 4,

    /// <summary>The security state changes.</summary>
    SecurityStateChange = 1 << 5,

    /// <summary>The command may run in the background.</summary>
    BackgroundOperation = 1 << 6,
}

/// <summary>Carries out a command whose payload length was found right.</summary>
/// <param name="port">The CCI that it came through.</param>
/// <param name="request">Request payload.</param>
/// <param name="reply">Room for the largest response payload that the requester takes.</param>
internal delegate CommandResult CommandHandler(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply);

/// <summary>
/// Which lengths a request payload may have (C2). It derives from the request's layout; only a command
/// whose rules look at something else first checks the list's length itself.
/// </summary>
public sealed class PayloadRule
{
    private readonly Layout _layout;
    private readonly bool _fixedPartOnly;

    internal PayloadRule(Layout layout, bool fixedPartOnly)
    {
        _layout = layout;
        _fixedPartOnly = fixedPartOnly;
    }

    /// <summary>Whether the payload has a length that the command takes.</summary>
    public bool TryCheck(ReadOnlySpan<byte> payload, out LayoutError error) =>
        _fixedPartOnly ? _layout.TryCheckFixedPart(payload, out error) : _layout.TryCheck(payload, out error);

    /// <summary>In bytes: "exactly 8", "4 or 5", "8 + 24 x count".</summary>
    public override string ToString()
    {
        string size = _layout.Size.ToString(CultureInfo.InvariantCulture);
        if (_layout.List is { } list)
            return string.Create(CultureInfo.InvariantCulture, $"{size} + {list.Stride} x {list.Count?.Name ?? "n"}");
        return _layout.MinimumSize == _layout.Size
            ? $"exactly {size}"
            : string.Create(CultureInfo.InvariantCulture, $"{_layout.MinimumSize} or {size}");
    }
}

/// <summary>One opcode: everything that the device, the CEL, the command line and the docs know of it.</summary>
public sealed class CommandRow
{
    internal CommandRow(
        Opcode opcode,
        string commandName,
        string section,
        CciKinds ccis,
        Layout request,
        Layout response,
        CommandEffects effects,
        CommandHandler? handler,
        bool handlerChecksList = false,
        Action<CciPort>? refused = null)
    {
        Opcode = opcode;
        CommandName = commandName;
        Section = section;
        Ccis = ccis;
        Request = request;
        Response = response;
        Effects = effects;
        Handler = handler;
        Refused = refused;
        PayloadRule = new PayloadRule(request, handlerChecksList);
    }

    /// <summary>The opcode; it knows the specification's name.</summary>
    public Opcode Opcode { get; }

    /// <summary>Name on the command line ("get-dc-extent-list"), and in the fixtures with underscores.</summary>
    public string CommandName { get; }

    /// <summary>Section of CXL r3.1.</summary>
    public string Section { get; }

    /// <summary>CCIs that carry the command (C1).</summary>
    public CciKinds Ccis { get; }

    /// <summary>Layout of the request payload.</summary>
    public Layout Request { get; }

    /// <summary>Layout of the response payload.</summary>
    public Layout Response { get; }

    /// <summary>Which lengths the request payload may have (C2).</summary>
    public PayloadRule PayloadRule { get; }

    /// <summary>Effects, as the CEL has them (C4).</summary>
    public CommandEffects Effects { get; }

    /// <summary>Whether the device sends the request, and takes none.</summary>
    public bool SentByDevice => Handler is null;

    /// <summary>Whether QEMU 11.1 does not carry the command (q20).</summary>
    internal bool IsUnknownToQemu { get; init; }

    internal CommandHandler? Handler { get; }

    /// <summary>Called when the command was refused, for its length or by its handler; or null.</summary>
    internal Action<CciPort>? Refused { get; }
}
