using System.Text.Json;
using CxlWire.Conversations;
using CxlWire.Device;
using CxlWire.Device.Faults;

namespace CxlWire.Cli.Serving;

/// <summary>
/// Finds the capacity added and released, and the faults, in a control session: every request has one reply, in order, with events
/// between. Calls may come from several threads. Requests that are wrong by their form are not taken down: a conversation file cannot say them.
/// </summary>
internal sealed class RecordedControl(RecordFile record)
{
    // What the control socket takes at most, and throws away beyond.
    private const int MostRequest = 16 << 20;

    // How errors begin that are about the request's form, or about another device.
    private static readonly string[] _wrongForms =
        ["Parameter '", "Invalid parameter type for '", "Unable to resolve CXL type 3 device"];

    private readonly Lock _lock = new();
    private readonly RecordBuffer _asked = new();
    private readonly RecordBuffer _answered = new();
    private readonly Queue<ConversationStep?> _open = new();
    private int _depth;
    private bool _inText;
    private bool _escaped;
    private bool _isLost;

    /// <summary>The peer sent bytes, which nobody has acted on yet.</summary>
    public void Asked(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            int start = 0;
            for (int i = 0; i < bytes.Length && !_isLost; i++)
            {
                if (!IsEnd(bytes[i]))
                    continue;
                _asked.Append(bytes[start..(i + 1)]);
                start = i + 1;
                _open.Enqueue(Read(_asked.Take(_asked.Length)));
            }

            _asked.Append(_isLost ? default : bytes[start..]);
            if (_asked.Length > MostRequest)
                Lose();
        }
    }

    /// <summary>The server wrote bytes.</summary>
    public void Answered(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_isLost)
                return;
            _answered.Append(bytes);
            while (_answered.Span.IndexOf((byte)'\n') is >= 0 and var end)
                TakeReply(_answered.Take(end + 1));
        }
    }

    /// <summary>Follows brackets and strings; only these decide where a request ends.</summary>
    private bool IsEnd(byte c)
    {
        if (_inText)
        {
            _inText = _escaped || c != '"';
            _escaped = !_escaped && c == '\\';
            return false;
        }

        switch (c)
        {
            case (byte)'{' or (byte)'[':
                _depth++;
                return false;
            case (byte)'}' or (byte)']' when _depth > 0:
                return --_depth == 0;
            case (byte)'"' when _depth > 0:
                _inText = true;
                return false;
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                return false;
            default:
                if (_depth == 0)
                    Lose();
                return false;
        }
    }

    // Outside of brackets, how many replies there are is the server's decision.
    private void Lose()
    {
        _isLost = true;
        _open.Clear();
        record.Lost();
    }

    private void TakeReply(byte[] line)
    {
        using var document = JsonDocument.Parse(line);
        bool isError = document.RootElement.TryGetProperty("error", out JsonElement error);
        if (!isError && !document.RootElement.TryGetProperty("return", out _))
            return;
        if (!_open.TryDequeue(out ConversationStep? step) || step is null)
            return;

        // Of another class is what is not known, like all before qmp_capabilities.
        string? reason = isError ? error.GetProperty("desc").GetString() : null;
        bool isRefusal = reason is null
            || (error.GetProperty("class").ValueEquals("GenericError")
                && !_wrongForms.Any(form => reason.StartsWith(form, StringComparison.Ordinal)));
        if (reason is null || (isRefusal && step is not FaultsStep))
            record.Add(step with { Reply = new StepReply.Control(reason) });
    }

    private static ConversationStep? Read(byte[] request)
    {
        try
        {
            using var document = JsonDocument.Parse(request);
            JsonElement root = document.RootElement;
            string? command = root.GetProperty("execute").GetString();
            JsonElement arguments = root.GetProperty("arguments");
            return command switch
            {
                "cxl-add-dynamic-capacity" => ReadCapacity(arguments, isAdd: true),
                "cxl-release-dynamic-capacity" => ReadCapacity(arguments, isAdd: false),
                "x-cxlwire-clear-faults" => new FaultsStep(null),
                "x-cxlwire-inject-fault" => new InjectStep(
                    Optional(arguments, "fm")?.GetBoolean() == true ? null : Optional(arguments, "host-id")?.GetUInt16() ?? 0,
                    FaultScenarioFile.ParseImmediate(arguments.GetProperty("fault"))),
                "x-cxlwire-load-faults" => new FaultsStep(FaultScenarioFile.Parse(arguments.GetProperty("scenario"))),
                _ => null,
            };
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or FaultScenarioException)
        {
            return null;
        }
    }

    private static ControlStep ReadCapacity(JsonElement arguments, bool isAdd) => new()
    {
        IsAdd = isAdd,
        Region = arguments.GetProperty("region").GetByte(),
        HostId = arguments.GetProperty("host-id").GetUInt16(),
        Policy = arguments.GetProperty(isAdd ? "selection-policy" : "removal-policy").GetString() ?? "",
        Tag = Optional(arguments, "tag")?.GetString(),
        Length = Optional(arguments, "length")?.GetUInt64(),
        ForcedRemoval = Optional(arguments, "forced-removal")?.GetBoolean() ?? false,
        SanitizeOnRelease = Optional(arguments, "sanitize-on-release")?.GetBoolean() ?? false,
        Extents = Optional(arguments, "extents") is { } extents
            ? [.. extents.EnumerateArray().Select(e => new RegionRange(
                e.GetProperty("offset").GetUInt64(), e.GetProperty("len").GetUInt64()))]
            : [],
    };

    private static JsonElement? Optional(JsonElement arguments, string name) =>
        arguments.TryGetProperty(name, out JsonElement member) ? member : null;
}
