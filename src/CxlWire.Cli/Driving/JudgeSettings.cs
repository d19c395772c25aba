using CxlWire.Device.Configuration;
using CxlWire.Judge;
using CxlWire.Transport.Endpoints;
using CxlWire.Verification;

namespace CxlWire.Cli.Driving;

/// <summary>Where drivers find the devices that judge them.</summary>
internal sealed record JudgeSettings
{
    /// <summary>Where host 0 finds its CCI; null: nowhere.</summary>
    public EndpointAddress? Host { get; init; }

    /// <summary>The serial line with MCTP on which host 0's CCI is found, too; null: there is none.</summary>
    public EndpointAddress? Mctp { get; init; }

    /// <summary>Where host 0's PCI function is found; null: nowhere.</summary>
    public EndpointAddress.Unix? Function { get; init; }

    /// <summary>Where the control socket is.</summary>
    public required EndpointAddress Control { get; init; }

    /// <summary>Whether other machines may reach TCP endpoints.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>What starts a driver; null: somebody else does.</summary>
    public string? Command { get; init; }

    /// <summary>What is run when a case is over and its driver there; it fails the case. Null: nothing.</summary>
    public string? Check { get; init; }

    /// <summary>The device of cases that have none of their own.</summary>
    public required DeviceConfiguration Configuration { get; init; }

    /// <summary>When a case goes on behind what is prepared; null: once a driver is connected.</summary>
    public Condition? Ready { get; init; }

    /// <summary>How long a driver may take to connect, and then to be ready; null: T.</summary>
    public TimeSpan? Boot { get; init; }

    /// <summary>T, and the like.</summary>
    public required JudgeOptions Options { get; init; }
}
