using System.CommandLine;
using CxlWire.Cli.Text;
using CxlWire.Device.Configuration;

namespace CxlWire.Cli.Commands;

/// <summary>--profile and --quirk, the same wherever a device is made.</summary>
internal sealed class QuirkOptions
{
    private const string SpecProfile = "spec";
    private const string QemuProfile = "qemu";

    private readonly Option<string?> _profile = new("--profile")
    {
        HelpName = "NAME",
        Description = "How the device behaves: spec, as the specification says, or qemu, as QEMU 11.1 does, to the "
            + "byte. Absent: as the device file says, which is spec where it says nothing.",
    };

    private readonly Option<string[]> _quirk = new("--quirk")
    {
        HelpName = "qN",
        Description = "One of the ways in which QEMU differs, by its row in docs/qemu.md; added to the profile. May be "
            + "given several times.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public QuirkOptions() => _profile.AcceptOnlyFromAmong(SpecProfile, QemuProfile);

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_profile);
        command.Add(_quirk);
    }

    /// <summary>Whether the command line says anything about quirks.</summary>
    public bool AreGiven(ParseResult result) =>
        result.GetValue(_profile) is not null || result.GetValue(_quirk) is { Length: > 0 };

    /// <summary>The device with the quirks that the command line asks for.</summary>
    /// <exception cref="CliException">A quirk is unknown.</exception>
    public DeviceConfiguration Apply(ParseResult result, DeviceConfiguration configuration)
    {
        QemuQuirks quirks = result.GetValue(_profile) switch
        {
            SpecProfile => QemuQuirks.None,
            QemuProfile => QemuQuirks.All,
            _ => configuration.Quirks,
        };
        foreach (string name in result.GetValue(_quirk) ?? [])
        {
            quirks |= QemuQuirkNames.TryParse(name, out QemuQuirks quirk)
                ? quirk
                : throw new CliException($"--quirk: '{name}' is none of {QemuQuirkNames.Known}"
                    + Guess.Of(name, QemuQuirkNames.Known.Split(", ")));
        }

        return configuration with { Quirks = quirks };
    }
}
