using CxlWire.Judge.Watching;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;

namespace CxlWire.Judge.Rules;

/// <summary>H12: pages stay within the list.</summary>
internal sealed class StaysWithinTheTotal : HostRule
{
    public static DriverRule Rule { get; } = new(
        "H12",
        RuleLevel.Must,
        'P',
        "4801h's start and count stay within the total that it was told. A count that reaches beyond the "
            + "end is told as info: it is a maximum, and is cut.",
        "A list that is read in pages.");

    private uint? _total;
    private long _told;
    private bool _isCountTold;

    public override void OnCommand(HostCommand command)
    {
        if (command.Opcode != Opcode.GetDynamicCapacityExtentList
            || !GetDynamicCapacityExtentListRequest.TryRead(command.Request, out var request, out _))
        {
            return;
        }

        if (_total is { } total && request.Start > 0)
            Judge(command, request, total);
        if (command.IsSuccess && command.IsHeard
            && GetDynamicCapacityExtentListResponse.TryReadFixedPart(command.Reply, out var list, out _))
        {
            (_total, _told) = (list.Total, command.Step);
        }
    }

    private void Judge(HostCommand command, GetDynamicCapacityExtentListRequest request, uint total)
    {
        if (request.Start > total)
        {
            Violate($"a start of at most {total}, the total told", $"{request.Start}", _told, command.Step);
            return;
        }

        Keep();
        if (_isCountTold || (ulong)request.Start + request.Count <= total)
            return;
        _isCountTold = true;
        Inform(
            $"{total - request.Start} extents wanted: the total told is {total}",
            $"{request.Count} wanted from {request.Start} on",
            _told,
            command.Step);
    }
}
