using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Security protocols: 4600h and 4601h.</summary>
public class SecurityProtocolRules
{
    private static readonly string _protocols = Reply(ReturnCode.Success, "000000000000 0001 00");
    private static readonly string _certificates = Reply(ReturnCode.Success, "0000 0000");

    private readonly Rig _rig = new("""{"hosts": 2, "persistent_capacity": "256 MiB"}""");

    [Fact]
    public void Y1_the_protocols_are_listed_to_every_host()
    {
        foreach (Host host in _rig.Device.Hosts)
            Assert.Equal(_protocols, Ask(host.Cci, Opcode.SecurityReceive, Which(0, 0)));
    }

    [Fact]
    public void Y1_reserved_bytes_are_ignored() =>
        Assert.Equal(_protocols, _rig.Ask(Opcode.SecurityReceive, "00 0000 ffffffffff"));

    [Fact]
    public void Y2_there_is_no_certificate() =>
        Assert.Equal(_certificates, _rig.Ask(Opcode.SecurityReceive, Which(0, 1)));

    [Theory]
    [InlineData(0, 2, "sp_specific", 1)]
    [InlineData(0, 0x0100, "sp_specific", 1)]
    [InlineData(0, 0xFFFF, "sp_specific", 1)]
    [InlineData(1, 0, "security_protocol", 0)]
    [InlineData(0xEF, 0, "security_protocol", 0)]
    [InlineData(0xFF, 0xFFFF, "security_protocol", 0)]
    public void Y3_what_is_not_there_is_refused_at_its_field(byte protocol, int specific, string field, int offset) =>
        AssertRefused(Opcode.SecurityReceive, Which(protocol, specific), field, offset);

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "00")]
    [InlineData(1, "")]
    [InlineData(0xEE, "000102")]
    public void Y3_no_protocol_takes_data(byte protocol, string data) =>
        AssertRefused(Opcode.SecuritySend, Which(protocol, 0) + data, "security_protocol", 0);

    [Fact]
    public void Y3_a_locked_device_whose_media_is_disabled_answers_alike()
    {
        Assert.Equal(
            Reply(ReturnCode.Success),
            _rig.Ask(Opcode.SetPassphrase, "01", Hex.Zeros(31), Hex.Zeros(32), Hex.Zeros(31) + "70"));
        _rig.Device.Reset();
        Assert.Equal(_protocols, _rig.Ask(Opcode.SecurityReceive, Which(0, 0)));
        Assert.Equal(
            Reply(ReturnCode.Success),
            _rig.Ask(Opcode.DisablePassphrase, "01", Hex.Zeros(31), Hex.Zeros(31) + "70"));
        Assert.Equal(Reply(ReturnCode.BackgroundCommandStarted), _rig.Ask(Opcode.Sanitize));
        Assert.Equal(_protocols, _rig.Ask(Opcode.SecurityReceive, Which(0, 0)));
    }

    [Fact]
    public void Y1_to_Y3_every_request_is_answered_as_a_model_has_it_and_changes_nothing()
    {
        Gen<(bool, byte, int, byte[])> step =
            from isSend in Gen.Elements(false, true)
            from protocol in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(0, 255)))
            from specific in Gen.Frequency((3, Gen.Choose(0, 3)), (1, Gen.Choose(0, 0xFFFF)))
            from data in Gen.Choose(0, 255).ArrayOf()
            select (isSend, (byte)protocol, specific, data.Select(d => (byte)d).ToArray());
        Seeded.Check(Prop.ForAll(step.ArrayOf().ToArbitrary(), Holds), tests: 200);
    }

    private static void Holds((bool IsSend, byte Protocol, int Specific, byte[] Data)[] steps)
    {
        var rig = new Rig();
        string state = State.Of(rig.Device);
        foreach ((bool isSend, byte protocol, int specific, byte[] data) in steps)
        {
            string which = Which(protocol, specific);
            if (isSend)
            {
                Assert.Equal(
                    Reply(ReturnCode.InvalidInput), rig.Ask(Opcode.SecuritySend, which, Hex.Text(data)));
                continue;
            }

            // All of the payload is the request: with data behind it, it is too long.
            string expected = data.Length > 0 ? Reply(ReturnCode.InvalidPayloadLength)
                : protocol == 0 && specific == 0 ? _protocols
                : protocol == 0 && specific == 1 ? _certificates
                : Reply(ReturnCode.InvalidInput);
            Assert.Equal(expected, rig.Ask(Opcode.SecurityReceive, which, Hex.Text(data)));
        }

        Assert.Equal(state, State.Of(rig.Device));
    }

    private static string Which(byte protocol, int specific) => $"{protocol:x2}" + Hex.U16(specific) + Hex.Zeros(5);

    private void AssertRefused(Opcode opcode, string payload, string field, int offset)
    {
        Refusal? refusal = _rig.Host.Cci.Execute(opcode, Hex.Bytes(payload), []).Refusal;
        Assert.Equal(
            (ReturnCode.InvalidInput, "Y3", field, offset),
            (refusal!.Code, refusal.Rule, refusal.Field, refusal.Offset));
    }
}
