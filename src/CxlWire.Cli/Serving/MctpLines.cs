using System.CommandLine;
using System.Globalization;
using CxlWire.Protocol.Mctp;
using CxlWire.Transport.Endpoints;
using CxlWire.Transport.Mctp;

namespace CxlWire.Cli.Serving;

/// <summary>The serial lines of <c>serve</c> that carry MCTP.</summary>
internal sealed class MctpLines
{
    private const string FabricManager = "fm=";

    private readonly Option<string[]> _lines = new("--mctp")
    {
        HelpName = "[N=]ENDPOINT",
        Description = "A serial line with an MCTP endpoint (docs/mctp.md): the CCI of host N, 0 where left out, as "
            + "message type 08h, the Fabric Manager's as 07h; with fm= that alone. pty:LINK (a pseudo terminal, and a "
            + "link to it), serial:PATH, or endpoints as for --host. May be given several times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int> _unit = new("--mctp-mtu")
    {
        HelpName = "BYTES",
        Description = $"Largest payload of an MCTP packet: {MctpPacket.BaselineUnit}, which every endpoint takes and "
            + $"is the default, to {MctpOptions.MaxUnit}.",
        DefaultValueFactory = _ => MctpPacket.BaselineUnit,
    };

    private readonly Option<int> _eid = new("--mctp-eid")
    {
        HelpName = "EID",
        Description = $"EID of the endpoints, until Set Endpoint ID changes it; {MctpOptions.DefaultEid} where absent.",
        DefaultValueFactory = _ => MctpOptions.DefaultEid,
    };

    private readonly Option<int?> _notified = new("--mctp-notify")
    {
        HelpName = "EID",
        Description = "Who is told of events (0106h); absent: whoever spoke last.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_lines);
        AddEndpointTo(command);
    }

    /// <summary>Adds those that say how an endpoint presents itself.</summary>
    public void AddEndpointTo(Command command)
    {
        command.Add(_unit);
        command.Add(_eid);
        command.Add(_notified);
    }

    /// <summary>The lines, as they were given.</summary>
    public string[]? TextsOf(ParseResult result) => result.GetValue(_lines);

    /// <summary>Name of the option.</summary>
    public string Name => _lines.Name;

    /// <summary>What the endpoints are told.</summary>
    /// <exception cref="CliException">A number is none that it could be.</exception>
    public MctpOptions OptionsOf(ParseResult result) => new()
    {
        Unit = Check(_unit.Name, result.GetValue(_unit), MctpPacket.BaselineUnit, MctpOptions.MaxUnit),
        Eid = (byte)Check(_eid.Name, result.GetValue(_eid), MctpOptions.MinEid, MctpOptions.MaxEid),
        NotifiedEid = result.GetValue(_notified) is { } eid
            ? (byte)Check(_notified.Name, eid, MctpOptions.MinEid, MctpOptions.MaxEid) : null,
    };

    /// <summary>Reads a line: "1=pty:/tmp/b", or "fm=unix:/tmp/c", of which the host is null.</summary>
    /// <exception cref="CliException">It is none.</exception>
    public static (int? Host, EndpointAddress Address) Parse(string text)
    {
        if (text.StartsWith(FabricManager, StringComparison.Ordinal))
            return (null, EndpointText.Parse(text[FabricManager.Length..]));
        return EndpointText.ParseNumbered(text);
    }

    private static int Check(string option, int value, int min, int max) => value >= min && value <= max
        ? value
        : throw new CliException(string.Create(CultureInfo.InvariantCulture, $"{option} {value}: {min} to {max}"));
}
