namespace CxlWire.Protocol.Commands;

/// <summary>What is on the wire for one opcode; what a device does with it is the device's to say.</summary>
public sealed class CommandRow
{
    internal CommandRow(
        Opcode opcode,
        string commandName,
        string section,
        CciKinds ccis,
        Layout request,
        Layout response,
        CommandEffects effects)
    {
        Opcode = opcode;
        CommandName = commandName;
        Section = section;
        Ccis = ccis;
        Request = request;
        Response = response;
        Effects = effects;
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

    /// <summary>Effects, as the CEL has them (C4).</summary>
    public CommandEffects Effects { get; }

    /// <summary>Whether the device sends the request, and takes none.</summary>
    public bool SentByDevice { get; internal init; }

    /// <summary>Whether only devices with several hosts carry it (U1).</summary>
    public bool NeedsSeveralHosts { get; internal init; }

    /// <summary>Which lengths a request payload may have, in bytes: "exactly 8", "4 or 5", "8 + 24 x count".</summary>
    public string RequestLength
    {
        get
        {
            if (Request.List is { } list)
                return FormattableString.Invariant($"{Request.Size} + {list.Stride} x {list.Count?.Name ?? "n"}");
            return Request.MinimumSize == Request.Size
                ? FormattableString.Invariant($"exactly {Request.Size}")
                : FormattableString.Invariant($"{Request.MinimumSize} or {Request.Size}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Opcode.ToString();
}
