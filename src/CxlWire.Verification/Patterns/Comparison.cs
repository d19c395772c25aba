namespace CxlWire.Verification.Patterns;

/// <summary>What an entry has of what is expected, and where it differs.</summary>
internal sealed class Comparison
{
    private const int MaxTold = 4;
    private readonly List<string> _differences = [];
    private int _more;

    public bool IsMatch => _differences.Count == 0;

    /// <summary>Grows with what is the same: the entry with the highest comes nearest.</summary>
    public int Score { get; private set; }

    /// <summary>"return_code: expected Success (00h), seen Busy (06h)", and so on.</summary>
    public string Differences =>
        string.Join("; ", _differences) + (_more > 0 ? FormattableString.Invariant($"; and {_more} more") : "");

    /// <summary>Takes note of one value.</summary>
    public void Check(string name, string expected, string seen)
    {
        if (expected == seen)
            Score++;
        else
            Differ($"{name}: expected {Shortened(expected)}, seen {Shortened(seen)}");
    }

    /// <summary>Takes note of a difference.</summary>
    public void Differ(string difference)
    {
        if (_differences.Count < MaxTold)
            _differences.Add(difference);
        else
            _more++;
    }

    private static string Shortened(string text) => text.Length <= 80 ? text : $"{text[..77]}...";
}
