using System.Runtime.InteropServices;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Verification;

/// <summary>
/// What a device's journal has shown since counting began, as far as a <see cref="Condition"/> may ask for it. It does
/// not grow with what is said. Whoever shares one between threads takes care that one at a time uses it.
/// </summary>
public sealed class JournalCounts
{
    /// <summary>
    /// Commands and return codes that nobody has a name for, of which each is counted for itself; of more, none is.
    /// </summary>
    public const int MaxUnknown = 4096;

    // Rules are named by whoever judges.
    private const int MaxRules = 256;
    private const int AnyCode = -1;
    private const int Manager = -1;

    private readonly Dictionary<(int Cci, ushort Opcode, int Code), long> _commands = [];
    private readonly Dictionary<int, long> _totals = [];
    private readonly Dictionary<int, long> _answers = [];
    private readonly Dictionary<string, long> _faults = [];
    private readonly Dictionary<string, long> _rules = [];
    private int _unknown;

    /// <summary>Number of the entry that comes next; resetting does not change it.</summary>
    internal long Next { get; private set; }

    /// <summary>Counts an entry.</summary>
    /// <param name="entry">The next of the journal; not kept.</param>
    public void Take(JournalEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        Next = entry.Number + 1;
        switch (entry.Kind)
        {
            case JournalEntryKind.Command:
                TakeCommand(entry);
                break;
            case JournalEntryKind.FaultFired:
                CountOf(_faults, ((FiredFault)entry.Detail!).Name)++;
                break;
            case JournalEntryKind.FaultsLoaded when entry.Detail is not null:
                // Its counters start anew, too; so there are no more names than one scenario has.
                _faults.Clear();
                break;
            default:
                break;
        }
    }

    /// <summary>Counts a violation of a rule of the host; which, whoever judges says.</summary>
    /// <param name="rule">"H1".</param>
    public void Violated(string rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (_rules.Count < MaxRules || _rules.ContainsKey(rule))
            CountOf(_rules, rule)++;
    }

    /// <summary>Counting begins anew.</summary>
    public void Reset()
    {
        _commands.Clear();
        _totals.Clear();
        _answers.Clear();
        _faults.Clear();
        _rules.Clear();
        _unknown = 0;
    }

    internal long Commands(int? hostId, Opcode opcode, ReturnCode? code) =>
        _commands.GetValueOrDefault((hostId ?? Manager, opcode.Value, code?.Value ?? AnyCode));

    internal long Commands(int? hostId) => _totals.GetValueOrDefault(hostId ?? Manager);

    internal long Answers(int hostId) => _answers.GetValueOrDefault(hostId);

    internal long Faults(string name) => _faults.GetValueOrDefault(name);

    internal long Violations(string rule) => _rules.GetValueOrDefault(rule);

    private static ref TCount CountOf<TKey, TCount>(Dictionary<TKey, TCount> counts, TKey key)
        where TKey : notnull => ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)!;

    private void TakeCommand(JournalEntry entry)
    {
        (int cci, ushort opcode, ReturnCode code) = (entry.HostId ?? Manager, entry.Opcode.Value, entry.Result.Code);
        bool isKnown = CommandTable.TryGet(entry.Opcode, out _);
        CountOf(_totals, cci)++;
        Count((cci, opcode, AnyCode), isKnown);
        Count((cci, opcode, code.Value), isKnown && code.Value <= ReturnCode.TransferOutOfOrder.Value);
        if (entry.HostId is { } host && entry.Opcode == Opcode.AddDynamicCapacityResponse
            && code == ReturnCode.Success
            && UpdatedExtentList.TryReadFixedPart(entry.Request.Span, out UpdatedExtentList list, out _) && !list.More)
        {
            CountOf(_answers, host)++;
        }
    }

    private void Count((int Cci, ushort Opcode, int Code) key, bool isKnown)
    {
        ref long count = ref CollectionsMarshal.GetValueRefOrNullRef(_commands, key);
        if (!System.Runtime.CompilerServices.Unsafe.IsNullRef(ref count))
        {
            count++;
        }
        else if (isKnown || _unknown < MaxUnknown)
        {
            _unknown += isKnown ? 0 : 1;
            _commands.Add(key, 1);
        }
    }
}
