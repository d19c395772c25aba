using System.Buffers.Binary;
using System.Numerics;

namespace CxlWire.Device.Firmware;

/// <summary>
/// SHA-256 (FIPS 180-4) of bytes that come in parts. .NET's own cannot be saved half way, as a device with a transfer
/// under way is.
/// </summary>
internal sealed class Sha256
{
    /// <summary>Bytes of what is saved: what was hashed so far, and what waits for the rest of a block.</summary>
    public const int StateSize = (8 * sizeof(uint)) + sizeof(ulong) + BlockSize;

    private const int BlockSize = 64;

    private static readonly uint[] _roundConstants = MakeRoundConstants();

    private readonly uint[] _hash =
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    private readonly byte[] _block = new byte[BlockSize];
    private ulong _length;

    private int Waiting => (int)(_length % BlockSize);

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            int count = Math.Min(BlockSize - Waiting, data.Length);
            data[..count].CopyTo(_block.AsSpan(Waiting));
            data = data[count..];
            _length += (uint)count;
            if (Waiting == 0)
                TakeBlock();
        }
    }

    /// <summary>The hash of all that was added; nothing more can be.</summary>
    public byte[] Finish()
    {
        ulong bits = _length * 8;
        Span<byte> padding = stackalloc byte[BlockSize + sizeof(ulong)];
        padding.Clear();
        padding[0] = 0x80;
        int zeros = ((2 * BlockSize) - sizeof(ulong) - 1 - Waiting) % BlockSize;
        BinaryPrimitives.WriteUInt64BigEndian(padding[(zeros + 1)..], bits);
        Append(padding[..(zeros + 1 + sizeof(ulong))]);
        byte[] hash = new byte[8 * sizeof(uint)];
        for (int i = 0; i < _hash.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(i * sizeof(uint)), _hash[i]);
        return hash;
    }

    /// <summary>What it is in: <see cref="StateSize"/> bytes.</summary>
    public byte[] Save()
    {
        byte[] state = new byte[StateSize];
        Span<byte> at = state;
        foreach (uint word in _hash)
        {
            BinaryPrimitives.WriteUInt32BigEndian(at, word);
            at = at[sizeof(uint)..];
        }

        BinaryPrimitives.WriteUInt64BigEndian(at, _length);
        _block.AsSpan(0, Waiting).CopyTo(at[sizeof(ulong)..]);
        return state;
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(ReadOnlySpan<byte> state)
    {
        for (int i = 0; i < _hash.Length; i++)
        {
            _hash[i] = BinaryPrimitives.ReadUInt32BigEndian(state);
            state = state[sizeof(uint)..];
        }

        _length = BinaryPrimitives.ReadUInt64BigEndian(state);
        state[sizeof(ulong)..].CopyTo(_block);
    }

    private void TakeBlock()
    {
        Span<uint> schedule = stackalloc uint[64];
        for (int i = 0; i < 16; i++)
            schedule[i] = BinaryPrimitives.ReadUInt32BigEndian(_block.AsSpan(i * sizeof(uint)));
        for (int i = 16; i < schedule.Length; i++)
        {
            uint early = schedule[i - 15], late = schedule[i - 2];
            schedule[i] = schedule[i - 16] + schedule[i - 7]
                + (Turn(early, 7) ^ Turn(early, 18) ^ (early >> 3)) + (Turn(late, 17) ^ Turn(late, 19) ^ (late >> 10));
        }

        (uint a, uint b, uint c, uint d) = (_hash[0], _hash[1], _hash[2], _hash[3]);
        (uint e, uint f, uint g, uint h) = (_hash[4], _hash[5], _hash[6], _hash[7]);
        for (int i = 0; i < schedule.Length; i++)
        {
            uint one = h + (Turn(e, 6) ^ Turn(e, 11) ^ Turn(e, 25)) + ((e & f) ^ (~e & g))
                + _roundConstants[i] + schedule[i];
            uint two = (Turn(a, 2) ^ Turn(a, 13) ^ Turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            (a, b, c, d, e, f, g, h) = (one + two, a, b, c, d + one, e, f, g);
        }

        ReadOnlySpan<uint> result = [a, b, c, d, e, f, g, h];
        for (int i = 0; i < _hash.Length; i++)
            _hash[i] += result[i];
    }

    private static uint Turn(uint value, int bits) => BitOperations.RotateRight(value, bits);

    /// <summary>The first 32 bits of the fractions of the cube roots of the first 64 primes.</summary>
    private static uint[] MakeRoundConstants()
    {
        var constants = new List<uint>();
        for (uint candidate = 2; constants.Count < 64; candidate++)
        {
            bool isPrime = true;
            for (uint divisor = 2; divisor * divisor <= candidate; divisor++)
                isPrime &= candidate % divisor != 0;
            if (isPrime)
                constants.Add(FractionOfCubeRoot(candidate));
        }

        return [.. constants];
    }

    private static uint FractionOfCubeRoot(uint number)
    {
        // The largest root of 36 bits, 32 of them after the point, whose cube is no more than the number.
        UInt128 limit = (UInt128)number << 96;
        ulong root = 0;
        for (ulong bit = 1UL << 35; bit != 0; bit >>= 1)
        {
            UInt128 tried = root | bit;
            if (tried * tried * tried <= limit)
                root |= bit;
        }

        return (uint)root;
    }
}
