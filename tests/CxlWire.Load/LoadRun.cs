using System.Diagnostics;
using System.Globalization;
using CxlWire.Protocol;
using CxlWire.Transport;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Load;

/// <summary>One server under load for a time, and what became of it.</summary>
/// <param name="time">How long, once everybody is connected.</param>
internal sealed class LoadRun(TimeSpan time)
{
    private const int Burst = 64;

    // What a process may use more in the last quarter than in the first: the heap is never quite the same.
    private const double MaxGrowth = 1.10;
    private const long Slack = 16 << 20;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly List<EndpointConnection> _connections = [];
    private readonly List<long> _residentBytes = [];

    /// <summary>Many devices, each with a driver and a Fabric Manager.</summary>
    /// <returns>Whether every reply came and nothing grew.</returns>
    public async Task<bool> DevicesAsync(int devices)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("cxll");
        try
        {
            long start = Stopwatch.GetTimestamp();
            using ServedProcess server = await ServedProcess.StartAsync(
                "--copies", Text(devices), "--host", $"unix:{folder.FullName}/d{{n}}", "--fm",
                $"unix:{folder.FullName}/m{{n}}", "--qmp", $"unix:{folder.FullName}/q");
            Print(
                $"{devices} devices: ready after {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, "
                    + $"{server.ResidentBytes >> 20} MiB");
            var drivers = new List<DeviceDriver>();
            for (int i = 0; i < devices; i++)
            {
                var host = new CciClient(await ConnectAsync($"unix:{folder.FullName}/d{i}"));
                drivers.Add(
                    new DeviceDriver(host, new CciClient(await ConnectAsync($"unix:{folder.FullName}/m{i}")), i));
            }

            bool good = await DriveAsync(server, token => [.. drivers.Select(d => Task.Run(() => d.RunAsync(token)))]);
            long replies = drivers.Sum(d => d.Replies);
            Print(
                $"{replies} replies, {replies / time.TotalSeconds:F0} a second, none lost; slowest "
                    + $"{drivers.Max(d => d.Slowest).TotalMilliseconds:F0} ms; least for one device "
                        + $"{drivers.Min(d => d.Replies)}");
            return await EndAsync(server, good);
        }
        finally
        {
            await DisconnectAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Many clients of one device, each with many requests under way.</summary>
    /// <returns>Whether every reply came and nothing grew.</returns>
    public async Task<bool> ClientsAsync(int clients)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("cxll");
        try
        {
            using ServedProcess server = await ServedProcess.StartAsync("--host", $"unix:{folder.FullName}/d");
            Print($"{clients} clients on one device: {server.ResidentBytes >> 20} MiB");
            var connections = new List<EndpointConnection>();
            for (int i = 0; i < clients; i++)
                connections.Add(await ConnectAsync($"unix:{folder.FullName}/d"));
            long replies = 0;
            bool good = await DriveAsync(server, token => [.. connections.Select(c => Task.Run(async () =>
            {
                long mine = await AskInBurstsAsync(c, token);
                Interlocked.Add(ref replies, mine);
            }))]);
            Print($"{replies} replies, {replies / time.TotalSeconds:F0} a second, none lost, all in order");
            return await EndAsync(server, good);
        }
        finally
        {
            await DisconnectAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<long> AskInBurstsAsync(EndpointConnection connection, CancellationToken stop)
    {
        var client = new CciClient(connection);
        long replies = 0;
        while (!stop.IsCancellationRequested)
        {
            byte[][] requests = [.. Enumerable.Range(0, Burst).Select(i => client.CreateRequest(
                i % 2 == 0 ? Opcode.Identify : Opcode.GetDynamicCapacityExtentList, i % 2 == 0 ? [] : new byte[8]))];
            await connection.Output.WriteAsync(requests.SelectMany(r => r).ToArray(), CancellationToken.None);
            using var patience = new CancellationTokenSource(_patience);
            foreach (byte[] request in requests)
            {
                byte[] reply = await client.ReadAsync(patience.Token);
                if (reply[0] != 1 || reply[1] != request[1]
                    || !reply.AsSpan(3, 2).SequenceEqual(request.AsSpan(3, 2)) || reply[8] != 0)
                    throw new InvalidDataException(
                        $"{Convert.ToHexStringLower(reply)} is no reply to {Convert.ToHexStringLower(request)}");
                replies++;
            }
        }

        return replies;
    }

    /// <summary>Lets drivers run for the time, and looks at the server each second.</summary>
    private async Task<bool> DriveAsync(ServedProcess server, Func<CancellationToken, Task[]> begin)
    {
        using var stop = new CancellationTokenSource();
        TimeSpan processorTime = server.ProcessorTime;
        Task all = Task.WhenAll(begin(stop.Token));
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time && !all.IsCompleted;)
        {
            await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None));
            _residentBytes.Add(server.ResidentBytes);
        }

        await stop.CancelAsync();
        await all;
        int quarter = (_residentBytes.Count + 3) / 4;
        double[] quarters = [.. _residentBytes.Chunk(quarter).Select(samples => samples.Average())];
        double first = quarters[0], last = quarters[^1];
        bool grows = last > (first * MaxGrowth) + Slack;
        Print(
            $"resident, by quarters: {string.Join(", ", quarters.Select(q => $"{q / (1 << 20):F0}"))} MiB, most "
                + $"{_residentBytes.Max() >> 20} MiB; "
            + $"{server.Descriptors} descriptors; "
                + $"{(server.ProcessorTime - processorTime).TotalSeconds / time.TotalSeconds:F1} processors");
        if (grows)
            Print("FAILED: it grows");
        return !grows;
    }

    private async Task<bool> EndAsync(ServedProcess server, bool good)
    {
        await DisconnectAsync();
        IReadOnlyList<string> said = await server.StopAsync();
        foreach (string line in said.Take(10))
            Print($"FAILED: the server said: {line}");
        return good && said.Count == 0;
    }

    private async Task<EndpointConnection> ConnectAsync(string address)
    {
        EndpointConnection connection = await EndpointClient.ConnectAsync(EndpointAddress.Parse(address), _patience);
        _connections.Add(connection);
        return connection;
    }

    private async Task DisconnectAsync()
    {
        foreach (EndpointConnection connection in _connections)
            await connection.DisposeAsync();
        _connections.Clear();
    }

    private static void Print(string line) => Console.WriteLine(line);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
