using CxlWire.Device.Capacity;
using CxlWire.Device.Events;
using CxlWire.Protocol;
using CxlWire.Protocol.Events;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Poison: listed, injected, cleared, scanned for, told of, and gone with what is released.</summary>
public class PoisonRules
{
    // 3 ranges in the list, 2 lines by injection; 64 bytes in a millisecond.
    private readonly Rig _rig = new(
        """
        {"hosts": 2, "poison_list_maximum": 3, "inject_poison_limit": 2, "scan_bytes_per_second": 64000,
         "regions": [{}, {}]}
        """);

    [Fact]
    public void P1_the_list_has_what_is_poisoned_of_the_range_by_address()
    {
        Poison(0x2000, 0x100);
        Inject(0x1000);
        Assert.Equal(List(0, Record(0x1000, 1, 3), Record(0x2000, 4, 1)), Listed(0, 0x1000_0000));
        Assert.Equal(List(0, Record(0x2040, 2, 1)), Listed(0x2040, 0x80));
        Assert.Equal(List(0), Listed(0x1040, 0xFC0));
        Assert.Equal(List(0), Listed(0x1000, 0));
    }

    [Fact]
    public void P1_of_dynamic_capacity_a_host_sees_what_it_has()
    {
        _rig.Give((0, 2));
        Poison(Base0 + Block - 64, 128);
        Assert.Equal(List(0, Record(Base0 + Block - 64, 2, 1)), Listed(0, 0x9000_0000));
        Assert.Equal(List(0), Listed(_rig.Device.Hosts[1].Cci, 0, 0x9000_0000));
        _rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        Assert.Equal(List(0, Record(Base0 + Block, 1, 1)), Listed(0, 0x9000_0000));
    }

    [Fact]
    public void P1_more_goes_on_where_the_same_request_ended_and_another_request_begins_anew()
    {
        // A reply of 256 bytes has room for 14 records.
        var rig = new Rig("""{"poison_list_maximum": 40, "payload_size": 256}""");
        for (ulong i = 0; i < 40; i++)
            Assert.Null(rig.Device.InjectPoison(new DpaRange(i * 128, 64)));
        string[] pages = [.. Enumerable.Range(0, 3).Select(page => List(
            page < 2 ? 1 : 0,
            [.. Enumerable.Range(page * 14, page < 2 ? 14 : 12).Select(i => Record((ulong)i * 128, 1, 1))]))];
        foreach (string page in pages.Concat(pages[..2]))
            Assert.Equal(page, Listed(rig.Host.Cci, 0, 0x2000));
        Assert.Equal(List(0, Record(0x80, 1, 1)), Listed(rig.Host.Cci, 0x40, 0x80));
        Assert.Equal(pages[0], Listed(rig.Host.Cci, 0, 0x2000));
    }

    [Fact]
    public void P1_what_is_beyond_the_list_sets_overflow_with_its_time_until_less_is_poisoned()
    {
        _rig.Ask(Opcode.SetTimestamp, "00 10 00 00 00 00 00 00");
        Poison(0x0, 0x100);
        Poison(0x1000, 64);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Clear(0x40);
        Clear(0xC0);
        Assert.Equal(List(0, Record(0, 1, 1), Record(0x80, 1, 1), Record(0x1000, 1, 1)), Listed(0, 0x10000));
        Clear(0x80);
        Poison(0x80, 64);
        Poison(0x2000, 128);
        string time = "40 52 0f 00 00 00 00 00";
        Assert.Equal(
            ListSince(time, 2, Record(0, 1, 1), Record(0x80, 1, 1), Record(0x1000, 1, 1)), Listed(0, 0x10000));
        Clear(0x0);
        Assert.Equal(List(0, Record(0x80, 1, 1), Record(0x1000, 1, 1), Record(0x2000, 2, 1)), Listed(0, 0x10000));
    }

