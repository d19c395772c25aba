using CxlWire.Device.Capacity;
using CxlWire.Protocol;

namespace CxlWire.Device.Media;

/// <summary>
/// The device's memory as one host has it: all static capacity, and of the dynamic capacity what it has accepted. What
/// else there is at an address is no business of its own.
/// </summary>
/// <param name="staticLength">Bytes of static capacity, from DPA 0 on.</param>
/// <param name="end">The address after the last region.</param>
/// <param name="extents">What the host has accepted.</param>
internal sealed class HostMemory(ulong staticLength, ulong end, ExtentList extents)
{
    /// <summary>Whether the host has an address, and up to where that stays so, at most a limit.</summary>
    public bool Has(ulong dpa, ulong limit, out ulong until)
    {
        if (dpa >= staticLength)
            return extents.Contains(dpa, limit, out until);
        until = Math.Min(staticLength, limit);
        return true;
    }

    /// <summary>Whether the host has all of a range.</summary>
    public bool HasAll(DpaRange range)
    {
        ulong dpa = range.Start;
        while (dpa < range.End)
        {
            if (!Has(dpa, range.End, out dpa))
                return false;
        }

        return true;
    }

    /// <summary>Finds the next of what is poisoned of what the host has.</summary>
    /// <param name="poison">What is poisoned.</param>
    /// <param name="dpa">From where; then the address after what was found.</param>
    /// <param name="limit">Up to where.</param>
    /// <param name="found">What was found: the part that the host has.</param>
    public bool TryFindPoison(PoisonedMemory poison, ref ulong dpa, ulong limit, out PoisonedRange found)
    {
        while (dpa < limit && poison.TryFind(dpa, limit, out found))
        {
            ulong start = Math.Max(found.Range.Start, dpa);
            bool has = Has(start, Math.Min(found.Range.End, limit), out dpa);
            found = found with { Range = new DpaRange(start, dpa - start) };
            if (has)
                return true;
        }

        found = default;
        return false;
    }

    /// <summary>Reads the address of a line, 64 bytes that the host has.</summary>
    /// <inheritdoc cref="ReadRange"/>
    public Refusal? FindLine(Layout layout, ulong address, string rule, out DpaRange range)
    {
        range = default;
        if (address % PoisonedMemory.Line != 0)
            return Refusal.At(layout, "address", ReturnCode.InvalidInput, rule, "not a multiple of 64");
        if (address >= end || !Has(address, end, out _))
        {
            return Refusal.At(
                layout, "address", ReturnCode.InvalidPhysicalAddress, rule, "no memory that the host has");
        }

        range = new DpaRange(address, PoisonedMemory.Line);
        return null;
    }

    /// <summary>Reads a range that a request names, in lines of 64 bytes.</summary>
    /// <param name="layout">Of the request, whose fields are called address and length.</param>
    /// <param name="address">First address, in bytes.</param>
    /// <param name="lines">Length, in lines.</param>
    /// <param name="rule">Which says what is refused.</param>
    /// <param name="range">The range.</param>
    /// <returns>Null, or why there is no such range.</returns>
    public Refusal? ReadRange(Layout layout, ulong address, ulong lines, string rule, out DpaRange range)
    {
        range = default;
        if (address % PoisonedMemory.Line != 0)
            return Refusal.At(layout, "address", ReturnCode.InvalidInput, rule, "not a multiple of 64");
        if (address > end)
            return Refusal.At(layout, "address", ReturnCode.InvalidPhysicalAddress, rule, "past the device's memory");
        if (lines > (end - address) / PoisonedMemory.Line)
        {
            return Refusal.At(
                layout, "length", ReturnCode.InvalidPhysicalAddress, rule, "reaches past the device's memory");
        }

        range = new DpaRange(address, lines * PoisonedMemory.Line);
        return null;
    }
}
