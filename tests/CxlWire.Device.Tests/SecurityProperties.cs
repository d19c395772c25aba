using CxlWire.Protocol;
using CxlWire.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CxlWire.Device.Tests;

/// <summary>Passphrases, lock and freeze against a model that has two numbers and a few flags.</summary>
public class SecurityProperties
{
    private const byte Master = 0;
    private const byte User = 1;

    private enum Verb
    {
        Set,
        Disable,
        Erase,
        Unlock,
        Freeze,
        Reset,
    }

    [Fact]
    public void K2_to_K7_the_state_is_what_a_model_has()
    {
        Gen<(Verb, byte, byte, byte)> step =
            from verb in Gen.Frequency(
                (8, Gen.Elements(Verb.Set, Verb.Disable, Verb.Erase, Verb.Unlock)), (1, Gen.Constant(Verb.Freeze)),
                (3, Gen.Constant(Verb.Reset)))
            from type in Gen.Frequency((9, Gen.Elements(Master, User)), (1, Gen.Constant((byte)2)))
            from current in Gen.Choose(1, 2)
            from next in Gen.Choose(1, 2)
            select (verb, type, (byte)current, (byte)next);
        Seeded.Check(Prop.ForAll(step.ArrayOf().ToArbitrary(), Holds), tests: 500);
    }

    private static void Holds((Verb Verb, byte Type, byte Current, byte Next)[] steps)
    {
        var rig = new Rig("""{"persistent_capacity": "256 MiB"}""");
        var model = new Model();
        foreach ((Verb verb, byte type, byte current, byte next) in steps)
        {
            string which = $"{type:x2}" + Hex.Zeros(31);
            switch (verb)
            {
                case Verb.Set:
                    Assert.Equal(
                        Rig.Reply(model.Set(type, current, next)),
                        rig.Ask(Opcode.SetPassphrase, which, Secret(current), Secret(next)));
                    break;
                case Verb.Disable:
                    Assert.Equal(
                        Rig.Reply(model.Disable(type, current)),
                        rig.Ask(Opcode.DisablePassphrase, which, Secret(current)));
                    break;
                case Verb.Erase:
                    Assert.Equal(
                        Rig.Reply(model.Erase(type, current)),
                        rig.Ask(Opcode.PassphraseSecureErase, which, Secret(current)));
                    break;
                case Verb.Unlock:
                    Assert.Equal(Rig.Reply(model.Unlock(current)), rig.Ask(Opcode.Unlock, Secret(current)));
                    break;
                case Verb.Freeze:
                    model.IsFrozen = true;
                    Assert.Equal(Rig.Reply(ReturnCode.Success), rig.Ask(Opcode.FreezeSecurityState));
                    break;
                default:
                    model.Reset();
                    rig.Device.Reset();
                    break;
            }

            Assert.Equal(Rig.Reply(ReturnCode.Success, Hex.U32(model.State)), rig.Ask(Opcode.GetSecurityState));
        }
    }

    private static string Secret(byte last) => string.Concat(Enumerable.Repeat("5a", 31)) + $"{last:x2}";

    /// <summary>By type: the passphrase, 0 for none, and how often in a row it was wrong.</summary>
    private sealed class Model
    {
        private readonly byte[] _passphrases = new byte[2];
        private readonly int[] _wrong = new int[2];
        private bool _isLocked;

        public bool IsFrozen { get; set; }

        public int State => (_passphrases[User] != 0 ? 1 : 0) | (_passphrases[Master] != 0 ? 2 : 0)
            | (_isLocked ? 4 : 0) | (IsFrozen ? 8 : 0) | (_wrong[User] == 3 ? 0x10 : 0)
            | (_wrong[Master] == 3 ? 0x20 : 0);

        public ReturnCode Set(byte type, byte current, byte next)
        {
            if (CannotTry(type) is { } code)
                return code;
            if (type == Master && _passphrases[User] != 0)
                return ReturnCode.InvalidSecurityState;
            if (_passphrases[type] != 0 && !Opens(type, current))
                return ReturnCode.IncorrectPassphrase;
            (_passphrases[type], _wrong[type]) = (next, 0);
            return ReturnCode.Success;
        }

        public ReturnCode Disable(byte type, byte current)
        {
            if (CannotTry(type) is { } code)
                return code;
            if (_passphrases[type] == 0)
                return ReturnCode.InvalidSecurityState;
            if (!Opens(type, current))
                return ReturnCode.IncorrectPassphrase;
            _passphrases[type] = 0;
            _isLocked &= type != User;
            return ReturnCode.Success;
        }

        public ReturnCode Erase(byte type, byte current)
        {
            if (CannotTry(type) is { } code)
                return code;
            if (type == Master && _passphrases[Master] == 0)
                return ReturnCode.InvalidInput;
            if (_passphrases[type] != 0 && !Opens(type, current))
                return ReturnCode.IncorrectPassphrase;
            (_passphrases[User], _wrong[User], _isLocked) = (0, 0, false);
            return ReturnCode.Success;
        }

        public ReturnCode Unlock(byte current)
        {
            if (!_isLocked || IsFrozen || _wrong[User] == 3)
                return ReturnCode.InvalidSecurityState;
            if (!Opens(User, current))
                return ReturnCode.IncorrectPassphrase;
            _isLocked = false;
            return ReturnCode.Success;
        }

        public void Reset()
        {
            IsFrozen = false;
            _isLocked = _passphrases[User] != 0;
            _wrong.AsSpan().Clear();
        }

        private ReturnCode? CannotTry(byte type) => type > User ? ReturnCode.InvalidInput
            : IsFrozen || _wrong[type] == 3 ? ReturnCode.InvalidSecurityState : null;

        private bool Opens(byte type, byte current)
        {
            bool opens = _passphrases[type] == current;
            _wrong[type] = opens ? 0 : _wrong[type] + 1;
            return opens;
        }
    }
}
