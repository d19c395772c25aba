using System.Globalization;
using System.IO.Pipelines;
using CxlWire.Examples.Driver;
using CxlWire.Protocol.Dcd;
using CxlWire.Transport.Endpoints;

// CXLWIRE_HOST, or the first argument, is where the host's CCI is: unix:/tmp/dcd, or mctp:unix:/tmp/line/9.
string? host = args.FirstOrDefault() ?? Environment.GetEnvironmentVariable("CXLWIRE_HOST");
if (host is null)
{
    Console.Error.WriteLine("where is the host's CCI? for example: unix:/tmp/dcd");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
// A judge says so how patient it is, in seconds.
DriverTimes? times = double.TryParse(
    Environment.GetEnvironmentVariable("CXLWIRE_TIMEOUT"), CultureInfo.InvariantCulture, out double seconds)
    ? DriverTimes.For(TimeSpan.FromSeconds(seconds)) : null;
await using var driver = new DcdDriver(ConnectAsync, times);
driver.Changed += held =>
{
    Console.WriteLine($"{held.Count} extents");
    foreach (Extent extent in held)
        Console.WriteLine($"  {extent.StartDpa:x}h, {extent.Length >> 20} MiB, tag {extent.Tag}");
};
try
{
    await driver.RunAsync(stop.Token);
}
catch (OperationCanceledException)
{
    // As asked.
}
catch (Exception e) when (e is EndpointException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

return 0;

async ValueTask<IDuplexPipe> ConnectAsync(CancellationToken cancellationToken)
{
    TimeSpan patience = TimeSpan.FromSeconds(10);
    return host.StartsWith(MctpStream.Prefix, StringComparison.Ordinal)
        ? await MctpStream.ConnectAsync(host[MctpStream.Prefix.Length..], patience, cancellationToken)
        : await EndpointClient.ConnectAsync(EndpointAddress.Parse(host), patience, cancellationToken);
}
