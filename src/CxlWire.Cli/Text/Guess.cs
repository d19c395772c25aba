namespace CxlWire.Cli.Text;

/// <summary>What somebody may have meant who typed what there is not.</summary>
internal static class Guess
{
    /// <summary>"; did you mean serve?", or nothing where no name is near.</summary>
    public static string Of(string text, IEnumerable<string> names)
    {
        string? nearest = null;
        int least = Math.Max(1, text.Length / 3) + 1;
        foreach (string name in names)
        {
            // What begins so is meant however much is missing.
            int distance = text.Length > 1 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase)
                ? 0
                : Distance(text.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least)
                (nearest, least) = (name, distance);
        }

        return nearest is null ? "" : $"; did you mean {nearest}?";
    }

    /// <summary>Letters to insert, drop, replace or exchange with their neighbour to make one of the other.</summary>
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            distance[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            distance[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int least = Math.Min(replaced, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, distance[i - 2, j - 2] + 1);
                distance[i, j] = least;
            }
        }

        return distance[a.Length, b.Length];
    }
}
