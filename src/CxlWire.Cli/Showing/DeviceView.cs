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
internal sealed record ExtentView(int Region, ulong Offset, ulong Length);

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

/// <summary>A refused command, in words.</summary>
internal sealed record RefusalView(string Who, string Command, string Code, string Rule, string Reason);

/// <summary>A rule that a driver violated, in words.</summary>
internal sealed record ViolationView(string Who, string Rule, string Level, string Expected, string Seen);

/// <summary>What a control socket tells of one device: three answers, one soon after the other.</summary>
/// <param name="Path">Its QOM path.</param>
/// <param name="Regions">As they are now.</param>
/// <param name="Hosts">All of them.</param>
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
