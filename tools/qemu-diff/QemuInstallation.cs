using System.Diagnostics;

namespace CxlWire.QemuDiff;

/// <summary>An installed QEMU.</summary>
/// <param name="Executable">Its path, as seen from inside <paramref name="Root"/>.</param>
/// <param name="Root">The folder to chroot into, or null: this machine's own root.</param>
internal sealed record QemuInstallation(string Executable, string? Root)
{
    private const string Name = "qemu-system-x86_64";

    /// <summary>Finds QEMU on PATH, or in a root folder as tools/prepare-qemu.sh makes them.</summary>
    /// <returns>Null where there is none.</returns>
    public static QemuInstallation? Find(string? root)
    {
        string[] folders = root is null
            ? (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : ["/usr/local/bin", "/usr/bin"];
        string? folder = folders.FirstOrDefault(f => File.Exists(Path.Join(root, f, Name)));
        return folder is null ? null : new QemuInstallation(Path.Join(folder, Name), root);
    }

    /// <summary>The first line of what it says of itself.</summary>
    /// <exception cref="QemuStartException">It cannot be run.</exception>
    public string ReadVersion()
    {
        using Process process = Start(["--version"]);
        string text = process.StandardOutput.ReadToEnd();
        string complaint = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? text.Split('\n')[0]
            : throw new QemuStartException($"{Executable} cannot be run: {complaint.Trim()}");
    }

    /// <summary>Starts it; input is closed, output and errors can be read.</summary>
    /// <exception cref="QemuStartException">It cannot be run.</exception>
    public Process Start(IEnumerable<string> arguments)
    {
        string[] command = Root is null ? [Executable] : ["chroot", Root, Executable];
        try
        {
            Process process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new QemuStartException($"{command[0]} cannot be run: {e.Message}");
        }
    }
}

/// <summary>QEMU cannot be used: it does not start, or has no device as expected.</summary>
/// <param name="message">Why, for people.</param>
internal sealed class QemuStartException(string message) : Exception(message);

/// <summary>QEMU closed a socket or stopped answering.</summary>
internal sealed class QemuDiedException : Exception;
