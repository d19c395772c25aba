using System.Globalization;
using System.Text.RegularExpressions;
using CxlWire.Protocol.Commands;
using CxlWire.Tests;

namespace CxlWire.Conformance.Qemu;

/// <summary>docs/qemu.md has a row for each command whose effects others list otherwise, and for no other.</summary>
public partial class EffectsLedger
{
    /// <summary>Effects by opcode in QEMU 11.1, hw/cxl/cxl-mailbox-utils.c, of commands that are here, too.</summary>
    private static readonly Dictionary<ushort, int> _qemu = new (ushort, int)[]
    {
        (0x0001, 0), (0x0002, 0), (0x0003, 0), (0x0004, 0), (0x0005, 0), (0x0100, 0), (0x0101, 0x10), (0x0102, 0),
        (0x0103, 2), (0x0200, 0), (0x0201, 0x140), (0x0202, 0x140),
        (0x0300, 0), (0x0301, 8), (0x0400, 0), (0x0401, 0), (0x0500, 0), (0x0501, 0), (0x0502, 0x3E), (0x0600, 0x56),
        (0x4000, 0), (0x4100, 0), (0x4102, 0), (0x4103, 6),
        (0x4201, 0), (0x4202, 8), (0x4300, 0), (0x4301, 0), (0x4302, 0), (0x4303, 0), (0x4304, 0x140), (0x4305, 0),
        (0x4400, 0x164), (0x4402, 0x44), (0x4500, 0),
        (0x4800, 0), (0x4801, 0), (0x4802, 4), (0x4803, 4), (0x5300, 0), (0x5600, 0),
        (0x5601, 0), (0x5602, 0x1807), (0x5603, 0), (0x5604, 0x1807), (0x5605, 0x1807),
    }.ToDictionary();

    /// <summary>The same of Linux's mock device, tools/testing/cxl/test/mem.c; 48xxh in the DCD series v10.</summary>
    private static readonly Dictionary<ushort, int> _linux = new (ushort, int)[]
    {
        (0x0200, 0), (0x0201, 0x41), (0x0202, 3), (0x0400, 0), (0x4000, 0), (0x4100, 0), (0x4102, 0), (0x4103, 6),
        (0x4200, 0), (0x4300, 0), (0x4301, 4), (0x4302, 4), (0x4400, 0x64), (0x4800, 0), (0x4801, 0),
        (0x4802, 2), (0x4803, 2),
    }.ToDictionary();

    [Fact]
    public void Every_difference_of_effects_has_a_row_with_its_reason()
    {
        string[] expected =
        [
            .. from row in CommandTable.Rows
               let opcode = row.Opcode.Value
               where Differs(_qemu, opcode, row.Effects) || Differs(_linux, opcode, row.Effects)
               select $"| {opcode:x4}h | {(int)row.Effects:x4}h | {Text(_qemu, opcode)} | {Text(_linux, opcode)} |",
        ];
        Assert.Equal(
            expected,
            File.ReadLines(Repository.PathOf("docs", "qemu.md"))
                .Select(line => RowPattern().Match(line)).Where(m => m.Success).Select(m => m.Groups["said"].Value));
    }

    [Fact]
    public void What_others_list_are_commands_of_this_device() => Assert.All(
        _qemu.Keys.Concat(_linux.Keys), opcode => Assert.Contains(CommandTable.Rows, r => r.Opcode.Value == opcode));

    private static bool Differs(Dictionary<ushort, int> others, ushort opcode, CommandEffects effects) =>
        others.TryGetValue(opcode, out int theirs) && theirs != (int)effects;

    private static string Text(Dictionary<ushort, int> others, ushort opcode) =>
        others.TryGetValue(opcode, out int theirs)
            ? theirs.ToString("x4", CultureInfo.InvariantCulture) + "h"
            : "not there";

    // Opcode, effects here, of QEMU and of Linux's mock, and the reason.
    [GeneratedRegex(@"^(?<said>\| [0-9a-f]{4}h \| [0-9a-f]{4}h \| [^|]+ \| [^|]+ \|) [^|]{5,} \|$")]
    private static partial Regex RowPattern();
}
