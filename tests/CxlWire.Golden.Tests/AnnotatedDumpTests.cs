using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Protocol.Mailbox;
using CxlWire.Tests;

namespace CxlWire.Golden.Tests;

public class AnnotatedDumpTests
{
    [Fact]
    public void A_request_and_its_response() => Assert.Equal(
        """
            message 1 at 0000h: request Get Dynamic Capacity Extent List (4801h), tag 7, 8 bytes of payload
            0000                           header                      cci_header, 12 bytes
            0000  00           bits 3:0      category                  0           request
            0000               bits 7:4      category_reserved         0
            0001  07                         message_tag               7
            0002  00                         reserved2                 0
            0003  01 48                      opcode                    0x4801      Get Dynamic Capacity Extent List
            0005  08 00 00     bits 20:0     payload_length            8           bytes
            0005               bits 22:21    length_reserved           0
            0005               bit 23        background_operation      false
            0008  00 00                      return_code               0           Success
            000a  cd ab                      vendor_status             43981
            000c                           payload                     get_dc_extent_list_request, 8 bytes
            000c  0a 00 00 00                count                     10
            0010  00 00 00 00                start                     0

            message 2 at 0014h: response to Get Dynamic Capacity Extent List (4801h), tag 7, Success (00h), 56 bytes of payload
            0014                           header                      cci_header, 12 bytes
            0014  01           bits 3:0      category                  1           response
            0014               bits 7:4      category_reserved         0
            0015  07                         message_tag               7
            0016  00                         reserved2                 0
            0017  01 48                      opcode                    0x4801      Get Dynamic Capacity Extent List
            0019  38 00 00     bits 20:0     payload_length            56          bytes
            0019               bits 22:21    length_reserved           0
            0019               bit 23        background_operation      false
            001c  00 00                      return_code               0           Success
            001e  00 00                      vendor_status             0
            0020                           payload                     get_dc_extent_list_response, 56 bytes
            0020  01 00 00 00                returned                  1
            0024  01 00 00 00                total                     1
            0028  03 00 00 00                generation                3
            002c  00 00 00 00                reserved12                0
            0030                             extents[0]                extent, 40 bytes
            0030  00 00 00 10 00 00 00 00      start_dpa               0x10000000  bytes = 256 MiB
            0038  00 00 00 08 00 00 00 00      length                  134217728   bytes = 128 MiB
            0040  5b e1 3c e4 7e 8d 4d d2      tag                     5be13ce4-7e8d-4dd2-a5a3-3e5bfa5a5f01
            0048  a5 a3 3e 5b fa 5a 5f 01
            0050  02 00                        shared_extent_sequence  2
            0052  00 00 00 00 00 01            reserved34              |......|    reserved, not 0
            """,
        DumpOf([.. Samples.ExtentListRequest, .. Samples.ExtentListResponse]));

    [Fact]
    public void A_failed_response_and_a_request_of_the_device() => Assert.Equal(
        """
            message 1 at 0000h: response to Add Dynamic Capacity Response (4802h), tag 8, Invalid Physical Address (0Fh), no payload
            0000                           header                      cci_header, 12 bytes
            0000  01           bits 3:0      category                  1           response
            0000               bits 7:4      category_reserved         0
            0001  08                         message_tag               8
            0002  00                         reserved2                 0
            0003  02 48                      opcode                    0x4802      Add Dynamic Capacity Response
            0005  00 00 00     bits 20:0     payload_length            0           bytes
            0005               bits 22:21    length_reserved           0
            0005               bit 23        background_operation      false
            0008  0f 00                      return_code               15          Invalid Physical Address
            000a  00 00                      vendor_status             0
            000c                           payload                     empty

            message 2 at 000ch: request Event Notification (0106h), tag 0, 2 bytes of payload
            000c                           header                            cci_header, 12 bytes
            000c  00           bits 3:0      category                        0           request
            000c               bits 7:4      category_reserved               0
            000d  00                         message_tag                     0
            000e  00                         reserved2                       0
            000f  06 01                      opcode                          0x0106      Event Notification
            0011  02 00 00     bits 20:0     payload_length                  2           bytes
            0011               bits 22:21    length_reserved                 0
            0011               bit 23        background_operation            false
            0014  00 00                      return_code                     0           Success
            0016  00 00                      vendor_status                   0
            0018                           payload                           event_notification_request, 2 bytes
            0018  10 80        bit 0         informational                   false
            0018               bit 1         warning                         false
            0018               bit 2         failure                         false
            0018               bit 3         fatal                           false
            0018               bit 4         dynamic_capacity                true
            0018               bits 14:5     events_reserved                 0
            0018               bit 15        background_operation_completed  true
            """,
        DumpOf([.. Samples.RefusedResponse, .. Samples.EventNotification]));

