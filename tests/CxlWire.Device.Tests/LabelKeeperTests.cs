using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>4103h where somebody keeps the labels: kept first, and refused where they cannot be.</summary>
public class LabelKeeperTests
{
    private const string Written = "04000000 00000000 0102";

    private readonly Rig _rig = new("""{"lsa_size": 16, "hosts": 2}""");
    private readonly List<string> _kept = [];
    private string? _failure;

    public LabelKeeperTests()
    {
        _rig.Device.LabelStorage.Load(Hex.Bytes("aabbccddee"));
        _rig.Device.LabelStorage.Keeper = (offset, content) =>
        {
            Assert.False(_rig.Device.Gate.IsHeldByCurrentThread);
            _kept.Add($"{offset}: {Hex.Text(content)}");
            return _failure;
        };
    }

    [Fact]
    public void What_is_written_is_kept_first_and_then_read()
    {
        using (_rig.Device.Enter())
        {
            using (_rig.Device.Enter())
                Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetLsa, Written));
            Assert.True(_rig.Device.Gate.IsHeldByCurrentThread);
        }

        Assert.False(_rig.Device.Gate.IsHeldByCurrentThread);
        Assert.Equal(["4: 0102"], _kept);
        Assert.Equal(Reply(ReturnCode.Success, "aabbccdd0102"), _rig.Ask(Opcode.GetLsa, Hex.U32(0), Hex.U32(6)));
    }

    [Fact]
    public void What_cannot_be_kept_is_refused_and_changes_nothing()
    {
        _failure = "No space left on device";
        var before = Labels();
        byte[] reply = new byte[512];
        CommandResult result = _rig.Host.Cci.Execute(Opcode.SetLsa, Hex.Bytes(Written), reply);
        Assert.Equal(
            "data, byte 8: cannot be kept: No space left on device", result.Refusal?.ToString());
        Assert.Equal((ReturnCode.InternalError, 0), (result.Code, result.Length));
        Assert.Equal(before, Labels());

        // Nothing is left of it: the next one has room again.
        _failure = null;
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetLsa, Written));
        Assert.Equal(["4: 0102", "4: 0102"], _kept);
    }

    [Fact]
    public void What_is_refused_anyway_is_not_kept()
    {
        Assert.Equal(Reply(ReturnCode.InvalidInput), _rig.Ask(Opcode.SetLsa, "0f000000 00000000 0102"));
        Assert.Equal(Reply(ReturnCode.InvalidPayloadLength), _rig.Ask(Opcode.SetLsa, "0f0000"));
        Assert.Equal(Reply(ReturnCode.Unsupported), Ask(_rig.FabricManager, Opcode.SetLsa, Written));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Tunnel(host: 2));
        Assert.Empty(_kept);
    }

    [Fact]
    public void The_mailbox_tells_what_could_not_be_kept_with_its_doorbell_clear()
    {
        _failure = "No space left on device";
        CciReply refused = new MailboxClient(_rig.Device).Run(Opcode.SetLsa, Hex.Bytes(Written));
        Assert.Equal((ReturnCode.InternalError, ""), (refused.ReturnCode, Hex.Text(refused.Payload)));
        _failure = null;
        CciReply done = new MailboxClient(_rig.Device).Run(Opcode.SetLsa, Hex.Bytes(Written));
        Assert.Equal((ReturnCode.Success, ""), (done.ReturnCode, Hex.Text(done.Payload)));
        Assert.Equal("aabbccdd0102", Labels()[..12]);
    }

    [Fact]
    public void A_command_in_a_tunnel_is_kept_once()
    {
        Assert.Equal(
            Reply(ReturnCode.Success, "0c00 0000", "01 07 00 0341 000000 0000 0000"), Tunnel(host: 1));
        Assert.Equal(["4: 0102"], _kept);
        _failure = "No space left on device";
        Assert.Equal(
            Reply(ReturnCode.Success, "0c00 0000", "01 07 00 0341 000000 0400 0000"), Tunnel(host: 1));
    }

    [Fact]
    public void A_command_that_a_fault_ends_leaves_what_was_kept_before()
    {
        _rig.Device.LoadFaults(FaultScenarioFile.Parse(
            """
            {"faults": [{"name": "no", "when": {"command": 16643}, "then": {"fault": "return_code", "code": "Busy"}}]}
            """));
        byte[] reply = new byte[512];
        using (_rig.Device.Enter())
            Assert.Equal(ReturnCode.Busy, _rig.Host.Cci.Execute(Opcode.SetLsa, Hex.Bytes(Written), reply).Code);
        Assert.Equal(["4: 0102", "4: ee00"], _kept);
        Assert.Equal("aabbccddee", Labels()[..10]);
    }

    [Fact]
    public void The_journal_has_the_result_that_the_host_gets()
    {
        JournalReader reader = _rig.Device.Journal.Open();
        _failure = "No space left on device";
        _rig.Ask(Opcode.SetLsa, Written);
        _failure = null;
        _rig.Ask(Opcode.SetLsa, Written);
        var entry = new JournalEntry();
        Assert.True(reader.TryRead(entry));
        Assert.Equal((0, ReturnCode.InternalError), (entry.Depth, entry.Result.Code));
        Assert.True(reader.TryRead(entry));
        Assert.Equal((0, ReturnCode.Success), (entry.Depth, entry.Result.Code));
        Assert.False(reader.TryRead(entry));
    }

    [Fact]
    public async Task Others_go_on_while_labels_are_written_and_read_the_old_ones()
    {
        using var isKeeping = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        _rig.Device.LabelStorage.Keeper = (_, _) =>
        {
            isKeeping.Release();
            goOn.Wait(TestContext.Current.CancellationToken);
            return null;
        };
        Task<string> writing = Task.Run(
            () =>
            {
                using (_rig.Device.Enter())
                    return _rig.Ask(Opcode.SetLsa, Written);
            },
            TestContext.Current.CancellationToken);
        await isKeeping.WaitAsync(TestContext.Current.CancellationToken);
        using (_rig.Device.Enter())
        {
            Assert.Equal(
                Reply(ReturnCode.Success, "aabbccddee00"),
                Ask(_rig.Device.Hosts[1].Cci, Opcode.GetLsa, Hex.U32(0), Hex.U32(6)));
        }

        goOn.Release();
        Assert.Equal(Reply(ReturnCode.Success), await writing);
        Assert.Equal("aabbccdd0102", Labels()[..12]);
    }

    private string Labels() => Hex.Text(_rig.Device.LabelStorage.Bytes);

    private string Tunnel(int host) => Ask(
        _rig.FabricManager,
        Opcode.TunnelManagementCommand,
        $"{host:x2} 00 1600",
        "00 07 00 0341 0a0000 0000 0000",
        Written);

    [Fact]
    public void All_of_the_area_is_kept_and_nothing_beyond_it()
    {
        string all = Hex.Zeros(8) + "00112233445566778899aabbccddeeff";
        Assert.Equal(Reply(ReturnCode.Success), _rig.Ask(Opcode.SetLsa, all));
        Assert.Equal(["0: 00112233445566778899aabbccddeeff"], _kept);
        Assert.Equal(Reply(ReturnCode.InvalidInput), _rig.Ask(Opcode.SetLsa, all + "00"));
        Assert.Single(_kept);
    }
}
