using CxlWire.Device.FabricManagement;
using CxlWire.Device.Journal;
using CxlWire.Judge;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Tests;

namespace CxlWire.Testing.Tests;

/// <summary>What a fixture knows of what its driver owed, the journal, and waiting for records.</summary>
public sealed class JudgingTests
{
    private const ulong MiB = 1 << 20;

    private static readonly Extent[] _never = [new Extent { StartDpa = 0x1000_0000, Length = 2 * MiB }];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_driver_violates_fails_its_test_with_rule_and_reason()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient host = fixture.ConnectClient();
        fixture.ThrowIfViolated();
        await Assert.ThrowsAsync<ReturnCodeException>(
            () => host.AddDynamicCapacityResponseAsync(_never, cancellationToken: Cancelled));
        await Assert.ThrowsAsync<ReturnCodeException>(
            () => host.ReleaseDynamicCapacityAsync(_never, cancellationToken: Cancelled));
        RuleViolatedException violated = Assert.Throws<RuleViolatedException>(fixture.ThrowIfViolated);
        Assert.Equal(
            [
                "violated:",
                "H3 (must): host 0, step 1: expected extents of the first pending offer, each once; "
                    + "seen 10000000h+200000h: outside the first pending offer",
                "H13 (must): host 0, step 2: expected what the host holds, in whole blocks; "
                    + "seen 10000000h+200000h: not all of it is accepted",
            ],
            violated.Message.Split(Environment.NewLine));
        Assert.Equal(violated.Violations, fixture.Violations);
        Assert.False(fixture.Verdicts.IsGood);
    }

    [Fact]
    public async Task A_violation_is_waited_for()
    {
        var clock = new ManualTime();
        await using var fixture = new DeviceFixture(
            clock: clock, judging: new JudgeOptions { Patience = TimeSpan.FromSeconds(1) });
        await using HostClient host = fixture.ConnectClient();
        fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 2 * MiB)] });
        await host.GetDynamicCapacityRecordsAsync(Cancelled);
        Assert.Empty(fixture.Violations);
        Task late = fixture.WaitForViolationAsync("H4", cancellationToken: Cancelled);
        clock.Advance(TimeSpan.FromSeconds(2));
        await late;
        Assert.Equal("H4", Assert.Single(fixture.Violations).Rule.Id);
    }

    [Fact]
    public async Task Records_are_waited_for_without_polling()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient host = fixture.ConnectClient();
        for (uint offer = 0; offer < 2; offer++)
        {
            Task<IReadOnlyList<DynamicCapacityEventRecord>> waiting =
                host.WaitForDynamicCapacityRecordsAsync(Cancelled);
            await fixture.WaitForCommandAsync(
                Opcode.GetEventRecords, (3 * offer) + 1, cancellationToken: Cancelled);
            Assert.False(waiting.IsCompleted);
            fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(offer * 2 * MiB, 2 * MiB)] });
            IReadOnlyList<DynamicCapacityEventRecord> records = await waiting;
            Extent[] offered = [new Extent { StartDpa = 0x1000_0000 + (offer * 2 * MiB), Length = 2 * MiB }];
            Assert.Equal(offered, records.Select(record => record.Extent));
            await host.AddDynamicCapacityResponseAsync(offered, cancellationToken: Cancelled);
            await host.ClearDynamicCapacityRecordsAsync(records, Cancelled);
            Assert.Empty(await host.GetDynamicCapacityRecordsAsync(Cancelled));
        }

        fixture.ThrowIfViolated();
    }

    [Fact]
    public async Task The_journal_has_what_happened_until_it_is_reset()
    {
        await using var fixture = new DeviceFixture();
        await using HostClient host = fixture.ConnectClient();
        fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 2 * MiB)] });
        await host.GetExtentListAsync(Cancelled);
        Assert.Equal(
            [JournalEntryKind.Connected, JournalEntryKind.CapacityAdd, JournalEntryKind.Command],
            fixture.ReadJournal().Select(entry => entry.Kind));
        JournalEntry command = fixture.ReadJournal()[^1];
        Assert.Equal((Opcode.GetDynamicCapacityExtentList, 8, 16),
            (command.Opcode, command.Request.Length, command.Reply.Length));
        fixture.Monitor.Reset();
        Assert.Empty(fixture.ReadJournal());
    }
}
