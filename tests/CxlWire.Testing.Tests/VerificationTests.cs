using CxlWire.Device.FabricManagement;
using CxlWire.Protocol;
using CxlWire.Verification;

namespace CxlWire.Testing.Tests;

/// <summary>Waiting for a driver, and asking what it did: without a sleep.</summary>
public sealed class VerificationTests : IAsyncDisposable
{
    private readonly DeviceFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_test_waits_for_a_driver_and_asks_what_it_did()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using HostClient driver = _fixture.ConnectClient();
        Task listed = _fixture.WaitForListAsync(1, cancellationToken: token);
        Assert.Null(_fixture.Add(new AddCapacityRequest { Extents = [new RegionRange(0, 2 << 20)] }));
        Assert.False(listed.IsCompleted);
        await driver.AskAsync(Opcode.GetEventRecords, new byte[] { 4 }, token);
        await driver.AskAsync(
            Opcode.AddDynamicCapacityResponse,
            Convert.FromHexString("0100000000000000" + "0000001000000000" + "0000200000000000" + new string('0', 16)),
            token);
        await listed;
        await _fixture.WaitForAnswerAsync(cancellationToken: token);
        await _fixture.WaitAsync(Condition.Pending(0).And(Condition.Connected()), cancellationToken: token);
        await _fixture.WaitForCommandAsync(Opcode.GetEventRecords, cancellationToken: token);
        await driver.AskAsync(Opcode.ClearEventRecords, Convert.FromHexString("0400010000000100"), token);
        await _fixture.WaitForEmptyLogAsync(cancellationToken: token);
        _fixture.Verify("""
            {"sequence": [{"command": "get-event-records", "reply": {"record_count": 1}},
              {"command": "add-dc-response", "request": {"count": 1}}, {"command": "clear-event-records"}]}
            """);
        _fixture.Verify(Expectation.Count(EntryPattern.Command(Opcode.AddDynamicCapacityResponse), 1, 1));
        _fixture.Monitor.Reset();
        _fixture.Verify(Expectation.Count(EntryPattern.Command(Opcode.AddDynamicCapacityResponse), 0, 0));
    }

    [Fact]
    public async Task What_is_not_met_fails_the_test_and_says_what_is_missing()
    {
        var error = await Assert.ThrowsAsync<VerificationException>(
            () => _fixture.WaitAsync(
                Condition.List(3), TimeSpan.FromMilliseconds(1), TestContext.Current.CancellationToken));
        Assert.Equal("not met in 0.001 s: the list of host 0 has 0 extents, not 3", error.Message);
        _fixture.LoadFaults(
            """
            {"faults": [{"name": "busy", "when": {"command": "get-timestamp"},
              "then": {"fault": "return_code", "code": "Busy"}}]}
            """);
        await using HostClient driver = _fixture.ConnectClient();
        await driver.AskAsync(Opcode.GetTimestamp, default, TestContext.Current.CancellationToken);
        await _fixture.WaitForFaultAsync("busy", cancellationToken: TestContext.Current.CancellationToken);
        error = Assert.Throws<VerificationException>(() => _fixture.Verify(Expectation.Sequence(
            [EntryPattern.Fault("busy"), EntryPattern.Command(Opcode.GetTimestamp, ReturnCode.Success, hostId: 0)])));
        Assert.Equal(
            "sequence[1] host 0: get-timestamp, Success (00h) was not seen after entry 2: the nearest is entry 3, "
                + "host 0: get-timestamp, Busy (06h): return_code: expected Success (00h), seen Busy (06h)",
            error.Message);
    }

    [Fact]
    public async Task Who_waits_when_the_device_goes_is_told()
    {
        Task waiting = _fixture.WaitForListAsync(1, cancellationToken: TestContext.Current.CancellationToken);
        await _fixture.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
