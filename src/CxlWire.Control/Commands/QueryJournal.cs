using System.Collections;
using System.Text.Json;
using CxlWire.Device;
using CxlWire.Device.Journal;
using CxlWire.Protocol;
using CxlWire.Protocol.Commands;
using CxlWire.Verification;

namespace CxlWire.Control.Commands;

/// <summary><c>x-cxlwire-query-journal</c>: what has happened to a device, entry by entry.</summary>
internal static class QueryJournal
{
    private const uint DefaultLimit = 1000;

    // A minute: who waits longer asks again.
    private const double MaxTimeout = 60;

    public static Arguments Read(QmpArguments arguments)
    {
        var read = new Arguments(
            Path: arguments.Text("path"),
            HostId: arguments.OptionalUInt16("host-id"),
            IsManager: arguments.OptionalBoolean("fm"),
            Kinds: [.. arguments.OptionalTexts("kinds").Select(ReadKind)],
            Opcode: ReadOpcode(arguments),
            Code: ReadCode(arguments.OptionalText("return-code")),
            Since: (long)Math.Min(arguments.OptionalUInt64("since") ?? 0, long.MaxValue),
            Limit: arguments.OptionalUInt32("limit") ?? DefaultLimit,
            IsDecoded: arguments.OptionalBoolean("decode"),
            HasSteps: arguments.OptionalBoolean("steps"),
            Timeout: arguments.OptionalSeconds("timeout", MaxTimeout));
        return read.IsManager && read.HostId is not null
            ? throw QmpException.Generic("Parameter 'host-id' is unexpected: the Fabric Manager is no host")
            : read;
    }

    public static void Execute(QmpCall call, Arguments arguments)
    {
        CxlDevice device = QmpCommand.FindDevice(call.Server.Tree, arguments.Path);
        if (arguments.HostId is { } host)
            DynamicCapacityArguments.FindHost(device, host);
        JournalMonitor monitor = call.Server.MonitorOf(device);
        Func<JournalEntry, Action<Utf8JsonWriter>?>? stepsOf = null;
        if (arguments.HasSteps)
        {
            stepsOf = call.Server.Options.StepsOf?.Invoke(device)
                ?? throw QmpException.Generic("Parameter 'steps' is unexpected: no form of recordings is known here");
        }

        if (arguments.Timeout is { } timeout)
        {
            call.Wait = async cancellationToken =>
            {
                try
                {
                    await monitor.WaitForEntryAsync(
                        arguments.Since, timeout, call.Server.Options.Clock, cancellationToken).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    // Who stops sending, and still reads, gets what is there.
                }

                return "";
            };
        }

        call.WriteLater(Write(call.Result, device, monitor, arguments, stepsOf), extents: 0);
    }

    private static void WriteSteps(Utf8JsonWriter json, JournalEntry entry, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        json.WriteNumber("number", entry.Number);
        json.WriteNumber("step", entry.Step);
        json.WriteStartArray("steps");
        write(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Entries that are dropped meanwhile are counted: nobody waits for the peer.</summary>
    private static IEnumerable Write(
        Utf8JsonWriter json,
        CxlDevice device,
        JournalMonitor monitor,
        Arguments arguments,
        Func<JournalEntry, Action<Utf8JsonWriter>?>? stepsOf)
    {
        using (JournalReader reader = monitor.Read(arguments.Since))
        {
            json.WriteStartObject();
            json.WriteString("path", device.Configuration.QomPath);
            json.WriteStartArray("entries");
            var entry = new JournalEntry();
            // A step is written whole: what happened inside of it comes before it.
            for (uint count = 0;
                (count < arguments.Limit || (stepsOf is not null && entry.Depth > 0)) && reader.TryRead(entry);)
            {
                Action<Utf8JsonWriter>? steps = stepsOf?.Invoke(entry);
                if (!arguments.Wants(entry) || (stepsOf is not null && steps is null))
                    continue;
                if (steps is null)
                    JournalJson.Write(json, entry, arguments.IsDecoded);
                else
                    WriteSteps(json, entry, steps);
                count++;
                yield return null;
            }

            json.WriteEndArray();
            json.WriteNumber("next", reader.Position);
            json.WriteNumber("missed", reader.Missed);
            json.WriteEndObject();
        }
    }

    private static JournalEntryKind ReadKind(string name, int index)
    {
        int kind = Array.IndexOf(JournalJson.Kinds, name);
        return kind >= 0 ? (JournalEntryKind)kind : throw QmpException.Generic(
            $"Parameter 'kinds[{index}]' does not accept value '{QmpException.Quote(name)}': "
            + $"{string.Join(", ", JournalJson.Kinds)} are allowed");
    }

    private static Opcode? ReadOpcode(QmpArguments arguments)
    {
        ushort? opcode = arguments.OptionalUInt16("opcode");
        if (arguments.OptionalText("command") is not { } name)
            return opcode is { } number ? new Opcode(number) : null;
        if (opcode is not null)
            throw QmpException.Generic("Parameter 'opcode' is unexpected: command says it");
        return CommandTable.Rows.FirstOrDefault(row => row.CommandName == name)?.Opcode
            ?? throw QmpException.Generic(
                $"Parameter 'command' does not accept value '{QmpException.Quote(name)}': "
                + "cxlwire list has their names");
    }

    private static ReturnCode? ReadCode(string? name)
    {
        if (name is null)
            return null;
        return ReturnCode.TryParse(name, out ReturnCode code) ? code : throw QmpException.Generic(
            $"Parameter 'return-code' does not accept value '{QmpException.Quote(name)}': not the name of one");
    }

    public sealed record Arguments(
        string Path,
        ushort? HostId,
        bool IsManager,
        IReadOnlyList<JournalEntryKind> Kinds,
        Opcode? Opcode,
        ReturnCode? Code,
        long Since,
        uint Limit,
        bool IsDecoded,
        bool HasSteps,
        TimeSpan? Timeout)
    {
        public bool Wants(JournalEntry entry) =>
            (HostId is null || entry.HostId == HostId)
            && (!IsManager || entry is { Kind: JournalEntryKind.Command, HostId: null })
            && (Kinds.Count == 0 || Kinds.Contains(entry.Kind))
            && (Opcode is null || (entry.Kind == JournalEntryKind.Command && entry.Opcode == Opcode))
            && (Code is null || (entry.Kind == JournalEntryKind.Command && entry.Result.Code == Code));
    }
}
