using System.Security.Cryptography;
using CxlWire.Device.Firmware;
using CxlWire.Tests;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>Our SHA-256 beside .NET's.</summary>
public class Sha256Tests
{
    [Fact]
    public void Any_bytes_in_any_parts_have_the_hash_that_they_have() => Seeded.Check(
        Prop.ForAll(ArbMap.Default.ArbFor<byte[][]>(), IsAsNets), tests: 300);

    [Theory]
    [InlineData(0)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(119)]
    [InlineData(120)]
    [InlineData(100_000)]
    public void Lengths_around_a_block_have_the_hash_that_they_have(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        Assert.True(IsAsNets([bytes]));
    }

    private static bool IsAsNets(byte[][] parts)
    {
        var hash = new Sha256();
        foreach (byte[] part in parts)
        {
            hash.Append(part);
            var restored = new Sha256();
            restored.Restore(hash.Save());
            hash = restored;
        }

        byte[] all = [.. parts.SelectMany(part => part)];
        Assert.Equal(Hex.Text(SHA256.HashData(all)), Hex.Text(hash.Finish()));
        return true;
    }
}
