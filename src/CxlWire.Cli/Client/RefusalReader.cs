using System.Globalization;
using System.Text.Json;
using CxlWire.Cli.Showing;
using CxlWire.Cli.Text;
using CxlWire.Protocol;
using CxlWire.Transport.Endpoints;

namespace CxlWire.Cli.Client;

/// <summary>Knows why a command was refused, from a control socket: x-cxlwire-query-refusals.</summary>
internal sealed class RefusalReader : IAsyncDisposable
{
    private readonly QmpSession _session;
    private readonly Dictionary<string, long> _counts = [];

    private RefusalReader(QmpSession session) => _session = session;

    /// <summary>Connects, and counts what was refused before.</summary>
    /// <param name="address">The control socket.</param>
    /// <param name="patience">How long it may take to answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">Nobody answers, or no control socket of cxlwire's.</exception>
    public static async Task<RefusalReader> ConnectAsync(
        EndpointAddress address, TimeSpan patience, CancellationToken cancellationToken)
    {
        var reader = new RefusalReader(await QmpSession.ConnectAsync(address, patience, cancellationToken));
        try
        {
            foreach (string path in await DeviceView.ListAsync(reader._session, cancellationToken))
            {
                JsonElement answer = await reader.AskAsync(path, cancellationToken);
                reader._counts.Add(path, QmpAnswer.Read(() => answer.GetProperty("count").GetInt64()));
            }

            return reader;
        }
        catch (QmpErrorException e)
        {
            await reader.DisposeAsync();
            throw new CliException($"{address}: {e.Message}");
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// "A2: extents[0].start_dpa, byte 8: outside the first pending offer"; null where nothing was refused like that
    /// since, or several commands were.
    /// </summary>
    /// <param name="opcode">Of the command.</param>
    /// <param name="code">What it was answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="CliException">The control socket answers no more.</exception>
    public async Task<string?> FindAsync(Opcode opcode, ReturnCode code, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        foreach ((string path, long before) in _counts)
        {
            JsonElement answer;
            try
            {
                answer = await AskAsync(path, cancellationToken);
            }
            catch (QmpErrorException e)
            {
                throw new CliException($"the control socket does not say why: {e.Message}");
            }

            found.AddRange(QmpAnswer.Read(() => answer.GetProperty("refusals").EnumerateArray()
                .Where(refusal => refusal.GetProperty("number").GetInt64() > before
                    && refusal.GetProperty("opcode").GetInt32() == opcode.Value
                    && refusal.GetProperty("return-code").GetString() == code.Name)
                .Select(TextOf).ToArray()));
        }

        return found.Count == 1 ? found[0] : null;
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private static string TextOf(JsonElement refusal)
    {
        string rule = refusal.TryGetProperty("rule", out JsonElement id) ? $"{id.GetString()}: " : "";
        string offset = refusal.TryGetProperty("offset", out JsonElement at)
            ? string.Create(CultureInfo.InvariantCulture, $", byte {at.GetInt32()}") : "";
        string field = refusal.GetProperty("field").GetString() ?? "";
        return Printable.Of($"{rule}{field}{offset}: {refusal.GetProperty("reason").GetString()}");
    }

    private async Task<JsonElement> AskAsync(string path, CancellationToken cancellationToken) =>
        await _session.ExecuteAsync(
            "x-cxlwire-query-refusals", $"{{\"path\": \"{JsonEncodedText.Encode(path)}\"}}", cancellationToken);
}
