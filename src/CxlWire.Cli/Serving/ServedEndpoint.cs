using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Serving;

/// <summary>Who listens where.</summary>
/// <param name="Role">host, vfio-user, fm, mctp or qmp.</param>
/// <param name="Device">Number of the device, from 0; null: all of them.</param>
/// <param name="Host">Host ID; null: no host's.</param>
/// <param name="Address">Where; once it listens, with the TCP port that the system chose.</param>
internal sealed record ServedEndpoint(string Role, int? Device, int? Host, EndpointAddress Address);
