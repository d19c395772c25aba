using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Device.Tests.Journal;

/// <summary>What is entered of what happens: each entry as depth, kind, whose, and what else it has.</summary>
public sealed class EntryTests
{
    private readonly Rig _rig = new("""{"hosts": 2, "lsa_size": 16}""");
    private readonly JournalReader _reader;

    public EntryTests() => _reader = _rig.Device.Journal.Open();

    [Fact]
    public void A_command_has_its_payloads_and_why_it_was_refused()
    {
        _rig.Ask(Opcode.GetDynamicCapacityExtentList, "0000000000000000");
        _rig.Ask(Opcode.GetTimestamp, "07");
        _rig.Host.Cci.RefuseOversized(Opcode.SetLsa, 3000, CommandRoute.Mailbox);
        Assert.Equal(
            [
                $"0 Command host 0 Call 4801 0000000000000000 -> Success {Hex.Zeros(16)}",
                "0 Command host 0 Call 0300 07 -> Invalid Payload Length , C2, byte 0",
                "0 Command host 0 Mailbox 4103 , of 3000 bytes -> Invalid Payload Length , C5, byte 5",
            ],
            Entries());
    }

    [Fact]
    public void A_tunnelled_command_stands_before_the_one_around_it_and_only_that_has_the_time()
    {
        _rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
        string inner = "00 07 00 0103 080000 0000 0000" + Hex.U64(5);
        Rig.Ask(_rig.FabricManager, Opcode.TunnelManagementCommand, "01 00 1400", inner);
        string response = "01 07 00 0103 000000 0000 0000";
        Assert.Equal(
            [
                "1 Command host 1 Tunnel 0301 0500000000000000 -> Success ",
                "0 Command fm Call 5300 " + Hex.Text(Hex.Bytes("01001400", inner)) + " -> Success "
                    + Hex.Text(Hex.Bytes("0c00 0000", response)) + " at 1000000",
            ],
            Entries());
    }

    [Fact]
    public void A_fault_and_its_reset_stand_before_the_command_in_which_they_happen()
    {
        _rig.Device.LoadFaults(FaultScenarioFile.Parse(
            """{"faults": [{"name": "again", "when": {"command": "any"}, "then": {"fault": "reset"}}]}"""));
        _rig.Ask(Opcode.GetResponseMessageLimit);
        Assert.Equal(
            [
                "0 FaultsLoaded",
                "1 FaultFired host 0 again: reset at Get Response Message Limit (0003h)",
                "1 Reset host 0 Fault",
                "0 Command host 0 Call 0003  -> Success 0b",
            ],
            Entries());
    }

    [Fact]
    public void Every_reset_is_entered_with_what_it_resets()
    {
        PciFunction function = _rig.Device.Hosts[1].Function;
        _rig.Device.Reset();
        function.Reset(ResetKind.Conventional);
        function.ConfigurationSpace.Write(0x48, [0, 0x80]);
        Assert.Equal(
            ["0 Reset Device", "0 Reset host 1 Function Conventional", "0 Reset host 1 Function FunctionLevel"],
            Entries());
    }

    [Fact]
    public void What_a_call_does_is_a_step_and_inside_a_control_command_it_is_none()
    {
        Assert.Null(_rig.Offer((0, 1)));
        Assert.NotNull(_rig.AskBack((9, 1)));
        _rig.Host.Cci.Logs[1].Append(new byte[128]);
        _rig.Device.LabelStorage.Load([1, 2]);
        _rig.Device.CarryOut("reset-all", "{\"a\": 1}"u8, () =>
        {
            _rig.Device.Reset();
            return new ControlOutcome("[]"u8.ToArray(), null);
        });
        _rig.Device.CarryOut("fail", "{}"u8, () => new ControlOutcome(default, new ControlError("GenericError", "no")));
        _rig.Device.Journal.EnterPeer(isThere: true, 1, CommandRoute.Stream, "a peer");
        _rig.Device.Journal.EnterPeer(isThere: false, null, CommandRoute.Control, "another");
        _rig.Device.Journal.EnterNote(
            1, CommandRoute.Stream, new HostNote(HostNoteKind.TagReused, Opcode.GetTimestamp, "tag 5"));
        _rig.Device.Journal.EnterNote(
            0,
            CommandRoute.Mailbox,
            new HostNote(HostNoteKind.BackgroundTold, Opcode.Sanitize, "interrupt", ReturnCode.Aborted));
        Assert.Equal(
            [
                "0 CapacityAdd",
                "0 CapacityRelease F3",
                $"0 EventInjected host 0 warning {Hex.Zeros(128)}",
                "0 LabelsLoaded 0102",
                "1 Reset Device",
                "0 ControlCommand reset-all {\"a\": 1} -> []",
                "0 ControlCommand fail {} -> GenericError: no",
                "0 Connected host 1 Stream a peer",
                "0 Disconnected Control another",
                "0 Noted host 1 Stream TagReused, Get Timestamp (0300h), tag 5 at 0",
                "0 Noted host 0 Mailbox BackgroundTold, Sanitize (4400h), interrupt, Aborted (12h) at 0",
            ],
            Entries());
    }

    private List<string> Entries()
    {
        var entry = new JournalEntry();
        var entries = new List<string>();
        while (_reader.TryRead(entry))
            entries.Add(EntryText.Of(entry));
        return entries;
    }
}