    [Fact]
    public void A_payload_that_its_layout_refuses_and_an_unknown_opcode() => Assert.Equal(
        """
            message 1 at 0000h: request Get Dynamic Capacity Extent List (4801h), tag 7, 3 bytes of payload
            0000                           header                      cci_header, 12 bytes
            0000  00           bits 3:0      category                  0           request
            0000               bits 7:4      category_reserved         0
            0001  07                         message_tag               7
            0002  00                         reserved2                 0
            0003  01 48                      opcode                    0x4801      Get Dynamic Capacity Extent List
            0005  03 00 00     bits 20:0     payload_length            3           bytes
            0005               bits 22:21    length_reserved           0
            0005               bit 23        background_operation      false
            0008  00 00                      return_code               0           Success
            000a  00 00                      vendor_status             0
            000c  0a 00 00                 payload                     |...|
            payload refused: get_dc_extent_list_request: too short at count, byte 0: 8 bytes needed, 3 there

            message 2 at 000fh: request C001h, tag 1, 18 bytes of payload
            000f                           header                      cci_header, 12 bytes
            000f  00           bits 3:0      category                  0           request
            000f               bits 7:4      category_reserved         0
            0010  01                         message_tag               1
            0011  00                         reserved2                 0
            0012  01 c0                      opcode                    0xc001
            0014  12 00 80     bits 20:0     payload_length            18          bytes
            0014               bits 22:21    length_reserved           0
            0014               bit 23        background_operation      true
            0017  00 00                      return_code               0           Success
            0019  00 00                      vendor_status             0
            001b                           payload                     18 bytes
            001b  43 58 4c 00 00 00 00 00 00 00 00 00 00 00 00 00  |CXL.............|
            002b  00 00                                            |..|
            """,
        DumpOf(Hex.Bytes("00 07 00 01 48 03 00 00 00 00 00 00 0a 00 00", "00 01 00 01 c0 12 00 80 00 00 00 00",
            "43 58 4c", Hex.Zeros(15))));

    [Fact]
    public void A_stream_that_ends_inside_a_message() => Assert.Equal(
        """
            message 1 at 0000h: request Identify (0001h), tag 7, no payload
            0000                           header                      cci_header, 12 bytes
            0000  00           bits 3:0      category                  0           request
            0000               bits 7:4      category_reserved         0
            0001  07                         message_tag               7
            0002  00                         reserved2                 0
            0003  01 00                      opcode                    0x0001      Identify
            0005  00 00 00     bits 20:0     payload_length            0           bytes
            0005               bits 22:21    length_reserved           0
            0005               bit 23        background_operation      false
            0008  00 00                      return_code               0           Success
            000a  00 00                      vendor_status             0
            000c                           payload                     empty

            byte 12: the input ends inside a message: 20 bytes needed, 15 there
            000c  00 07 00 01 48 08 00 00 00 00 cd ab 0a 00 00     |....H..........|
            """,
        DumpOf([.. Hex.Bytes("00 07 00 01 00 00 00 00 00 00 00 00"), .. Samples.ExtentListRequest[..15]]));

    [Fact]
    public void A_stream_that_ends_inside_a_header() => Assert.Equal(
        """
            byte 0: the input ends inside a CCI header: 12 bytes needed, 2 there
            0000  00 07                                            |..|
            """,
        DumpOf(Hex.Bytes("00 07")));

    [Fact]
    public void No_bytes_are_no_lines() => Assert.Equal("", DumpOf([]));

