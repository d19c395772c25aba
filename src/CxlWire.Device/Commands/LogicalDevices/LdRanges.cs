using CxlWire.Protocol;

namespace CxlWire.Device.Commands.LogicalDevices;

/// <summary>Logical devices that a request is about: LD n is host n.</summary>
internal static class LdRanges
{
    /// <summary>Refuses a request that sets something of logical devices that are not there; else null.</summary>
    /// <param name="port">The CCI that it came through.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="start">Its field start_ld_id.</param>
    /// <param name="count">Its field ld_count.</param>
    /// <param name="rule">ID of the rule that says so of the command.</param>
    public static Refusal? Check(CciPort port, Layout layout, int start, int count, string rule)
    {
        int lds = port.Device.Hosts.Length;
        if (start >= lds)
            return Refuse("start_ld_id", "there is no such logical device");
        return count > lds - start ? Refuse("ld_count", "there are not so many logical devices") : null;

        Refusal Refuse(string field, string reason) =>
            Refusal.At(layout, field, ReturnCode.InvalidInput, rule, reason);
    }
}
