using CxlWire.Device.Capacity;
using CxlWire.Device.Registers;
using CxlWire.Protocol;
using CxlWire.Tests;
using static CxlWire.Device.Tests.Rig;

namespace CxlWire.Device.Tests;

/// <summary>Security of persistent memory: passphrases, lock, freeze, erasure.</summary>
public class SecurityRules
{
    private const byte Master = 0, User = 1;
    private const int UserSet = 1, MasterSet = 2, Locked = 4, Frozen = 8, UserLimit = 0x10, MasterLimit = 0x20;
    private const ulong Persistent = 0x1000_0000;

    private static readonly string _success = Reply(ReturnCode.Success);
    private static readonly string _invalidState = Reply(ReturnCode.InvalidSecurityState);
    private static readonly string _incorrect = Reply(ReturnCode.IncorrectPassphrase);

    // Volatile up to 10000000h, persistent from there up to 20000000h.
    private readonly Rig _rig = new(
        """{"hosts": 2, "volatile_capacity": "256 MiB", "persistent_capacity": "256 MiB", "lsa_size": 256}""");

    [Fact]
    public void K1_a_new_device_has_no_passphrase_and_is_open_to_every_host()
    {
        AssertState(0);
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U32(0)), Ask(_rig.Device.Hosts[1].Cci, Opcode.GetSecurityState));
    }

    [Fact]
    public void K1_the_state_is_the_devices()
    {
        SetUser(1);
        Assert.Equal(
            Reply(ReturnCode.Success, Hex.U32(UserSet)), Ask(_rig.Device.Hosts[1].Cci, Opcode.GetSecurityState));
    }

    [Fact]
    public void K2_where_none_is_set_the_current_passphrase_does_not_count()
    {
        Assert.Equal(_success, Set(Master, current: 9, next: 2));
        AssertState(MasterSet);
        Assert.Equal(_success, Set(User, current: 9, next: 1));
        AssertState(UserSet | MasterSet);
    }

    [Fact]
    public void K2_a_passphrase_that_is_set_is_changed_by_who_knows_it()
    {
        SetUser(1);
        Assert.Equal(_incorrect, Set(User, current: 2, next: 3));
        Assert.Equal("K3", _rig.RefusedBy(Opcode.SetPassphrase, Which(User), Secret(2), Secret(3)));
        Assert.Equal(_success, Set(User, current: 1, next: 3));
        Assert.Equal(_success, Disable(User, 3));
        AssertState(0);
    }

    [Fact]
    public void K2_the_master_passphrase_is_not_set_while_a_user_passphrase_is()
    {
        SetUser(1);
        Assert.Equal(_invalidState, Set(Master, current: 0, next: 2));
        Assert.Equal("K2", _rig.RefusedBy(Opcode.SetPassphrase, Which(Master), Secret(0), Secret(2)));
        AssertState(UserSet);
    }

    [Theory]
    [InlineData(Master)]
    [InlineData(User)]
    public void K2_what_is_not_set_cannot_be_disabled(byte type)
    {
        Assert.Equal(_invalidState, Disable(type, 0));
        Assert.Equal("K2", _rig.RefusedBy(Opcode.DisablePassphrase, Which(type), Secret(0)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(255)]
    public void K2_a_type_that_is_none_is_invalid_input(byte type)
    {
        string invalid = Reply(ReturnCode.InvalidInput);
        Assert.Equal(invalid, Set(type, 1, 1));
        Assert.Equal(invalid, Disable(type, 1));
        Assert.Equal(invalid, Erase(type, 1));
        Assert.Equal("K2", _rig.RefusedBy(Opcode.PassphraseSecureErase, Which(type), Secret(1)));
        AssertState(0);
    }

    [Fact]
    public void K2_disabling_the_user_passphrase_unlocks()
    {
        SetUser(1);
        Assert.Equal(_success, Set(User, 1, 1));
        _rig.Device.Reset();
        AssertState(UserSet | Locked);
        Assert.Equal(_success, Disable(User, 1));
        AssertState(0);
    }

    [Theory]
    [InlineData(User, UserSet | MasterSet | UserLimit)]
    [InlineData(Master, UserSet | MasterSet | MasterLimit)]
    public void K3_after_three_wrong_passphrases_none_is_taken_before_a_cold_reset(byte type, int state)
    {
        Assert.Equal(_success, Set(Master, 0, 2));
        SetUser(1);
        byte right = type == User ? (byte)1 : (byte)2;
        Assert.Equal(_incorrect, Disable(type, 9));
        Assert.Equal(_incorrect, Erase(type, 9));
        AssertState(UserSet | MasterSet);
        Assert.Equal(_incorrect, Disable(type, 9));
        AssertState(state);
        Assert.Equal(_invalidState, Disable(type, right));
        Assert.Equal(_invalidState, Erase(type, right));
        Assert.Equal(_invalidState, Set(type, right, 5));
        Assert.Equal("K3", _rig.RefusedBy(Opcode.DisablePassphrase, Which(type), Secret(right)));
        _rig.Device.Reset();
        AssertState(UserSet | MasterSet | Locked);
        Assert.Equal(_success, Disable(type, right));
    }

    [Fact]
    public void K3_a_right_passphrase_makes_the_wrong_ones_before_it_not_count()
    {
        SetUser(1);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(_incorrect, Set(User, 9, 1));
            Assert.Equal(_incorrect, Set(User, 9, 1));
            Assert.Equal(_success, Set(User, 1, 1));
        }

        AssertState(UserSet);
    }

    [Fact]
    public void K3_wrong_passphrases_count_when_unlocking()
    {
        SetUser(1);
        _rig.Device.Reset();
        for (int i = 0; i < 3; i++)
            Assert.Equal(_incorrect, Unlock(9));
        AssertState(UserSet | Locked | UserLimit);
        Assert.Equal(_invalidState, Unlock(1));
        Assert.Equal("K3", _rig.RefusedBy(Opcode.Unlock, Secret(1)));
    }

    [Fact]
    public void K4_what_is_frozen_changes_with_a_cold_reset_alone()
    {
        Assert.Equal(_success, Set(Master, 0, 2));
        SetUser(1);
        _rig.Device.Reset();
        Assert.Equal(_success, _rig.Ask(Opcode.FreezeSecurityState));
        Assert.Equal(_success, _rig.Ask(Opcode.FreezeSecurityState));
        int state = UserSet | MasterSet | Locked | Frozen;
        AssertState(state);
        foreach ((byte type, byte right) in new (byte, byte)[] { (User, 1), (Master, 2) })
        {
            Assert.Equal(_invalidState, Set(type, right, 3));
            Assert.Equal(_invalidState, Disable(type, right));
            Assert.Equal(_invalidState, Erase(type, right));
            Assert.Equal("K4", _rig.RefusedBy(Opcode.PassphraseSecureErase, Which(type), Secret(right)));
        }

        Assert.Equal(_invalidState, Unlock(1));
        Assert.Equal("K4", _rig.RefusedBy(Opcode.Unlock, Secret(1)));
        _rig.Host.Function.Reset(ResetKind.Conventional);
        AssertState(state);
        _rig.Host.Function.Reset(ResetKind.PowerOn);
        AssertState(state & ~Frozen);
        Assert.Equal(_success, Unlock(1));
    }

    [Fact]
    public void K5_what_is_locked_refuses_labels_and_changes_of_persistent_memory_until_it_is_unlocked()
    {
        string[] label = ["00000000 00000000 aabb"];
        Assert.Equal(_success, _rig.Ask(Opcode.SetLsa, label));
        SetUser(1);
        _rig.Device.Reset();
        Assert.Equal(_invalidState, _rig.Ask(Opcode.GetLsa, "00000000 02000000"));
        Assert.Equal(_invalidState, _rig.Ask(Opcode.SetLsa, "00000000 00000000 ccdd"));
        Assert.Equal(_invalidState, _rig.Ask(Opcode.InjectPoison, Hex.U64(Persistent)));
        Assert.Equal(_invalidState, _rig.Ask(Opcode.ClearPoison, Hex.U64(Persistent), Hex.Zeros(64)));
        Assert.Equal(_invalidState, Scan(Persistent - 64, 2));
        Assert.Equal("K5", _rig.RefusedBy(Opcode.GetLsa, "00000000 02000000"));
        Assert.Equal("K5", _rig.RefusedBy(Opcode.InjectPoison, Hex.U64(Persistent)));
        Assert.Equal(_success, _rig.Ask(Opcode.InjectPoison, Hex.U64(Persistent - 64)));
        Assert.Equal(Reply(ReturnCode.BackgroundCommandStarted), Scan(Persistent - 64, 1));
        Assert.Equal(_success, Unlock(1));
        AssertState(UserSet);
        Assert.Equal(Reply(ReturnCode.Success, "aabb"), _rig.Ask(Opcode.GetLsa, "00000000 02000000"));
        Assert.Equal(_success, _rig.Ask(Opcode.InjectPoison, Hex.U64(Persistent)));
    }

    [Fact]
    public void K5_labels_that_are_locked_are_not_kept()
    {
        var kept = new List<string>();
        _rig.Device.LabelStorage.Keeper = (offset, content) =>
        {
            kept.Add($"{offset}: {Hex.Text(content)}");
            return null;
        };
        SetUser(1);
        _rig.Device.Reset();
        Assert.Equal(_invalidState, _rig.Ask(Opcode.SetLsa, "00000000 00000000 ccdd"));
        Assert.Empty(kept);
    }

    [Fact]
    public void K5_what_is_not_locked_is_not_unlocked()
    {
        SetUser(1);
        Assert.Equal(_invalidState, Unlock(1));
        Assert.Equal("K5", _rig.RefusedBy(Opcode.Unlock, Secret(1)));
    }

    [Fact]
    public void K6_a_cold_reset_locks_what_has_a_user_passphrase()
    {
        _rig.Device.Reset();
        AssertState(0);
        Assert.Equal(_success, Set(Master, 0, 2));
        _rig.Device.Reset();
        AssertState(MasterSet);
        SetUser(1);
        foreach (ResetKind kind in new[] { ResetKind.FunctionLevel, ResetKind.Conventional })
        {
            _rig.Host.Function.Reset(kind);
            AssertState(UserSet | MasterSet);
        }

        _rig.Host.Function.Reset(ResetKind.PowerOn);
        AssertState(UserSet | MasterSet | Locked);
    }

    [Theory]
    [InlineData(Master, MasterSet)]
    [InlineData(User, MasterSet)]
    public void K7_erasing_takes_the_user_passphrase_the_lock_and_all_poison_of_persistent_memory(byte type, int state)
    {
        Assert.Equal(_success, Set(Master, 0, 2));
        SetUser(1);
        Assert.Null(_rig.Device.InjectPoison(new DpaRange(Persistent - 128, 256)));
        _rig.Device.Reset();
        Assert.Equal(_incorrect, Erase(type, 9));
        Assert.Equal(_success, Erase(type, type == User ? (byte)1 : (byte)2));
        AssertState(state);
        Assert.Equal(
            Reply(
                ReturnCode.Success, Hex.Zeros(10), Hex.U16(1), Hex.Zeros(20), Hex.U64(Persistent - 128 + 1),
                Hex.U32(2), Hex.Zeros(4)),
            _rig.Ask(Opcode.GetPoisonList, Hex.U64(0), Hex.U64(0x1000_0000 / 64 * 2)));
    }

    [Fact]
    public void K7_without_a_user_passphrase_anybody_may_erase_and_without_a_master_passphrase_no_master()
    {
        Assert.Equal(_success, Erase(User, 9));
        Assert.Equal(Reply(ReturnCode.InvalidInput), Erase(Master, 0));
        Assert.Equal("K7", _rig.RefusedBy(Opcode.PassphraseSecureErase, Which(Master), Secret(0)));
    }

    private static string Which(byte type) => $"{type:x2}" + Hex.Zeros(31);

    // Passphrases that differ in their last byte alone.
    private static string Secret(byte last) => string.Concat(Enumerable.Repeat("c3", 31)) + $"{last:x2}";

    private void AssertState(int state) =>
        Assert.Equal(Reply(ReturnCode.Success, Hex.U32(state)), _rig.Ask(Opcode.GetSecurityState));

    private void SetUser(byte passphrase) => Assert.Equal(_success, Set(User, 0, passphrase));

    private string Set(byte type, byte current, byte next) =>
        _rig.Ask(Opcode.SetPassphrase, Which(type), Secret(current), Secret(next));

    private string Disable(byte type, byte current) =>
        _rig.Ask(Opcode.DisablePassphrase, Which(type), Secret(current));

    private string Erase(byte type, byte current) =>
        _rig.Ask(Opcode.PassphraseSecureErase, Which(type), Secret(current));

    private string Unlock(byte current) => _rig.Ask(Opcode.Unlock, Secret(current));

    private string Scan(ulong address, ulong lines) =>
        _rig.Ask(Opcode.ScanMedia, Hex.U64(address), Hex.U64(lines), "01");
}