    [Fact]
    public void A_command_effects_log_is_read_as_one() => Assert.Equal(
        """
            message 1 at 0000h: response to Get Log (0401h), tag 7, Success (00h), 12 bytes of payload
            0000                           header                              cci_header, 12 bytes
            0000  01           bits 3:0      category                          1           response
            0000               bits 7:4      category_reserved                 0
            0001  07                         message_tag                       7
            0002  00                         reserved2                         0
            0003  01 04                      opcode                            0x0401      Get Log
            0005  0c 00 00     bits 20:0     payload_length                    12          bytes
            0005               bits 22:21    length_reserved                   0
            0005               bit 23        background_operation              false
            0008  00 00                      return_code                       0           Success
            000a  00 00                      vendor_status                     0
            000c                           payload                             get_log_response, 12 bytes, a Command Effects Log
            000c  01 48 00 00                Get Dynamic Capacity Extent List  0x4801
            0010  02 48 0a 00                Add Dynamic Capacity Response     0x4802
                                                                               immediate configuration change, immediate policy change
            0014  00 c0 01 02                unknown command                   0xc000
                                                                               configuration change after cold reset, extended effects valid
            """,
        DumpOf(Hex.Bytes("01 07 00 01 04 0c 00 00 00 00 00 00", "01 48 00 00", "02 48 0a 00", "00 c0 01 02")));

