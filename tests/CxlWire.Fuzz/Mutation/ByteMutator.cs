namespace CxlWire.Fuzz.Mutation;

/// <summary>Changes that know nothing of structure.</summary>
internal static class ByteMutator
{
    /// <summary>Cuts, repeats, inserts or changes some bytes.</summary>
    public static byte[] Mutate(Random random, byte[] bytes)
    {
        int at = random.Next(bytes.Length + 1);
        int length = random.Next(Math.Min(bytes.Length - at, 64) + 1);
        switch (random.Next(6))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            case 3:
                return [.. bytes[..at], .. random.Bytes(random.Next(1, 9)), .. bytes[at..]];
            default:
                if (bytes.Length == 0)
                    return random.Bytes(random.Next(1, 40));
                byte[] changed = [.. bytes];
                for (int i = random.Next(1, 4); i > 0; i--)
                {
                    ref byte b = ref changed[random.Next(changed.Length)];
                    b = random.OneIn(2) ? (byte)(b ^ (1 << random.Next(8))) : (byte)random.Next(256);
                }

                return changed;
        }
    }
}
