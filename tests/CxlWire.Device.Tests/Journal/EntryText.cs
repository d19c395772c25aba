using System.Globalization;
using System.Text;
using CxlWire.Device.Activity;
using CxlWire.Device.Faults;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Tests;

namespace CxlWire.Device.Tests.Journal;

/// <summary>All of an entry in a line.</summary>
internal static class EntryText
{
    public static string Of(JournalEntry entry)
    {
        string host = entry.HostId is { } id ? string.Create(CultureInfo.InvariantCulture, $" host {id}") : "";
        string time = entry.Time is { } now ? string.Create(CultureInfo.InvariantCulture, $" at {now}") : "";
        string request = Hex.Text(entry.Request.Span), reply = Hex.Text(entry.Reply.Span);
        string rest = entry.Kind switch
        {
            JournalEntryKind.Command => $"{(host == "" ? " fm" : "")} {entry.Route} {entry.Opcode.Value:x4} {request}"
                + (entry.OversizedLength > 0 ? $", of {entry.OversizedLength} bytes" : "")
                + $" -> {entry.Result.Code.Name} {reply}"
                + (entry.Refusal is { } why ? $", {why.Rule}, byte {why.Offset}" : ""),
            JournalEntryKind.ControlCommand => $" {entry.Detail} {Encoding.UTF8.GetString(entry.Request.Span)} -> "
                + (entry.Error is { } error
                    ? $"{error.ErrorClass}: {error.Description}" : Encoding.UTF8.GetString(entry.Reply.Span)),
            JournalEntryKind.CapacityAdd or JournalEntryKind.CapacityRelease =>
                entry.Refusal is { } refusal ? $" {refusal.Rule}" : "",
            JournalEntryKind.EventInjected => $" {(EventLogType)entry.Detail!} {request}",
            JournalEntryKind.FaultsLoaded => "",
            JournalEntryKind.FaultInjected => $" {((ImmediateFault)entry.Detail!).Kind}",
            JournalEntryKind.FaultFired => $" {entry.Detail}",
            JournalEntryKind.Reset when entry.Detail is DeviceReset reset =>
                reset.Kind is { } kind ? $" {reset.Cause} {kind}" : $" {reset.Cause}",
            JournalEntryKind.LabelsLoaded => $" {request}",
            _ => $" {entry.Route} {entry.Detail}",
        };
        return $"{entry.Depth} {entry.Kind}{host}{rest}{time}";
    }
}
