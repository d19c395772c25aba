using System.Globalization;
using System.Text;
using CxlWire.Device;
using CxlWire.Device.Configuration;
using CxlWire.Device.Registers;
using CxlWire.Tests;

namespace CxlWire.Conformance;

/// <summary>
/// docs/registers.md is written from the tables that the device runs on, for the default device. CXLWIRE_UPDATE=1
/// writes it anew.
/// </summary>
public class RegisterTables
{
    private const string Begin = "<!-- written by the conformance tests -->";

    [Fact]
    public void The_document_is_what_the_device_has()
    {
        string path = Repository.PathOf("docs", "registers.md");
        string text = File.ReadAllText(path);
        int end = text.IndexOf(Begin, StringComparison.Ordinal);
        Assert.True(end >= 0, $"docs/registers.md has no line {Begin}");
        string expected =
            text[..end] + Begin + "\n" + Describe(new CxlDevice(DeviceConfiguration.Default).Hosts[0].Function);
        if (Environment.GetEnvironmentVariable("CXLWIRE_UPDATE") == "1")
            File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static string Describe(PciFunction function)
    {
        var text = new StringBuilder();
        Describe(text, "Configuration space", function.ConfigurationSpace);
        Describe(text, "BAR 0: component registers", function.ComponentRegisters);
        Describe(text, "BAR 2: device registers", function.DeviceRegisters);
        Describe(text, "BAR 4: MSI-X table", function.InterruptTable);
        return text.ToString();
    }

    private static void Describe(StringBuilder text, string title, RegisterBlock block)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}, {block.Size:x}h bytes\n\n");
        text.Append(
            "| offset | bytes | register | reset value | bits that take writes | cleared by ones | reset by | |\n");
        text.Append("|---|---|---|---|---|---|---|---|\n");
        foreach (Register register in block.Registers)
        {
            string reset = register.Memory ? "0" : Digits(register, register.ResetValue);
            string writable = register.Memory ? "all" : Bits(register, register.Writable);
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {register.Offset:x}h | {register.Width} | {register.Name} | {reset} | {writable} | "
                    + $"{Bits(register, register.OneToClear)} | {Name(register)} | {register.Meaning} |\n");
        }
    }

    private static string Bits(Register register, ulong bits) => bits == 0 ? "" : Digits(register, bits);

    private static string Digits(Register register, ulong value) =>
        value == 0 ? "0" : value.ToString($"x{Math.Min(8, register.Width) * 2}", CultureInfo.InvariantCulture) + "h";

    private static string Name(Register register) => register switch
    {
        { Memory: false, Writable: 0, OneToClear: 0 } => "",
        { ResetBy: ResetKind.FunctionLevel } => "any reset",
        { ResetBy: ResetKind.Conventional } => "conventional",
        _ => "power on",
    };
}
