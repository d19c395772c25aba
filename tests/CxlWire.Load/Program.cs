using System.Globalization;
using CxlWire.Load;
using CxlWire.Load.Soaking;

// Puts a served process under load: many devices, each with its driver and its Fabric Manager; and many clients on one
// device; and everything at once. Every request has its reply, and the process does not grow. docs/limits.md has the
// commands and what they measured.
const string Usage =
    """
    load [--devices N] [--clients N] [--soak N] [--seed N] [--seconds N]

    --devices N    devices in one process, each with a driver and a Fabric Manager (default 1000; 0: not this)
    --clients N    clients on one device, after that (default 64; 0: not this)
    --soak N       seconds of everything at once on one device, after those (default 0)
    --seed N       of the soak's first round (default: another each time, and printed)
    --seconds N    how long each of the first two goes on (default 20)
    """;

int devices = 1000, clients = 64, soak = 0, seed = Random.Shared.Next(1 << 20), seconds = 20;
for (int i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length
        || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        return Wrong($"{args[i]} needs a number");
    switch (args[i])
    {
        case "--devices":
            devices = value;
            break;
        case "--clients":
            clients = value;
            break;
        case "--soak":
            soak = value;
            break;
        case "--seed":
            seed = value;
            break;
        case "--seconds":
            seconds = value;
            break;
        default:
            return Wrong($"{args[i]} is not known");
    }
}

// The server has two listening sockets and two connections for each device, and some more of its own.
long needed = (4L * devices) + 300;
if (ServedProcess.MaximumDescriptors is { } most && most < needed)
    return Wrong(
        $"{devices} devices need {needed} file descriptors, and a process may have {most}: raise 'ulimit -n', or "
            + "have fewer --devices");

bool good = devices == 0 || await new LoadRun(TimeSpan.FromSeconds(seconds)).DevicesAsync(devices);
good &= clients == 0 || await new LoadRun(TimeSpan.FromSeconds(seconds)).ClientsAsync(clients);
good &= soak == 0 || await new SoakRun(TimeSpan.FromSeconds(soak), seed).RunAsync();
return good ? 0 : 1;

static int Wrong(string what)
{
    Console.Error.WriteLine($"{what}\n{Usage}");
    return 2;
}
