using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Protocol.Cdat;
using CxlWire.Testing;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Partitions of static capacity: 4100h and 4101h.</summary>
public class PartitionRules
{
    private const ulong Unit = 256 * MiB;

    private static readonly string _success = Reply(ReturnCode.Success);

    // 1 unit that is always volatile, 4 in parts of 2, and 1 that is always persistent; regions from 6 units on.
    private readonly Rig _rig = new("""
        {"hosts": 2, "volatile_capacity": "256 MiB", "persistent_capacity": "256 MiB",
         "partitionable_capacity": "1 GiB", "partition_alignment": "512 MiB"}
        """);

    [Fact]
    public void D1_capacities_are_told_in_units_of_256_MiB()
    {
        AssertPartitions(5, 1);
        string identified = _rig.Ask(Opcode.IdentifyMemoryDevice);
        Assert.Equal(
            string.Concat(new ulong[] { 6, 1, 1, 2 }.Select(Hex.U64)),
            identified["Success: ".Length..].Substring(2 * 16, 2 * 32));
        Assert.Equal([6 * Unit, 10 * Unit], _rig.Device.Regions.Select(region => region.Range.Start));
    }

    [Fact]
    public void D1_nothing_of_the_default_device_is_partitionable()
    {
        var rig = new Rig();
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U64(1), Hex.Zeros(24)), rig.Ask(Opcode.GetPartitionInfo));
        Assert.Equal(Reply(ReturnCode.Unsupported), rig.Ask(Opcode.SetPartitionInfo, Hex.U64(0), "00"));
        Assert.Equal("D2", rig.RefusedBy(Opcode.SetPartitionInfo, Hex.U64(0), "01"));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(ulong.MaxValue)]
    [InlineData(1)]
    [InlineData(3)]
    public void D2_more_than_there_is_and_what_is_not_aligned_is_refused(ulong units)
    {
        foreach (string flags in new[] { "00", "01" })
        {
            Refusal? refusal = _rig.Host.Cci.Execute(
                Opcode.SetPartitionInfo, Hex.Bytes(Hex.U64(units), flags), []).Refusal;
            Assert.Equal(
                (ReturnCode.InvalidInput, "D2", "volatile_capacity", 0),
                (refusal!.Code, refusal.Rule, refusal.Field, refusal.Offset));
        }

        AssertPartitions(5, 1);
    }

    [Fact]
    public void D2_linux_sends_a_byte_more_and_reserved_bits_are_ignored()
    {
        Assert.Equal(_success, _rig.Ask(Opcode.SetPartitionInfo, Hex.U64(2), "fe", "ff"));
        AssertPartitions(5, 1, 3, 3);
        Assert.Equal(_success, _rig.Ask(Opcode.SetPartitionInfo, Hex.U64(0), "ff"));
        AssertPartitions(1, 5);
        foreach (string bytes in new[] { Hex.Zeros(8), Hex.Zeros(11) })
            Assert.Equal(Reply(ReturnCode.InvalidPayloadLength), _rig.Ask(Opcode.SetPartitionInfo, bytes));
    }

    [Fact]
    public void D2_what_is_locked_is_not_partitioned()
    {
        string secret = Hex.Zeros(31) + "11";
        Assert.Equal(_success, Set(2, immediate: false));
        Assert.Equal(
            _success, _rig.Ask(Opcode.SetPassphrase, "01", Hex.Zeros(31), Hex.Zeros(32), secret));
        _rig.Device.Reset();
        AssertPartitions(3, 3);
        Assert.Equal(Reply(ReturnCode.InvalidSecurityState), Set(4, immediate: true));
        Assert.Equal("K5", _rig.RefusedBy(Opcode.SetPartitionInfo, Hex.U64(4), "00"));
        AssertPartitions(3, 3);
        Assert.Equal(_success, _rig.Ask(Opcode.Unlock, secret));
        Assert.Equal(_success, Set(4, immediate: true));
        AssertPartitions(5, 1);
    }

    [Fact]
    public void D3_what_is_immediate_is_so_at_once_and_what_was_to_come_is_not()
    {
        Assert.Equal(_success, Set(0, immediate: false));
        AssertPartitions(5, 1, 1, 5);
        Assert.Equal(_success, Set(2, immediate: true));
        AssertPartitions(3, 3);
        _rig.Device.Reset();
        AssertPartitions(3, 3);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("power-on", true)]
    [InlineData("function", true)]
    [InlineData("function-level", false)]
    public void D4_what_is_to_come_is_there_after_a_reset(string reset, bool isThere)
    {
        Assert.Equal(_success, Set(0, immediate: false));
        Assert.Equal(_success, Set(2, immediate: false));
        AssertPartitions(5, 1, 3, 3);
        Reset(reset);
        if (isThere)
            AssertPartitions(3, 3);
        else
            AssertPartitions(5, 1, 3, 3);
    }

    [Fact]
    public void D4_asking_for_what_there_is_leaves_nothing_to_come()
    {
        Assert.Equal(_success, Set(0, immediate: false));
        Assert.Equal(_success, Set(4, immediate: false));
        AssertPartitions(5, 1);
        _rig.Device.Reset();
        AssertPartitions(5, 1);
    }

    [Fact]
    public void D5_the_table_of_attributes_goes_by_what_is_so_now()
    {
        AssertTable(0, (0, 5, false), (5, 1, true));
        Assert.Equal(_success, Set(2, immediate: false));
        AssertTable(0, (0, 5, false), (5, 1, true));
        _rig.Device.Reset();
        AssertTable(1, (0, 3, false), (3, 3, true));
        Assert.Equal(_success, Set(0, immediate: true));
        AssertTable(2, (0, 1, false), (1, 5, true));
    }

    [Fact]
    public void D5_a_partition_may_have_all_there_is()
    {
        var rig = new Rig("""
            {"volatile_capacity": 0, "partitionable_capacity": "512 MiB", "partition_alignment": "256 MiB"}
            """);
        Assert.Equal(Reply(ReturnCode.Success, Hex.U64(2), Hex.Zeros(24)), rig.Ask(Opcode.GetPartitionInfo));
        Assert.Equal(_success, rig.Ask(Opcode.SetPartitionInfo, Hex.U64(0), "01"));
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U64(0), Hex.U64(2), Hex.Zeros(16)), rig.Ask(Opcode.GetPartitionInfo));
        Assert.Equal([(0UL, 2 * Unit, true)], StaticRanges(rig));
        Assert.Equal(2 * Unit, RangeOf(rig));
    }

    [Fact]
    public void D5_poison_stays_where_it_is_and_is_erased_where_it_is_persistent_now()
    {
        ulong[] lines = [0, 2 * Unit, 4 * Unit, (6 * Unit) - 64];
        foreach (ulong line in lines)
            Assert.Equal(_success, _rig.Ask(Opcode.InjectPoison, Hex.U64(line)));
        Assert.Equal(_success, Set(2, immediate: true));
        AssertPoisoned(lines);
        Assert.Equal(_success, _rig.Ask(Opcode.PassphraseSecureErase, "01", Hex.Zeros(63)));
        AssertPoisoned(lines[..2]);
        Assert.Equal(_success, Set(0, immediate: true));
        Assert.Equal(_success, _rig.Ask(Opcode.PassphraseSecureErase, "01", Hex.Zeros(63)));
        AssertPoisoned(lines[..1]);
    }

    [Fact]
    public void D5_locks_and_records_go_by_what_is_so_now()
    {
        string line = Hex.U64(2 * Unit), secret = Hex.Zeros(31) + "11";
        Assert.Equal(_success, _rig.Ask(Opcode.InjectPoison, line));
        Assert.Equal(
            _success, _rig.Ask(Opcode.SetPassphrase, "01", Hex.Zeros(31), Hex.Zeros(32), secret));
        Assert.Equal(_success, Set(0, immediate: false));
        _rig.Device.Reset();
        Assert.Equal(Reply(ReturnCode.InvalidSecurityState), _rig.Ask(Opcode.ClearPoison, line, Hex.Zeros(64)));
        Assert.Equal(_success, _rig.Ask(Opcode.Unlock, secret));
        Assert.Equal(_success, _rig.Ask(Opcode.ClearPoison, line, Hex.Zeros(64)));
        Assert.Equal(_success, _rig.Ask(Opcode.InjectPoison, line));

        // The records' addresses: bit 0 says volatile, behind the record's header.
        string log = _rig.ReadLog(Protocol.EventLogType.Informational);
        string[] records =
            [.. new[] { 0, 1 }.Select(i => log["Success: ".Length..].Substring(2 * (32 + (i * 128)), 256))];
        Assert.Equal([Hex.U64((2 * Unit) | 1), Hex.U64(2 * Unit)], records.Select(r => r.Substring(2 * 48, 16)));
    }

    [Fact]
    public void D5_addresses_and_sizes_of_all_static_capacity_and_of_regions_stay()
    {
        Assert.Equal(6 * Unit, RangeOf(_rig));
        string identified = _rig.Ask(Opcode.IdentifyMemoryDevice);
        string regions = _rig.Ask(Opcode.GetDynamicCapacityConfiguration, "08 00");
        Assert.Equal(_success, Set(0, immediate: true));
        Assert.Equal(6 * Unit, RangeOf(_rig));
        Assert.Equal(identified, _rig.Ask(Opcode.IdentifyMemoryDevice));
        Assert.Equal(regions, _rig.Ask(Opcode.GetDynamicCapacityConfiguration, "08 00"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void D1_D4_any_sequence_does_what_a_simple_model_does(int seed)
    {
        var random = new Random(seed);
        (ulong active, ulong? next) = (4, null);
        for (int step = 0; step < 500; step++)
        {
            string[] resets = ["", "function", "power-on", "function-level"];
            int what = random.Next(10);
            if (what < resets.Length)
            {
                Reset(resets[what]);
                if (resets[what] != "function-level")
                    (active, next) = (next ?? active, null);
            }
            else
            {
                ulong units = (ulong)random.Next(6);
                bool immediate = random.Next(3) == 0, isTaken = units <= 4 && units % 2 == 0;
                Assert.Equal(Reply(isTaken ? ReturnCode.Success : ReturnCode.InvalidInput), Set(units, immediate));
                if (isTaken && immediate)
                    (active, next) = (units, null);
                else if (isTaken)
                    next = units == active ? null : units;
            }

            AssertPartitions(1 + active, 5 - active, next + 1 ?? 0, 5 - next ?? 0);
            Assert.Equal(
                [(0UL, (1 + active) * Unit, false), ((1 + active) * Unit, (5 - active) * Unit, true)],
                StaticRanges(_rig));
        }
    }

    private static (ulong Start, ulong Length, bool IsPersistent)[] StaticRanges(Rig rig) =>
    [
        .. from entry in new DoeClient(rig.Device).ReadAttributeTable().Skip(1)
           where entry[0] == CdatStructureType.Dsmas.Value
           let structure = ReadAffinity(entry)
           where structure.BaseDpa + structure.Length <= rig.Device.Regions[0].Range.Start
           select (structure.BaseDpa, structure.Length, structure.NonVolatile),
    ];

    private static Dsmas ReadAffinity(byte[] entry)
    {
        Assert.True(Dsmas.TryRead(entry, out Dsmas structure, out _));
        return structure;
    }

    /// <summary>Size of Range 1 in the device's DVSEC.</summary>
    private static ulong RangeOf(Rig rig)
    {
        byte[] size = new byte[8];
        rig.Host.Function.ConfigurationSpace.Read(0x148, size);
        return ((ulong)BitConverter.ToUInt32(size) << 32) | (BitConverter.ToUInt32(size, 4) & 0xF000_0000);
    }

    private string Set(ulong units, bool immediate) =>
        _rig.Ask(Opcode.SetPartitionInfo, Hex.U64(units), immediate ? "01" : "00");

    private void Reset(string kind)
    {
        if (kind.Length == 0)
            _rig.Device.Reset();
        else
            _rig.Host.Function.Reset(
                kind == "function-level" ? ResetKind.FunctionLevel
                : kind == "function" ? ResetKind.Conventional
                : ResetKind.PowerOn);
    }

    private void AssertPartitions(ulong @volatile, ulong persistent, ulong nextVolatile = 0, ulong nextPersistent = 0)
    {
        foreach (Host host in _rig.Device.Hosts)
        {
            Assert.Equal(
                Reply(
                    ReturnCode.Success, Hex.U64(@volatile), Hex.U64(persistent), Hex.U64(nextVolatile),
                    Hex.U64(nextPersistent)),
                Ask(host.Cci, Opcode.GetPartitionInfo));
        }
    }

    private void AssertTable(uint sequence, params (ulong Start, ulong Length, bool IsPersistent)[] ranges)
    {
        Assert.Equal(ranges.Select(r => (r.Start * Unit, r.Length * Unit, r.IsPersistent)), StaticRanges(_rig));
        Assert.True(
            CdatHeader.TryRead(new DoeClient(_rig.Device).ReadAttributeTable()[0], out CdatHeader header, out _));
        Assert.Equal(sequence, header.Sequence);
    }

    private void AssertPoisoned(params ulong[] lines) => Assert.Equal(
        Reply(
            ReturnCode.Success, Hex.Zeros(10), Hex.U16(lines.Length), Hex.Zeros(20),
            string.Concat(lines.Select(line => Hex.U64(line | 3) + Hex.U32(1) + Hex.Zeros(4)))),
        _rig.Ask(Opcode.GetPoisonList, Hex.U64(0), Hex.U64(6 * Unit / 64)));
}
