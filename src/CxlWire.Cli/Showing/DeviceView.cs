using System.Text.Json;
using CxlWire.Cli.Client;
using CxlWire.Cli.Text;

namespace CxlWire.Cli.Showing;

/// <summary>A region as the control socket tells of it; all in bytes.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Base">Its first device physical address.</param>
/// <param name="Length">How much of it there is.</param>
/// <param name="BlockSize">Its unit.</param>
/// <param name="IsSharable">Whether several hosts may have the same capacity.</param>
internal sealed record RegionView(int Number, ulong Base, ulong Length, ulong BlockSize, bool IsSharable);

/// <summary>A stretch of a region, from its start, in bytes.</summary>
internal sealed record ExtentView(int Region, ulong Offset, ulong Length)
{
    /// <summary>The offset behind it; what a peer says may be more than there is.</summary>
    public ulong End => Length > ulong.MaxValue - Offset ? ulong.MaxValue : Offset + Length;
}

/// <summary>What a host was offered and has.</summary>
/// <param name="Number">Its host ID.</param>
/// <param name="Generation">Of its extent list.</param>
/// <param name="ExtentsLeft">How many more the device can track for it.</param>
/// <param name="Offers">How many offers wait for its answer.</param>
/// <param name="Offered">What is in them.</param>
/// <param name="Accepted">Its list.</param>
internal sealed record HostView(
    int Number,
    ulong Generation,
    ulong ExtentsLeft,
    int Offers,
    IReadOnlyList<ExtentView> Offered,
    IReadOnlyList<ExtentView> Accepted);

/// <summary>An event log.</summary>
/// <param name="Name">"dynamic capacity".</param>
/// <param name="Records">Records that can be read.</param>
/// <param name="Waiting">Records that enter as others are cleared.</param>
/// <param name="Lost">Records that found it full since it was last cleared; 65535 and more.</param>
internal sealed record LogView(string Name, ulong Records, ulong Waiting, ulong Lost);

/// <summary>What a CCI answered, and its event logs.</summary>
/// <param name="Who">"host 1" or "FM".</param>
/// <param name="Commands">Since the server counts.</param>
/// <param name="Logs">All of them.</param>
internal sealed record CciView(string Who, ulong Commands, IReadOnlyList<LogView> Logs);

/// <summary>A refused command, in words.</summary>
internal sealed record RefusalView(string Who, string Command, string Code, string Rule, string Reason);

/// <summary>A rule that a driver violated, in words.</summary>
internal sealed record ViolationView(string Who, string Rule, string Level, string Expected, string Seen);

