using CxlWire.Cli.Client;
using CxlWire.Golden;
using CxlWire.Protocol;
using CxlWire.Protocol.Dcd;
using CxlWire.Protocol.Events;
using CxlWire.Transport;

namespace CxlWire.Cli.Demonstration;

/// <summary>
/// The Fabric Manager gives a host two extents and takes one back. What the host sends follows from what it
/// reads, as in a driver.
/// </summary>
internal sealed class Demo(CciClient host, QmpClient control, Narrator narrator, Comparison comparison)
{
    /// <summary>Who speaks to whom, on the CCI.</summary>
    public const string HostSpeaks = "host > device";

    /// <summary>Who speaks to whom, on the control socket.</summary>
    public const string ManagerSpeaks = "FM > device";

    private const string DeviceAnswers = "device > host";
    private const string DeviceReports = "device > FM";

    /// <summary>Runs it to its end, whatever differs.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        narrator.Step("The Fabric Manager offers two extents of 128 MiB in region 0");
        narrator.Text(DeviceReports, await control.ReadLineAsync(cancellationToken));
        await SendControlAsync(Snippets.Add, cancellationToken);
        narrator.Text(DeviceReports, await control.ReadLineAsync(cancellationToken));
        await HearReplyAsync("cxl-add-dynamic-capacity", cancellationToken);

        narrator.Step("The host reads its event log: an Add Capacity record per extent, More on all but the last");
        IReadOnlyList<DynamicCapacityEventRecord> records = await ReadRecordsAsync(cancellationToken);

        narrator.Step("The host accepts: one response to the whole offer");
        CciMessage accepted = await SendExtentsAsync(Opcode.AddDynamicCapacityResponse, records, cancellationToken);
        await HearEventAsync(accepted, cancellationToken);

        narrator.Step("Now the extents are the host's: the list has them, its generation is 1");
        await ListExtentsAsync(cancellationToken);

        narrator.Step("The host clears the records that it has dealt with");
        await ClearRecordsAsync(records, cancellationToken);

        narrator.Step("The Fabric Manager asks for the second extent back");
        await SendControlAsync(Snippets.Release, cancellationToken);
        await HearReplyAsync("cxl-release-dynamic-capacity", cancellationToken);

        narrator.Step("The host reads its event log: a Release Capacity record; the extent is still its own");
        records = await ReadRecordsAsync(cancellationToken);

        narrator.Step("The host releases it");
        CciMessage released = await SendExtentsAsync(Opcode.ReleaseDynamicCapacity, records, cancellationToken);
        await HearEventAsync(released, cancellationToken);

        narrator.Step("One extent is left, and the generation is 2");
        await ListExtentsAsync(cancellationToken);
    }

    private async Task SendControlAsync(string snippet, CancellationToken cancellationToken)
    {
        narrator.Text(ManagerSpeaks, snippet);
        await control.SendAsync(snippet, cancellationToken);
    }

    private async Task HearReplyAsync(string command, CancellationToken cancellationToken)
    {
        string reply = await control.ReadLineAsync(cancellationToken);
        narrator.Text(DeviceReports, reply);
        Report(comparison.Compare(ManagerSpeaks, command, reply));
    }

    /// <summary>A response or a release that succeeded is an event on the control socket.</summary>
    private async Task HearEventAsync(CciMessage response, CancellationToken cancellationToken)
    {
        if (response.Header.ReturnCode == ReturnCode.Success)
            narrator.Text(DeviceReports, await control.ReadLineAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<DynamicCapacityEventRecord>> ReadRecordsAsync(CancellationToken cancellationToken)
    {
        byte[] payload = new byte[GetEventRecordsRequest.Size];
        new GetEventRecordsRequest { Log = EventLogType.DynamicCapacity }.TryWrite(payload);
        CciMessage response = await SendAsync(Opcode.GetEventRecords, payload, cancellationToken);
        var records = new List<DynamicCapacityEventRecord>();
        if (!GetEventRecordsResponseView.TryCreate(response.Payload.Span, out GetEventRecordsResponseView view, out _))
            return records;
        for (int i = 0; i < view.RecordCount; i++)
        {
            if (DynamicCapacityEventRecord.TryRead(
                view.RecordAt(i).Bytes, out DynamicCapacityEventRecord record, out _))
                records.Add(record);
        }

        return records;
    }

    private Task<CciMessage> SendExtentsAsync(
        Opcode opcode, IReadOnlyList<DynamicCapacityEventRecord> records, CancellationToken cancellationToken)
    {
        byte[] payload = new byte[UpdatedExtentList.SizeWith(records.Count)];
        new UpdatedExtentList { Count = (uint)records.Count }.TryWrite(payload);
        for (int i = 0; i < records.Count; i++)
        {
            Extent extent = records[i].Extent;
            new UpdatedExtent { StartDpa = extent.StartDpa, Length = extent.Length }
                .TryWrite(payload.AsSpan(UpdatedExtentList.SizeWith(i)));
        }

        return SendAsync(opcode, payload, cancellationToken);
    }

    private Task<CciMessage> ListExtentsAsync(CancellationToken cancellationToken)
    {
        byte[] payload = new byte[GetDynamicCapacityExtentListRequest.Size];
        new GetDynamicCapacityExtentListRequest { Count = uint.MaxValue }.TryWrite(payload);
        return SendAsync(Opcode.GetDynamicCapacityExtentList, payload, cancellationToken);
    }

    private Task<CciMessage> ClearRecordsAsync(
        IReadOnlyList<DynamicCapacityEventRecord> records, CancellationToken cancellationToken)
    {
        byte[] payload = new byte[ClearEventRecordsRequest.SizeWith(records.Count)];
        var request = new ClearEventRecordsRequest
        {
            Log = EventLogType.DynamicCapacity,
            HandleCount = (byte)records.Count,
        };
        request.TryWrite(payload);
        for (int i = 0; i < records.Count; i++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(
                payload.AsSpan(ClearEventRecordsRequest.SizeWith(i)), records[i].Header.Handle);
        }

        return SendAsync(Opcode.ClearEventRecords, payload, cancellationToken);
    }

    private async Task<CciMessage> SendAsync(Opcode opcode, byte[] payload, CancellationToken cancellationToken)
    {
        byte[] bytes = host.CreateRequest(opcode, payload);
        CciMessage request = Read(bytes);
        narrator.Message(HostSpeaks, request);
        IReadOnlyList<byte[]> received = await host.SendAsync(bytes, cancellationToken);
        foreach (byte[] notification in received.SkipLast(1))
            narrator.Message(DeviceAnswers, Read(notification));
        CciMessage response = Read(received[^1]);
        narrator.Message(DeviceAnswers, response);
        Report(comparison.Compare(HostSpeaks, request, response));
        return response;
    }

    private void Report(IReadOnlyList<string> differences)
    {
        foreach (string difference in differences)
            narrator.Differs(difference);
    }

    private static CciMessage Read(byte[] bytes)
    {
        _ = new CciMessageReader(bytes).TryRead(out CciMessage? message);
        return message!;
    }
}
