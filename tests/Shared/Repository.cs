namespace CxlWire.Tests;

/// <summary>Files of the repository, wherever the tests were built to.</summary>
internal static class Repository
{
    private static readonly string _root = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([_root, .. parts]);

    private static string FindRoot()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "CxlWire.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException($"no CxlWire.sln above {AppContext.BaseDirectory}");
    }
}