    [Theory]
    [InlineData("01 48 00 10")]
    [InlineData("01 48 00 00 01 48 00 00")]
    [InlineData("01 c0 00 00")]
    [InlineData("01 48 00 00 00")]
    public void Other_log_bytes_are_not_taken_for_a_command_effects_log(string log)
    {
        byte[] data = Hex.Bytes(log);
        string dump = DumpOf([.. Hex.Bytes("01 07 00 01 04"), (byte)data.Length, .. new byte[6], .. data]);
        Assert.Contains($"get_log_response, {data.Length} bytes\n", dump, StringComparison.Ordinal);
        Assert.Contains($"{data[0]:x2} {data[1]:x2} {data[2]:x2} {data[3]:x2}", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_record_with_reserved_bits_set() => Assert.Equal(
        """
            dynamic_capacity_event_record, 128 bytes: CXL r3.1 Table 8-50 Dynamic Capacity Event Record
            0000                           header                                event_record_header, 48 bytes
            0000  ca 95 af a7 f1 83 40 18    event_record_identifier             ca95afa7-f183-4018-8c2f-95268e101a2a
            0008  8c 2f 95 26 8e 10 1a 2a                                        Dynamic Capacity
            0010  80                         record_length                       128           bytes
            0011  00 02 00     bits 1:0      severity                            0             informational
            0011               bit 2         permanent_condition                 false
            0011               bit 3         maintenance_needed                  false
            0011               bit 4         performance_degraded                false
            0011               bit 5         hardware_replacement_needed         false
            0011               bit 6         maintenance_operation_subclass_valid  false
            0011               bit 7         ld_id_valid                         false
            0011               bit 8         head_id_valid                       false
            0011               bits 23:9     flags_reserved                      1             reserved, not 0
            0014  02 01                      handle                              258
            0016  00 00                      related_handle                      0
            0018  01 00 fa ed 51 72 86 18    timestamp                           1767225600000000001
                                                                                 ns = 2026-01-01 00:00:00.000000001 UTC
            0020  00                         maintenance_operation_class         0
            0021  00                         maintenance_operation_subclass      0
            0022  00 00                      ld_id                               0
            0024  00                         head_id                             0
            0025  00 00 00 00 00 00 00 00    reserved37                          0
            002d  00 00 00
            0030  00                       event_type                            0             add capacity
            0031  01           bit 0       extents_available_valid               true
            0031               bit 1       tags_available_valid                  false
            0031               bits 7:2    validity_reserved                     0
            0032  00 00                    host_id                               0
            0034  00                       updated_region_index                  0
            0035  ff           bit 0       more                                  true
            0035               bits 7:1    flags_reserved                        127           reserved, not 0
            0036  00 00                    reserved54                            0
            0038                           extent                                extent, 40 bytes
            0038  00 00 00 10 00 00 00 00    start_dpa                           0x10000000    bytes = 256 MiB
            0040  00 00 00 08 00 00 00 00    length                              134217728     bytes = 128 MiB
            0048  00 00 00 00 00 00 00 00    tag                                 00000000-0000-0000-0000-000000000000
            0050  00 00 00 00 00 00 00 00
            0058  00 00                      shared_extent_sequence              0
            005a  00 00 00 00 00 00          reserved34                          0
            0060                           reserved96                            24 bytes      reserved, not 0
            0060  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  |................|
            0070  00 00 00 00 00 00 00 01                          |........|
            0078  ff 01 00 00              extents_available                     511
            007c  40 00 00 00              tags_available                        64
            """,
        DumpOf(
            Hex.Bytes(
                "ca95afa7f18340188c2f95268e101a2a", "80", "00 02 00", "02 01", "00 00", Hex.U64(1767225600000000001),
                Hex.Zeros(16), "00", "01", "00 00", "00", "ff", "00 00",
                Hex.U64(0x10000000), Hex.U64(128 << 20), Hex.Zeros(24), Hex.Zeros(23), "01", Hex.U32(511), Hex.U32(64)),
            DynamicCapacityEventRecord.Layout));

    [Fact]
    public void Text_that_would_upset_a_terminal_and_capacities_in_256_MiB() => Assert.Equal(
        """
            identify_memory_device_response, 69 bytes: CXL r3.1 8.2.9.9.1.1 Identify Memory Device (4000h)
            0000  43 58 4c 22 1b 5b e9 00  firmware_revision                "CXL\"\x1b[\xe9"
            0008  00 00 00 00 00 00 00 00
            0010  04 00 00 00 00 00 00 00  total_capacity                   4             x 256 MiB = 1 GiB
            0018  00 00 00 00 00 00 00 00  volatile_capacity                0             x 256 MiB
            0020  03 00 00 00 00 00 00 00  persistent_capacity              3             x 256 MiB = 768 MiB
            0028  ff ff ff ff ff ff ff ff  partition_alignment              18446744073709551615  x 256 MiB
            0030  00 00                    informational_event_log_size     0
            0032  00 00                    warning_event_log_size           0
            0034  00 00                    failure_event_log_size           0
            0036  00 00                    fatal_event_log_size             0
            0038  e8 03 00 00              lsa_size                         1000          bytes
            003c  01 02 03                 poison_list_maximum              197121
            003f  00 00                    inject_poison_limit              0
            0041  00                       poison_handling_capabilities     0
            0042  00                       qos_telemetry_capabilities       0
            0043  08 00                    dynamic_capacity_event_log_size  8
            """,
        DumpOf(
            Hex.Bytes(
                "43 58 4c 22 1b 5b e9", Hex.Zeros(9), Hex.U64(4), Hex.U64(0), Hex.U64(3), Hex.U64(ulong.MaxValue),
                Hex.Zeros(8), Hex.U32(1000), "01 02 03", Hex.Zeros(4), Hex.U16(8)),
            IdentifyMemoryDeviceResponse.Layout));

    [Fact]
    public void A_temperature_below_zero() => Assert.Equal(
        """
            get_health_info_response, 18 bytes: CXL r3.1 8.2.9.9.3.1 Get Health Info (4200h)
            0000  00                       health_status                     0
            0001  00                       media_status                      0
            0002  00                       additional_status                 0
            0003  05                       life_used                         5           %
            0004  f6 ff                    device_temperature                -10         degrees Celsius
            0006  00 00 00 00              dirty_shutdown_count              0
            000a  00 00 00 00              corrected_volatile_error_count    0
            000e  00 00 00 00              corrected_persistent_error_count  0
            """,
        DumpOf(Hex.Bytes("00 00 00 05", "f6 ff", Hex.Zeros(12)), GetHealthInfoResponse.Layout));

    [Fact]
    public void A_list_of_numbers() => Assert.Equal(
        """
            clear_event_records_request, 10 bytes: CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)
            0000  04                       log                         4           dynamic capacity
            0001  00           bit 0       clear_all                   false
            0001               bits 7:1    flags_reserved              0
            0002  02                       handle_count                2
            0003  00 00 00                 reserved3                   0
            0006  01 00                    handles[0]                  1
            0008  ff ff                    handles[1]                  65535
            """,
        DumpOf(Hex.Bytes("04 00 02 00 00 00", "01 00 ff ff"), ClearEventRecordsRequest.Layout));

    [Fact]
    public void An_empty_list() => Assert.Equal(
        """
            clear_event_records_request, 6 bytes: CXL r3.1 8.2.9.2.3 Clear Event Records (0101h)
            0000  04                       log                         4           dynamic capacity
            0001  01           bit 0       clear_all                   true
            0001               bits 7:1    flags_reserved              0
            0002  00                       handle_count                0
            0003  00 00 00                 reserved3                   0
            0006                           handles                     no entries
            """,
        DumpOf(Hex.Bytes("04 01 00 00 00 00"), ClearEventRecordsRequest.Layout));

    [Fact]
    public void A_meaning_that_does_not_fit_goes_on_the_next_line() => Assert.Equal(
        """
            get_event_records_request, 1 byte: CXL r3.1 8.2.9.2.2 Get Event Records (0100h)
            0000  04                       log                         4
                                                                       dynamic capacity
            """,
        DumpOf(Hex.Bytes("04"), GetEventRecordsRequest.Layout, width: 70));

    [Fact]
    public void A_refused_structure_is_its_error_and_its_bytes()
    {
        byte[] bytes = [1, 2, 3];
        Assert.False(FieldNode.TryRead(bytes, Extent.Layout, out _, out LayoutError error));
        Assert.Equal(
            """
            refused: extent: too short at start_dpa, byte 0: 40 bytes needed, 3 there
            0000  01 02 03                                         |...|
            """,
            Print(AnnotatedDump.Lines(bytes, error)));
    }

    [Fact]
    public void Offsets_widen_with_the_input()
    {
        string dump = DumpOf(new byte[0x10001], Layouts.GetLogResponse);
        Assert.EndsWith($"\n00010000  00{new string(' ', 47)}|.|", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_data()
    {
        Assert.True(
            FieldNode.TryRead(Hex.Bytes("0b"), Layouts.GetResponseMessageLimitResponse, out FieldNode? root, out _));
        DumpLine[] lines = [.. AnnotatedDump.Lines(root)];
        Assert.Equal([DumpRole.Heading], lines[0].Spans.Select(s => s.Role));
        Assert.Equal(
            [
                new DumpSpan(DumpRole.Offset, "0000"),
                new DumpSpan(DumpRole.Bytes, "0b"),
                new DumpSpan(DumpRole.Field, "limit"),
                new DumpSpan(DumpRole.Value, "11"),
                new DumpSpan(DumpRole.Meaning, "2^n bytes = 2 KiB"),
            ],
            lines[1].Spans.Where(s => s.Role != DumpRole.Space));
    }

    [Fact]
    public void Reserved_bits_that_are_set_have_the_role_of_an_error()
    {
        Assert.True(FieldNode.TryRead(Hex.Bytes("04"), EventInterruptSettings.Layout, out FieldNode? root, out _));
        DumpSpan[] spans = [.. AnnotatedDump.Lines(root).SelectMany(l => l.Spans)];
        Assert.Contains(new DumpSpan(DumpRole.Error, "reserved, not 0"), spans);
        Assert.Contains(new DumpSpan(DumpRole.Field, "settings_reserved"), spans);
    }

    private static string DumpOf(byte[] stream) => Print(AnnotatedDump.Lines(new CciMessageReader(stream)));

    private static string DumpOf(byte[] bytes, Layout layout, int width = AnnotatedDump.DefaultWidth)
    {
        Assert.True(FieldNode.TryRead(bytes, layout, out FieldNode? root, out LayoutError error), error.ToString());
        return Print(AnnotatedDump.Lines(root, width));
    }

    private static string Print(IEnumerable<DumpLine> lines)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        AnnotatedDump.Write(writer, lines);
        return writer.ToString().TrimEnd('\n');
    }
}
