using Microsoft.Win32.SafeHandles;

namespace CxlWire.Transport.Tests;

/// <summary>
/// How many descriptors of a thing this process has open: server and client are both in it. Other tests' come and go.
/// </summary>
internal static class VfioUserDescriptors
{
    /// <summary>Of an eventfd, which the kernel numbers.</summary>
    public static int CountEvents(SafeFileHandle handle)
    {
        string id = EventId(handle.DangerousGetHandle().ToString(System.Globalization.CultureInfo.InvariantCulture))!;
        return Open().Count(descriptor => EventId(descriptor) == id);
    }

    /// <summary>Of a file.</summary>
    public static int CountFiles(string path) =>
        Open().Count(descriptor => new FileInfo($"/proc/self/fd/{descriptor}").LinkTarget == path);

    private static IEnumerable<string> Open() =>
        Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(path => Path.GetFileName(path));

    private static string? EventId(string descriptor)
    {
        try
        {
            return File.ReadLines($"/proc/self/fdinfo/{descriptor}")
                .FirstOrDefault(line => line.StartsWith("eventfd-id", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
