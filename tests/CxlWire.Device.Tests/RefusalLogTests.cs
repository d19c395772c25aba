using CxlWire.Device.Activity;
using CxlWire.Protocol;
using CxlWire.Testing;
using CxlWire.Tests;

namespace CxlWire.Device.Tests;

public sealed class RefusalLogTests
{
    [Fact]
    public void A_refusal_is_kept_by_whatever_way_it_came()
    {
        var rig = new Rig("""{"hosts": 2}""");
        var told = new List<RefusedCommand>();
        rig.Device.Activity.CommandRefused += told.Add;
        Rig.Ask(rig.Device.Hosts[1].Cci, Opcode.GetDcdInfo);
        new MailboxClient(rig.Device).Run(Opcode.AddDynamicCapacityResponse, new byte[8], 4096);
        string[] getDcdInfo = [Hex.U16(12), "00 2a 00 0056 000000 0000 0000"];
        Rig.Ask(rig.FabricManager, Opcode.TunnelManagementCommand, ["01 00", .. getDcdInfo]);
        Rig.Ask(rig.FabricManager, Opcode.TunnelManagementCommand, ["05 00", .. getDcdInfo]);
        Assert.Equal(
            [
                "1 Call host 1: Get DCD Info (5600h): Unsupported (03h): C1: opcode, byte 3: this CCI does not carry "
                    + "the command",
                "2 Mailbox host 0: Add Dynamic Capacity Response (4802h): Invalid Payload Length (16h): C5: "
                    + "payload_length, byte 5: 4096 bytes, at most 2048 are taken",
                "3 Tunnel host 1: Get DCD Info (5600h): Unsupported (03h): C1: opcode, byte 3: this CCI does not carry "
                    + "the command",
                "4 Call fm: Tunnel Management Command (5300h): Invalid Input (02h): port_or_ld_id, byte 0: there is no "
                    + "such host",
            ],
            told.Select(refused => $"{refused.Number} {refused.Route} {refused}"));
        Assert.Equal(told, rig.Device.Activity.Refusals.Newest);
        Assert.Equal(4, rig.Device.Activity.Refusals.Count);
    }

    [Fact]
    public void The_newest_are_kept()
    {
        var rig = new Rig();
        for (int i = 0; i < RefusalLog.Capacity + 3; i++)
            rig.Ask(new Opcode((ushort)(0xC000 + i)));
        RefusalLog log = rig.Device.Activity.Refusals;
        Assert.Equal(
            Enumerable.Range(4, RefusalLog.Capacity).Select(number => ((long)number, 0xC000 + number - 1)),
            log.Newest.Select(refused => (refused.Number, (int)refused.Opcode.Value)));
        Assert.Equal(RefusalLog.Capacity + 3, log.Count);
    }

    [Fact]
    public void What_a_fault_answers_is_no_refusal()
    {
        var rig = new Rig();
        rig.Device.LoadFaults(Faults.FaultScenarioFile.Parse(
            """{"faults": [{"when": {"command": "any"}, "then": {"fault": "return_code", "code": "Busy"}}]}"""));
        Assert.Equal(ReturnCode.Busy, rig.Host.Cci.Execute(Opcode.Identify, [], new byte[2048]).Code);
        Assert.Equal(0, rig.Device.Activity.Refusals.Count);
    }

    /// <summary>The refusal itself is an object, and its reason may be; to keep it costs nothing more.</summary>
    [Fact]
    public void A_refusal_that_is_kept_costs_what_it_did_before()
    {
        var rig = new Rig();
        byte[] reply = new byte[2048];
        long first = Allocations.Least(Refuse), second = Allocations.Least(Refuse);
        Assert.InRange(first, 1, 200_000);
        Assert.Equal(first, second);

        void Refuse()
        {
            for (int i = 0; i < 1000; i++)
                rig.Host.Cci.Execute(Opcode.GetDcdInfo, [], reply);
        }
    }
}
