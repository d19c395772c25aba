using System.Net;
using System.Net.Sockets;
using CxlWire.Tests;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Transport.Tests;

/// <summary>Not next to other tests, whose allocations it would count.</summary>
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    [Collection(nameof(AllocationTests))]
    public sealed class InSteadyState : IDisposable
    {
        private readonly TemporaryDirectory _directory = new();

        public static TheoryData<string> Kinds { get; } = ["unix", "fifo", "tcp"];

        public void Dispose() => _directory.Dispose();

        [Theory]
        [MemberData(nameof(Kinds))]
        public async Task A_command_allocates_nothing_from_the_bytes_in_to_the_bytes_out(string kind)
        {
            await using var server = new RunningServer(kind switch
            {
                "unix" => "unix:" + _directory["s"],
                "fifo" => $"fifo:{_directory["in"]},{_directory["out"]}",
                _ => "tcp:127.0.0.1:0",
            });
            using Stream output = Open(kind, server.Listener.Address, FileAccess.Write);
            using Stream input =
                output is NetworkStream ? output : Open(kind, server.Listener.Address, FileAccess.Read);
            byte[] request = Message.Request(1, 0x4801, "0a000000 00000000");
            byte[] expected = Message.Response(1, 0x4801, 0, Hex.Zeros(16));
            byte[] response = new byte[expected.Length];

            const int Commands = 50_000;
            Ask(Commands);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Ask(Commands);
            long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

            Assert.Equal(expected, response);

            // The array pool grows by a buffer, and the test runner's timers fire, now and then. One object for
            // each command would be 24 bytes for each.
            Assert.InRange(allocated, 0, 4 * Commands);

            void Ask(int count)
            {
                for (int i = 0; i < count; i++)
                {
                    output.Write(request);
                    input.ReadExactly(response);
                }
            }
        }

        /// <summary>A peer that itself allocates nothing: it blocks.</summary>
        private Stream Open(string kind, EndpointAddress address, FileAccess access)
        {
            if (kind == "fifo")
            {
                string path = _directory[access == FileAccess.Write ? "in" : "out"];
                return new FileStream(path, FileMode.Open, access, FileShare.ReadWrite, bufferSize: 0);
            }

            EndPoint endPoint = address is EndpointAddress.Tcp tcp
                ? new IPEndPoint(tcp.Address, tcp.Port)
                : new UnixDomainSocketEndPoint(_directory["s"]);
            var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(endPoint);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
