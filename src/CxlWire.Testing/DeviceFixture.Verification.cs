using System.Globalization;
using System.Text.Json;
using CxlWire.Device.Json;
using CxlWire.Protocol;
using CxlWire.Verification;

namespace CxlWire.Testing;

/// <summary>Waiting for the driver, and asking what it did.</summary>
public sealed partial class DeviceFixture
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What has happened to the device since it was made, or since its <see cref="JournalMonitor.Reset"/>.
    /// </summary>
    public JournalMonitor Monitor { get; }

    /// <summary>Waits until a condition is met: the device's steps have it looked at, and nothing polls.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="timeout">How long, by the system's clock; null: 30 s.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="VerificationException">The time is over; the message says what is not met.</exception>
    public async Task WaitAsync(
        Condition condition, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        string missing = await Monitor.WaitAsync(
            condition, timeout ?? _patience, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (missing.Length > 0)
        {
            string seconds = (timeout ?? _patience).TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new VerificationException($"not met in {seconds} s: {missing}");
        }
    }

    /// <summary>Waits until the host has answered so many offers: <see cref="Condition.Answered"/>.</summary>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public Task WaitForAnswerAsync(long offers = 1, int hostId = 0, CancellationToken cancellationToken = default) =>
        WaitAsync(Condition.Answered(offers, hostId), cancellationToken: cancellationToken);

    /// <summary>Waits until the host's list has so many extents: <see cref="Condition.List"/>.</summary>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public Task WaitForListAsync(int extents, int hostId = 0, CancellationToken cancellationToken = default) =>
        WaitAsync(Condition.List(extents, hostId), cancellationToken: cancellationToken);

    /// <summary>Waits until a command was answered so many times: <see cref="Condition.Command"/>.</summary>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public Task WaitForCommandAsync(
        Opcode opcode,
        long times = 1,
        ReturnCode? returnCode = null,
        int? hostId = 0,
        CancellationToken cancellationToken = default) =>
        WaitAsync(Condition.Command(opcode, times, returnCode, hostId), cancellationToken: cancellationToken);

    /// <summary>Waits until the host has cleared its dynamic capacity log: <see cref="Condition.LogEmpty"/>.</summary>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public Task WaitForEmptyLogAsync(int hostId = 0, CancellationToken cancellationToken = default) =>
        WaitAsync(Condition.LogEmpty(hostId: hostId), cancellationToken: cancellationToken);

    /// <summary>Waits until a fault has happened so many times: <see cref="Condition.Fault"/>.</summary>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public Task WaitForFaultAsync(string name, long times = 1, CancellationToken cancellationToken = default) =>
        WaitAsync(Condition.Fault(name, times), cancellationToken: cancellationToken);

    /// <summary>Fails a test in which something has not happened as expected.</summary>
    /// <param name="expectation">What should have happened, of all that is kept.</param>
    /// <returns>Which entries are as expected.</returns>
    /// <exception cref="VerificationException">It has not; the message has the nearest miss.</exception>
    public Findings Verify(Expectation expectation)
    {
        ArgumentNullException.ThrowIfNull(expectation);
        Findings findings = expectation.Verify(() => Monitor.Read());
        return findings.Miss is { } miss ? throw new VerificationException(miss) : findings;
    }

    /// <summary>Likewise, with what is expected as JSON: docs/verification.md.</summary>
    /// <param name="json"><c>{"sequence": [{"command": "release-dc"}]}</c>.</param>
    /// <exception cref="VerificationException">It has not; the message has the nearest miss.</exception>
    /// <exception cref="JsonFileException">It says nothing that could be expected.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public Findings Verify(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Verify(Expectation.Parse(document.RootElement));
    }
}