    [Theory]
    [InlineData(0x20, 64, "Invalid Input")]
    [InlineData(0x9000_0040, 0, "Invalid Physical Address")]
    [InlineData(0, 0x9000_0040, "Invalid Physical Address")]
    public void P1_P4_P5_a_range_that_is_none_is_refused(ulong address, ulong length, string code)
    {
        Assert.Equal($"{code}: ", Listed(address, length));
        Assert.Equal($"{code}: ", _rig.Ask(Opcode.GetScanMediaCapabilities, Range(address, length)));
        Assert.Equal($"{code}: ", _rig.Ask(Opcode.ScanMedia, Range(address, length), "00"));
        Assert.Equal("P1", _rig.RefusedBy(Opcode.GetPoisonList, Range(address, length)));
        Assert.Equal("P4", _rig.RefusedBy(Opcode.GetScanMediaCapabilities, Range(address, length)));
        Assert.Equal("P5", _rig.RefusedBy(Opcode.ScanMedia, Range(address, length), "00"));
    }

    [Fact]
    public void P2_so_many_lines_are_injected_and_no_more_until_one_is_cleared()
    {
        Inject(0x1000);
        Inject(0x1040);
        Inject(0x1000);
        Assert.Equal(Reply(ReturnCode.InjectPoisonLimitReached), _rig.Ask(Opcode.InjectPoison, Number(0x1080)));
        Clear(0x1000);
        Inject(0x1080);
        Assert.Equal(List(0, Record(0x1040, 1, 3), Record(0x1080, 1, 3)), Listed(0, 0x10000));
    }

    [Fact]
    public void P2_a_full_list_takes_no_more()
    {
        foreach (ulong address in new ulong[] { 0, 0x1000, 0x2000 })
            Poison(address, 64);
        Assert.Equal(Reply(ReturnCode.InjectPoisonLimitReached), _rig.Ask(Opcode.InjectPoison, Number(0x3000)));
        Assert.Equal("P2", _rig.RefusedBy(Opcode.InjectPoison, Number(0x3000)));
        Inject(0x1000);
    }

    [Theory]
    [InlineData(0x1020, "Invalid Input")]
    [InlineData(Base0, "Invalid Physical Address")]
    [InlineData(0x9000_0000, "Invalid Physical Address")]
    [InlineData(0xFFFF_FFFF_FFFF_FFC0, "Invalid Physical Address")]
    public void P2_P3_a_line_that_the_host_does_not_have_is_refused(ulong address, string code)
    {
        Assert.Equal($"{code}: ", _rig.Ask(Opcode.InjectPoison, Number(address)));
        Assert.Equal($"{code}: ", _rig.Ask(Opcode.ClearPoison, Number(address), new string('0', 128)));
        Assert.Equal("P2", _rig.RefusedBy(Opcode.InjectPoison, Number(address)));
        Assert.Equal("P3", _rig.RefusedBy(Opcode.ClearPoison, Number(address), new string('0', 128)));
    }

    [Fact]
    public void P3_what_is_left_around_a_cleared_line_stays_poisoned()
    {
        Poison(0x1000, 0x100);
        Clear(0x5000);
        Clear(0x1040);
        Assert.Equal(List(0, Record(0x1000, 1, 1), Record(0x1080, 2, 1)), Listed(0, 0x10000));
        Clear(0x1000);
        Clear(0x10C0);
        Clear(0x1080);
        Assert.Equal(List(0), Listed(0, 0x10000));
    }

    [Fact]
    public void P3_P7_no_more_ranges_are_kept_apart_than_65536()
    {
        Poison(0, 192);
        for (ulong i = 2; i <= 65_536; i++)
            Poison(i * 128, 64);
        Assert.Equal("P7", _rig.Device.InjectPoison(new DpaRange(0x0F00_0000, 64))?.Rule);
        Assert.Equal(
            Reply(ReturnCode.ResourcesExhausted), _rig.Ask(Opcode.ClearPoison, Number(64), new string('0', 128)));
        Assert.Equal("P3", _rig.RefusedBy(Opcode.ClearPoison, Number(64), new string('0', 128)));
        Clear(0x80);
        Clear(0x100);
        Clear(0);
        Assert.Equal(List(2, Record(64, 1, 1), Record(0x180, 1, 1)), Listed(0, 0x200));
    }

    [Theory]
    [InlineData(0, "01 00 00 00")]
    [InlineData(0x40, "01 00 00 00")]
    [InlineData(0x4000, "00 01 00 00")]
    [InlineData(0x4040, "01 01 00 00")]
    public void P4_a_scan_takes_its_time_by_its_length(ulong length, string milliseconds) => Assert.Equal(
        Reply(ReturnCode.Success, milliseconds), _rig.Ask(Opcode.GetScanMediaCapabilities, Range(0, length)));