/// <summary>What a control socket tells of one device: four answers, one soon after the other.</summary>
/// <param name="Path">Its QOM path.</param>
/// <param name="Regions">As they are now.</param>
/// <param name="Hosts">All of them.</param>
/// <param name="Sanitizing">What is being sanitized, at the same moment.</param>
/// <param name="Poisoned">What of the regions is poisoned, whoever has it.</param>
/// <param name="HasMoreRanges">Whether there are more of both than are told.</param>
/// <param name="Ccis">The hosts', and the Fabric Manager's.</param>
/// <param name="ExtentsSupported">How many extents it tracks.</param>
/// <param name="TagsSupported">How many tags it tracks.</param>
/// <param name="TagsLeft">How many more.</param>
/// <param name="RefusalCount">Since it was made.</param>
/// <param name="Refusals">Those that are kept, oldest first.</param>
/// <param name="Violations">Oldest first; null: nobody judges.</param>
internal sealed record DeviceView(
    string Path,
    IReadOnlyList<RegionView> Regions,
    IReadOnlyList<HostView> Hosts,
    IReadOnlyList<ExtentView> Sanitizing,
    IReadOnlyList<ExtentView> Poisoned,
    bool HasMoreRanges,
    IReadOnlyList<CciView> Ccis,
    ulong ExtentsSupported,
    ulong TagsSupported,
    ulong TagsLeft,
    ulong RefusalCount,
    IReadOnlyList<RefusalView> Refusals,
    IReadOnlyList<ViolationView>? Violations)
{
    private const string Peripherals = "/machine/peripheral";

    /// <summary>QOM paths of all devices.</summary>
    /// <exception cref="CliException">The answer is none of a device.</exception>
    public static async Task<IReadOnlyList<string>> ListAsync(QmpSession session, CancellationToken cancellationToken)
    {
        JsonElement list = await session.ExecuteAsync(
            "qom-list", $"{{\"path\": \"{Peripherals}\"}}", cancellationToken);
        return QmpAnswer.Read(() => list.EnumerateArray().Where(entry => Text(entry, "type") == "child<cxl-type3>")
            .Select(entry => $"{Peripherals}/{Text(entry, "name")}").ToArray());
    }

    /// <summary>Asks for one.</summary>
    /// <inheritdoc cref="ListAsync"/>
    /// <exception cref="QmpErrorException">There is no such device.</exception>
    public static async Task<DeviceView> AskAsync(
        QmpSession session, string path, CancellationToken cancellationToken)
    {
        string arguments = $"{{\"path\": \"{JsonEncodedText.Encode(path)}\"}}";
        JsonElement capacity = await session.ExecuteAsync(
            "x-cxlwire-query-dynamic-capacity", arguments, cancellationToken);
        JsonElement activity = await session.ExecuteAsync("x-cxlwire-query-activity", arguments, cancellationToken);
        JsonElement refusals = await session.ExecuteAsync("x-cxlwire-query-refusals", arguments, cancellationToken);
        JsonElement? violations = null;
        try
        {
            violations = await session.ExecuteAsync("x-cxlwire-query-violations", arguments, cancellationToken);
        }
        catch (QmpErrorException)
        {
            // Nobody judges here, or a server does not know the command yet.
        }

        return QmpAnswer.Read(() => new DeviceView(
            Text(capacity, "path"),
            [.. capacity.GetProperty("regions").EnumerateArray().Select(RegionOf)],
            [.. capacity.GetProperty("hosts").EnumerateArray().Select(HostOf)],
            [.. capacity.GetProperty("sanitizing").EnumerateArray().Select(ExtentOf)],
            [.. capacity.GetProperty("poisoned").EnumerateArray().Select(ExtentOf)],
            capacity.TryGetProperty("more-ranges", out JsonElement more) && more.GetBoolean(),
            [.. activity.GetProperty("ccis").EnumerateArray().Select(CciOf)],
            Number(capacity, "extents-supported"),
            Number(capacity, "tags-supported"),
            Number(capacity, "tags-available"),
            Number(refusals, "count"),
            [.. refusals.GetProperty("refusals").EnumerateArray().Select(RefusalOf)],
            violations is { } some ? [.. some.GetProperty("violations").EnumerateArray().Select(ViolationOf)] : null));
    }

    private static RegionView RegionOf(JsonElement json) => new(
        json.GetProperty("region").GetInt32(),
        Number(json, "base"),
        Number(json, "length"),
        Number(json, "block-size"),
        json.GetProperty("sharable").GetBoolean());

    private static HostView HostOf(JsonElement json)
    {
        JsonElement[] offers = [.. json.GetProperty("pending-offers").EnumerateArray()];
        return new HostView(
            json.GetProperty("host-id").GetInt32(),
            Number(json, "generation"),
            Number(json, "extents-available"),
            offers.Length,
            [.. offers.SelectMany(offer => offer.GetProperty("extents").EnumerateArray()).Select(ExtentOf)],
            [.. json.GetProperty("accepted-extents").EnumerateArray().Select(ExtentOf)]);
    }

    private static ExtentView ExtentOf(JsonElement json) =>
        new(json.GetProperty("region").GetInt32(), Number(json, "offset"), Number(json, "len"));

    private static CciView CciOf(JsonElement json) =>
        new(Who(json), Number(json, "commands"), [.. json.GetProperty("logs").EnumerateArray().Select(LogOf)]);

    private static LogView LogOf(JsonElement json) => new(
        Text(json, "log"), Number(json, "records"), Number(json, "waiting"), Number(json, "overflow-count"));

    private static RefusalView RefusalOf(JsonElement json)
    {
        string field = Text(json, "field");
        return new RefusalView(
            Who(json),
            Text(json, "command") is { Length: > 0 } name ? name : $"{Number(json, "opcode"):x4}h",
            Text(json, "return-code"),
            Text(json, "rule"),
            field.Length > 0 ? $"{field}: {Text(json, "reason")}" : Text(json, "reason"));
    }

    private static ViolationView ViolationOf(JsonElement json) =>
        new(Who(json), Text(json, "rule"), Text(json, "level"), Text(json, "expected"), Text(json, "seen"));

    private static string Who(JsonElement json) =>
        json.TryGetProperty("host-id", out JsonElement host) ? $"host {Printable.Of(host.ToString())}" : "FM";

    private static ulong Number(JsonElement json, string name) => json.GetProperty(name).GetUInt64();

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? Printable.Of(value.ToString()) : "";
}
