using System.Globalization;
using CxlWire.Load;

// Puts a served process under load: many devices, each with its driver and its Fabric Manager; and many clients on one
// device. Every request has its reply, and the process does not grow. docs/limits.md has the
// commands and what they measured.
const string Usage =
    """
    load [--devices N] [--clients N] [--seconds N]

    --devices N    devices in one process, each with a driver and a Fabric Manager (default 1000; 0: not this)
    --clients N    clients on one device, after that (default 64; 0: not this)
    --seconds N    how long each of the two goes on (default 20)
    """;

int devices = 1000, clients = 64, seconds = 20;
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
return good ? 0 : 1;

static int Wrong(string what)
{
    Console.Error.WriteLine($"{what}\n{Usage}");
    return 2;
}