    [Fact]
    public void P5_a_scan_finds_what_is_poisoned_when_it_ends_and_says_so_in_the_log()
    {
        Inject(0x1000);
        Poison(0x4000, 64);
        Scan(0, 0x4000, "00");
        Assert.Equal(List(4, Record(0x1000, 1, 3), Record(0x4000, 1, 1)), Listed(0, 0x10000));
        Clear(0x1000);
        Poison(0x2000, 128);
        Assert.Equal(2, FailuresOf(_rig.Host).Count);
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(256));
        Assert.Equal(List(0, Record(0x2000, 2, 1), Record(0x4000, 1, 1)), Listed(0, 0x10000));
        Assert.Equal(Results(0, Record(0x2000, 2, 1)), _rig.Ask(Opcode.GetScanMediaResults));
        EventLog log = FailuresOf(_rig.Host);
        Assert.Equal(3, log.Count);
        Assert.Equal(MediaRecord(2, 3, 0x2001, descriptor: 1, transaction: 3), Hex.Text(log[2]));
    }

    [Fact]
    public void P5_a_scan_makes_no_records_where_it_is_asked_not_to()
    {
        Poison(0x1000, 64);
        Scan(0, 0x4000, "01");
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(256));
        Assert.Equal(Results(0, Record(0x1000, 1, 1)), _rig.Ask(Opcode.GetScanMediaResults));
        Assert.Equal(1, FailuresOf(_rig.Host).Count);
    }

    [Fact]
    public void P5_an_aborted_scan_found_nothing_and_the_one_before_is_forgotten()
    {
        Poison(0x1000, 64);
        Scan(0, 0x4000, "01");
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(256));
        Scan(0, 0x4000, "01");
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.RequestAbortBackgroundOperation));
        Assert.Equal(Reply(ReturnCode.Unsupported), _rig.Ask(Opcode.GetScanMediaResults));
    }

    [Fact]
    public void P6_results_are_returned_once_each_and_a_scan_stops_before_there_are_too_many()
    {
        var rig = new Rig("""{"poison_list_maximum": 65536, "payload_size": "1 MiB"}""");
        for (ulong i = 0; i < 4097; i++)
            Assert.Null(rig.Device.InjectPoison(new DpaRange(i * 128, 64)));
        Assert.Equal(Reply(ReturnCode.BackgroundCommandStarted), rig.Ask(Opcode.ScanMedia, Range(0, 0x10_0000), "01"));
        rig.Clock.Advance(TimeSpan.FromSeconds(1));
        rig.Ask(Opcode.SetResponseMessageLimit, "0c");
        for (int first = 0; first < 4096; first += 254)
        {
            int count = Math.Min(254, 4096 - first);
            Assert.Equal(
                Reply(
                    ReturnCode.Success,
                    Number(4096 * 128), Number((0x10_0000 - (4096 * 128)) / 64),
                    $"{(first + count < 4096 ? 3 : 2):x2} 00", $"{count:x2} 00", new string('0', 24),
                    string.Concat(Enumerable.Range(first, count).Select(i => Record((ulong)i * 128, 1, 1)))),
                rig.Ask(Opcode.GetScanMediaResults));
        }
    }

    [Fact]
    public void P6_where_no_scan_has_ended_there_are_no_results()
    {
        Assert.Equal(Reply(ReturnCode.Unsupported), _rig.Ask(Opcode.GetScanMediaResults));
        Scan(0, 0x40, "00");
        Assert.Equal(Reply(ReturnCode.Unsupported), _rig.Ask(Opcode.GetScanMediaResults));
        Assert.Equal("P6", _rig.RefusedBy(Opcode.GetScanMediaResults));
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Results(0), _rig.Ask(Opcode.GetScanMediaResults));
        Assert.Equal(Results(0), _rig.Ask(Opcode.GetScanMediaResults));
        _rig.Device.Reset();
        Assert.Equal(Reply(ReturnCode.Unsupported), _rig.Ask(Opcode.GetScanMediaResults));
    }

    [Fact]
    public void P7_hosts_that_have_the_memory_are_told_of_injected_poison()
    {
        Inject(0x1000);
        Inject(0x1000);
        foreach (Host host in _rig.Device.Hosts)
        {
            EventLog log = host.Cci.Logs[EventLogType.Informational.Value];
            Assert.Equal(1, log.Count);
            Assert.Equal(MediaRecord(0, 1, 0x1001, descriptor: 0, transaction: 4), Hex.Text(log[0]));
        }
    }

    [Fact]
    public void P7_poison_from_elsewhere_is_a_failure_of_whoever_has_the_memory()
    {
        _rig.Give((0, 1));
        Poison(Base0, 256);
        Assert.Equal(MediaRecord(2, 1, Base0 + 1, descriptor: 1, transaction: 0), Hex.Text(FailuresOf(_rig.Host)[0]));
        Assert.Equal(0, FailuresOf(_rig.Device.Hosts[1]).Count);
    }

    [Theory]
    [InlineData(0x1020, 64)]
    [InlineData(0x1000, 0)]
    [InlineData(0x1000, 65)]
    [InlineData(0x0FFF_FFC0, 128)]
    [InlineData(Base1, 64)]
    [InlineData(0xFFFF_FFFF_FFFF_FFC0, 128)]
    [InlineData(0x2000, 256)]
    [InlineData(0x2040, 64)]
    public void P7_what_is_no_hosts_or_poisoned_already_is_refused(ulong start, ulong length)
    {
        Poison(0x2040, 64);
        Assert.Equal("P7", _rig.Device.InjectPoison(new DpaRange(start, length))?.Rule);
        Assert.Equal(List(0, Record(0x2040, 1, 1)), Listed(0, 0x9000_0000));
    }

    [Fact]
    public void P8_poison_goes_with_capacity_that_the_last_host_releases()
    {
        _rig.Give((0, 1));
        Poison(Base0 + 64, 64);
        _rig.Ask(Opcode.ReleaseDynamicCapacity, Entries((0, 1)));
        _rig.Give((0, 1));
        Assert.Equal(List(0), Listed(0, 0x9000_0000));
    }

    private static EventLog FailuresOf(Host host) => host.Cci.Logs[EventLogType.Failure.Value];

    private static string MediaRecord(int severity, int handle, ulong address, int descriptor, int transaction)
    {
        byte[] record = new byte[EventRecord.Size];
        new GeneralMediaEventRecord
        {
            Header = new EventRecordHeader
            {
                EventRecordIdentifier = EventRecordIdentifier.GeneralMedia,
                RecordLength = 128,
                Severity = new EventSeverity((byte)severity),
                Handle = (ushort)handle,
            },
            PhysicalAddress = address,
            MemoryEventDescriptor = (byte)descriptor,
            TransactionType = new MemoryTransactionType((byte)transaction),
        }.TryWrite(record);
        return Hex.Text(record);
    }

    private static string Number(ulong value) => Convert.ToHexString(BitConverter.GetBytes(value));

    private static string Range(ulong address, ulong length) => Number(address) + Number(length / 64);

    private static string Record(ulong address, uint lines, byte source) =>
        Number(address | source) + Number(lines);

    private static string List(int flags, params string[] records) =>
        ListSince(new string('0', 16), flags, records);

    private static string ListSince(string time, int flags, params string[] records) => Reply(
        ReturnCode.Success,
        [$"{flags:x2} 00", time, $"{records.Length:x2} 00", new string('0', 40), .. records]);

    private static string Results(int flags, params string[] records) => Reply(
        ReturnCode.Success,
        [new string('0', 32), $"{flags:x2} 00", $"{records.Length:x2} 00", new string('0', 24), .. records]);

    private static string Listed(CciPort port, ulong address, ulong length) =>
        Ask(port, Opcode.GetPoisonList, Range(address, length));

    private string Listed(ulong address, ulong length) => Listed(_rig.Host.Cci, address, length);

    private void Poison(ulong start, ulong length) =>
        Assert.Null(_rig.Device.InjectPoison(new DpaRange(start, length)));

    private void Inject(ulong address) =>
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.InjectPoison, Number(address)));

    private void Clear(ulong address) =>
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.ClearPoison, Number(address), new string('a', 128)));

    private void Scan(ulong address, ulong length, string flags) => Assert.Equal(
        Reply(ReturnCode.BackgroundCommandStarted), _rig.Ask(Opcode.ScanMedia, Range(address, length), flags));
}
