using System.Globalization;
using CxlWire.Device.FabricManagement;

namespace CxlWire.Conversations;

/// <summary>
/// Capacity is to be added or released: by a call, or on the control socket of a recording that does not say more.
/// </summary>
public sealed record CapacityStep : ConversationStep
{
    private static readonly string[] _selectionPolicies =
        ["free", "contiguous", "prescriptive", "enable-shared-access"];
    private static readonly string[] _removalPolicies = ["tag-based", "prescriptive"];

    /// <summary>Whether capacity is added, not released.</summary>
    public required bool IsAdd { get; init; }

    /// <summary>Region index.</summary>
    public required byte Region { get; init; }

    /// <summary>Extents, by offset in the region, in bytes.</summary>
    public required IReadOnlyList<RegionRange> Extents { get; init; }

    /// <summary>Host ID.</summary>
    public ushort HostId { get; init; }

    /// <summary>Selection or removal policy as QMP names it.</summary>
    public string Policy { get; init; } = "prescriptive";

    /// <summary>Tag as QMP has it, or null.</summary>
    public string? Tag { get; init; }

    /// <summary>Bytes wanted, for the policies that choose by length; or null.</summary>
    public ulong? Length { get; init; }

    /// <summary>Of a release: whether the host loses access at once.</summary>
    public bool ForcedRemoval { get; init; }

    /// <summary>Of a release: whether the capacity is made unreadable.</summary>
    public bool SanitizeOnRelease { get; init; }

    /// <summary>What QMP calls a policy; its number where QMP does not know it.</summary>
    internal static string NameOf(bool isAdd, byte policy)
    {
        string[] names = isAdd ? _selectionPolicies : _removalPolicies;
        return policy < names.Length ? names[policy] : policy.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The opposite of <see cref="NameOf"/>.</summary>
    internal static bool TryParse(bool isAdd, string name, out byte policy)
    {
        int known = Array.IndexOf(isAdd ? _selectionPolicies : _removalPolicies, name);
        policy = (byte)known;
        return known >= 0 || byte.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out policy);
    }

    /// <summary>The policies that QMP knows, for complaints.</summary>
    internal static string Known(bool isAdd) => string.Join(", ", isAdd ? _selectionPolicies : _removalPolicies);

    /// <summary>The step in a line; offsets and lengths in hexadecimal bytes.</summary>
    public override string ToString()
    {
        string how = $"{(ForcedRemoval ? ", forced" : "")}{(SanitizeOnRelease ? ", sanitize" : "")}";
        string what = $"qmp {(IsAdd ? "add" : "release")}, {Policy}{how}";
        string where = $"{(HostId == 0 ? "" : $"host {HostId}, ")}region {Region}";
        string extents = string.Join(" ", Extents.Select(e => $"{e.Offset:x}h+{e.Length:x}h"));
        return $"{what}, {where}: {extents}{(Tag is { } tag ? $", tag {tag}" : "")}";
    }
}
