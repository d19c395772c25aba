using CxlWire.Device.State;
using CxlWire.Protocol;
using CxlWire.Protocol.Features;

namespace CxlWire.Device.Features;

/// <summary>
/// What a host sends of a feature in parts (T3). Nothing of it counts before the last one, which may be refused: then
/// it may come again.
/// </summary>
internal sealed class FeatureTransfer
{
    // Only while parts come.
    private byte[] _parts = [];
    private Feature? _feature;
    private int _start;
    private int _end;

    /// <summary>Whether parts of a feature came, and the last one did not.</summary>
    public bool IsOf(Feature feature) => _feature == feature;

    /// <summary>Takes a part.</summary>
    /// <param name="feature">The feature that it names.</param>
    /// <param name="part">The whole request.</param>
    /// <returns>Why it is not taken; null: it is.</returns>
    public Refusal? Take(Feature feature, in SetFeatureRequestView part)
    {
        if (Check(feature, part) is { } refusal)
            return refusal;
        if (part.Action == FeatureTransferAction.Abort)
        {
            Drop();
            return null;
        }

        if (part.Action == FeatureTransferAction.Full || part.Action == FeatureTransferAction.Finish)
            return Finish(feature, part);
        if (part.Action == FeatureTransferAction.Initiate)
        {
            _feature = feature;
            _parts = new byte[feature.SetSize];
            _start = part.Offset;
        }

        part.Data.CopyTo(_parts.AsSpan(part.Offset));
        _end = part.Offset + part.Data.Length;
        return null;
    }

    /// <summary>Forgets what came.</summary>
    public void Drop()
    {
        _feature = null;
        _parts = [];
    }

    /// <summary>Writes what came, or takes something else in its place.</summary>
    public void Exchange(StateArchive state, FeatureTable features)
    {
        string? name = state.Text("feature", _feature?.Identifier.Value.ToString());
        (int start, int end) = (state.Number("start", _start), state.Number("end", _end));
        byte[] parts = state.Bytes("parts", _parts, ushort.MaxValue);
        if (!state.IsReading)
            return;
        Drop();
        (_start, _end) = (start, end);
        if (name is null)
            return;
        _feature = Uuid.TryParse(name, out Uuid identifier) ? features.Find(new FeatureIdentifier(identifier)) : null;
        if (_feature is null)
            throw state.Error("feature", "T1: there is no such feature");
        if (parts.Length != _feature.SetSize || start > end || end > parts.Length)
            throw state.Error("parts", $"T3: not the feature's {_feature.SetSize} bytes, of which some came");
        _parts = parts;
    }

    private Refusal? Check(Feature feature, in SetFeatureRequestView part)
    {
        FeatureTransferAction action = part.Action;
        if (action.Value > FeatureTransferAction.Abort.Value)
            return Refuse("action", ReturnCode.InvalidInput, "not an action");
        bool begins = action == FeatureTransferAction.Full || action == FeatureTransferAction.Initiate;
        if (_feature is { } other && (begins || other != feature))
        {
            return Refuse(
                begins ? "action" : "feature_identifier", ReturnCode.FeatureTransferInProgress,
                $"parts of {other.Identifier} are being transferred");
        }

        if (action == FeatureTransferAction.Abort)
            return null;
        if (!begins && _feature is null)
            return Refuse("action", ReturnCode.FeatureTransferOutOfOrder, "no first part came");
        if (part.Version != feature.Version)
        {
            return Refuse(
                "version", ReturnCode.UnsupportedFeatureVersion, $"the feature has version {feature.Version}");
        }

        if (part.Data.IsEmpty)
            return Refuse("data", ReturnCode.InvalidPayloadLength, "there is none");
        if (part.Offset + part.Data.Length > feature.SetSize)
        {
            return Refuse(
                "data", ReturnCode.InvalidPayloadLength,
                $"reaches past the {feature.SetSize} bytes that can be written");
        }

        return begins || part.Offset == _end
            ? null
            : Refuse("offset", ReturnCode.FeatureTransferOutOfOrder, "does not follow the part before it");
    }

    private Refusal? Finish(Feature feature, in SetFeatureRequestView part)
    {
        byte[] value = feature.CopyWritable();
        if (_feature is not null)
            _parts.AsSpan(_start, _end - _start).CopyTo(value.AsSpan(_start));
        part.Data.CopyTo(value.AsSpan(part.Offset));
        if (feature.Check(value) is { } flaw)
        {
            int index = flaw.Index - part.Offset;
            return index >= 0 && index < part.Data.Length
                ? Refusal.AtNumber(SetFeatureRequest.Layout, index, ReturnCode.InvalidInput, "T4", flaw.Reason)
                : Refusal.At(SetFeatureRequest.Layout, "data", ReturnCode.InvalidInput, "T4", flaw.Reason);
        }

        feature.Set(value, part.SavedAcrossReset);
        Drop();
        return null;
    }

    private static Refusal Refuse(string field, ReturnCode code, string reason) =>
        Refusal.At(SetFeatureRequest.Layout, field, code, "T3", reason);
}
