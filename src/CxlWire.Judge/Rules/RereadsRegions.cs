using CxlWire.Judge.Watching;
using CxlWire.Protocol;

namespace CxlWire.Judge.Rules;

/// <summary>H22: a changed region is looked at again.</summary>
internal sealed class RereadsRegions : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H22",
        RuleLevel.Should,
        'I',
        "After type 3 (region configuration updated) 4800h is read again.",
        "A region whose block size the Fabric Manager changes (5602h).");

    private readonly Duty _read = new();

    public override bool IsOwed => _read.IsOpen;

    public override void OnTime(StepPlace now)
    {
        long told = _read.Since.Step;
        if (_read.IsLate(now, Late))
            Violate("4800h", "none within T", told, now.Step);
    }

    public override void OnCommand(HostCommand command)
    {
        long told = _read.Since.Step;
        if (command.Opcode == Opcode.GetDynamicCapacityConfiguration)
        {
            if (command.IsSuccess && _read.Close())
                Keep();
        }
        else if (_read.IsPutOff(command))
        {
            Violate("4800h", $"{Duty.MaxCommands} other commands", told, command.Step);
        }
    }

    public override void OnRecord(ReadRecord record)
    {
        if (record.Capacity is { } capacity
            && capacity.EventType == DynamicCapacityEventType.RegionConfigurationUpdated)
        {
            _read.Open(record.Place);
        }
    }
}
