using CxlWire.Device.Configuration;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Device.Tests.Journal;

public sealed class AllocationTests
{
    private const int Commands = 10_000;

    private readonly CxlDevice _device = new(DeviceConfiguration.Default);
    private readonly byte[] _request = Hex.Bytes("ffffffff 00000000");
    private readonly byte[] _reply = new byte[2048];
    private readonly JournalEntry _entry = new();

    [Fact]
    public void A_command_allocates_nothing_while_nobody_reads() => Assert.Equal(0, Allocated(() => { }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_command_and_its_reader_allocate_nothing(bool isLossless)
    {
        using JournalReader reader = _device.Journal.Open(isLossless);
        Assert.Equal(0, Allocated(() => Assert.True(reader.TryRead(_entry))));
        Assert.Equal(0, reader.Missed);
        Assert.Equal((_request.Length, 16), (_entry.Request.Length, _entry.Reply.Length));
    }

    [Fact]
    public void A_command_allocates_nothing_while_a_reader_has_fallen_behind()
    {
        using JournalReader reader = _device.Journal.Open();
        Assert.Equal(0, Allocated(() => { }));
        Assert.True(reader.TryRead(_entry));
        Assert.InRange(reader.Missed, Commands, 7 * Commands);
    }

    private long Allocated(Action between)
    {
        return Allocations.Least(Execute);

        void Execute()
        {
            for (int i = 0; i < Commands; i++)
            {
                using (_device.Enter())
                    _device.Hosts[0].Cci.Execute(Opcode.GetDynamicCapacityExtentList, _request, _reply);
                between();
            }
        }
    }
}
