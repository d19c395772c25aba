using FsCheck;
using FsCheck.Fluent;
using Microsoft.Win32.SafeHandles;
using static CxlWire.Transport.Tests.VfioUserMessages;

namespace CxlWire.Transport.Tests;

/// <summary>Bytes that are nearly, or not at all, messages.</summary>
public sealed class VfioUserNoiseTests : IAsyncDisposable
{
    private readonly RunningVfioUserServer _server = new();

    private static readonly byte[][] _messages =
        [.. All.Select(m => m.Request), .. Refused.Select(m => m.Request).Where(r => r.Length < 1000)];

    private static Gen<byte> AnyByte { get; } = Gen.Frequency(
        (2, Gen.Choose(0, 255)), (2, Gen.Elements(0, 1, 2, 0x10, 0x20, 0x7F, 0x80, 0xFF))).Select(b => (byte)b);

    /// <summary>
    /// A message, one with other bytes in it or cut short, or just bytes; and how many descriptors with it.
    /// </summary>
    private static Gen<(byte[] Bytes, int Descriptors)> Piece { get; } =
        Gen.Frequency(
                (4, Gen.Elements(_messages)),
                (4, Gen.Elements(_messages).SelectMany(
                    m => Gen.Choose(0, m.Length - 1).Zip(AnyByte).ListOf(2),
                    (m, changes) =>
                    {
                        byte[] changed = [.. m];
                        foreach ((int at, byte value) in changes)
                            changed[at] = value;
                        return changed;
                    })),
                (1, Gen.Elements(_messages).SelectMany(m => Gen.Choose(1, m.Length), (m, length) => m[..length])),
                (1, AnyByte.NonEmptyListOf().Select(bytes => bytes.ToArray())))
            .Zip(Gen.Frequency((4, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Choose(2, 20))));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Any_bytes_leave_a_server_that_answers_and_no_descriptor_behind()
    {
        using var descriptor = new VfioUserEvent();
        Gen<(bool, List<(byte[] Bytes, int Descriptors)>)> any =
            Gen.Elements(true, true, true, false).Zip(Piece.ListOf().Select(pieces => pieces.ToList()));
        Seeded(any, t =>
        {
            using (VfioUserPeer peer = t.Item1 ? _server.Open() : _server.Connect())
            {
                foreach ((byte[] bytes, int descriptors) in t.Item2)
                {
                    if (!peer.TrySend(bytes, [.. Enumerable.Repeat<SafeFileHandle>(descriptor.Handle, descriptors)]))
                        break;
                }

                peer.CloseOutput();
                peer.ReadToEnd();
            }

            using VfioUserPeer next = _server.Open();
            Assert.Equal(1, VfioUserDescriptors.CountEvents(descriptor.Handle));
            next.Ping();
        });
        Assert.DoesNotContain(_server.Log.Lines, l => l.StartsWith("Error", StringComparison.Ordinal));
    }

    private static void Seeded<T>(Gen<T> any, Action<T> test) =>
        CxlWire.Tests.Seeded.Check(
            Prop.ForAll(any.ToArbitrary(), t =>
            {
                test(t);
                return true;
            }),
            500);
}
