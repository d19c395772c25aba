using System.CommandLine;
using System.Globalization;
using System.Text;
using CxlWire.Cli.Fixtures;
using CxlWire.Cli.Serving;
using CxlWire.Cli.Text;
using CxlWire.Device.Configuration;
using CxlWire.Golden;

namespace CxlWire.Cli.Commands;

/// <summary><c>device</c>: device files, for one's own start point.</summary>
internal sealed class DeviceCommand : CliCommand
{
    private const ulong MiB = 1 << 20;

    private readonly CliEnvironment _environment;
    private readonly Argument<string?> _file = new("FILE")
    {
        Description = "A device file to check, or @NAME; left out: the default device is printed.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _explain = new("--explain")
    {
        Description = "Explains a member of device files, with those inside it; alone: all members.",
        HelpName = "MEMBER",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public DeviceCommand(CliEnvironment environment)
        : base("device", "Prints the default device file, checks one, or explains its members.", "[FILE] [options]")
    {
        _environment = environment;
        Details =
        [
            "What is printed without FILE is a device file for 'cxlwire serve --device': change what should be "
                + "different, and leave out the rest. A file that is checked is told of in a few lines; what is wrong "
                + "with one is named by its path in the file, with the rule.",
        ];
        Add(_file);
        Add(_explain);
        SetAction(Run);
        Examples =
        [
            ("cxlwire device > my.json", "a start point"),
            ("cxlwire device my.json", "whether it is a device, and what it is made of"),
            ("cxlwire device --explain regions", "what regions can be"),
        ];
    }

    private int Run(ParseResult result)
    {
        string? file = result.GetValue(_file);
        if (result.GetResult(_explain) is not null)
        {
            if (file is not null)
                throw new CliException("--explain explains members, and no file: leave FILE out");
            Explain(result.GetValue(_explain));
        }
        else if (file is null)
        {
            _environment.Text.Write(Encoding.UTF8.GetString(CarriedFiles.Read($"{CarriedFiles.Devices}/default.json")));
        }
        else
        {
            Check(file, DeviceFile.Load(file));
        }

        return ExitCode.Done;
    }

    private void Explain(string? wanted)
    {
        DeviceMember[] all = DeviceMember.ReadAll();
        DeviceMember[] members = wanted is null ? all : [.. all.Where(m => IsInside(m.Path, wanted))];
        if (members.Length == 0)
            throw new CliException($"--explain: {wanted}: no member{Guess.Of(wanted!, all.Select(m => m.Path))}");
        _environment.Printer.Write(TextTable.Lines(
            ["member", "default", "explanation"],
            [DumpRole.Group, DumpRole.Value, DumpRole.Meaning],
            [.. members.Select(m => new[] { m.Path, m.Default, m.Explanation })],
            _environment.Width));
    }

    /// <summary>Whether a path is the one wanted, or begins with it: "regions", "regions[].length".</summary>
    private static bool IsInside(string path, string wanted) =>
        path.Equals(wanted, StringComparison.Ordinal)
        || (path.StartsWith(wanted, StringComparison.Ordinal) && path[wanted.Length] is '.' or '[');

    private void Check(string file, DeviceConfiguration device)
    {
        _environment.Printer.Write(DumpRole.Heading, $"{file}: a device");
        Line("serial number", $"0x{device.SerialNumber:x}");
        Line("hosts", Number(device.Hosts));
        Line("static capacity", Range(0, device.VolatileCapacity, "volatile"));
        if (device.PartitionableCapacity > 0)
            Line("static capacity", Range(device.VolatileCapacity, device.PartitionableCapacity, "partitionable"));
        ulong start = device.StaticCapacity - device.PersistentCapacity;
        if (device.PersistentCapacity > 0)
            Line("static capacity", Range(start, device.PersistentCapacity, "persistent"));
        for (int i = 0; i < device.Regions.Count; i++)
        {
            RegionConfiguration region = device.Regions[i];
            Line(
                $"region {Number(i)}",
                Range(region.BaseDpa, region.Length, $"blocks of {Size(region.BlockSize)}")
                    + (region.Sharable ? ", sharable" : "")
                    + (region.SanitizeOnRelease ? ", sanitized on release" : ""));
        }

        Line("extents, tags", $"{Number(device.ExtentsSupported)}, {Number(device.TagsSupported)}");
        Line("payload", Size((ulong)device.PayloadSize));
        Line("labels", Size((ulong)device.LsaSize));
        if (device.Quirks != QemuQuirks.None)
        {
            IEnumerable<QemuQuirks> quirks = QemuQuirkNames.Rows.Where(quirk => device.Quirks.HasFlag(quirk));
            Line("quirks", device.Quirks == QemuQuirks.All
                ? "all, profile qemu" : string.Join(", ", quirks.Select(QemuQuirkNames.NameOf)));
        }

        if (SmallPayload.Describe(device) is { } warning)
            _environment.Error.WriteLine($"{CommandLine.Name}: warning: {warning}");
    }

    private void Line(string name, string value) => _environment.Printer.Write(new DumpLine(
    [
        new DumpSpan(DumpRole.Space, "  "),
        new DumpSpan(DumpRole.Field, name.PadRight(16)),
        new DumpSpan(DumpRole.Space, "  "),
        new DumpSpan(DumpRole.Value, value),
    ]));

    private static string Range(ulong start, ulong length, string kind) => length == 0
        ? $"none, {kind}"
        : string.Create(
            CultureInfo.InvariantCulture, $"{start:x}h to {start + length - 1:x}h, {Size(length)}, {kind}");

    private static string Size(ulong bytes) =>
        bytes == 0 ? "none"
        : bytes >= MiB && bytes % MiB == 0 ? $"{Number(bytes / MiB)} MiB"
        : bytes >= 1024 && bytes % 1024 == 0 ? $"{Number(bytes / 1024)} KiB"
        : $"{Number(bytes)} bytes";

    private static string Number<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
