using CxlWire.Device.Features;
using CxlWire.Protocol;
using CxlWire.Protocol.Features;

namespace CxlWire.Device.Commands.Features;

/// <summary>CXL r3.1 8.2.9.6.1 Get Supported Features (0500h): T1.</summary>
internal static class GetSupportedFeatures
{
    public static CommandResult Handle(CciPort port, ReadOnlySpan<byte> request, Span<byte> reply)
    {
        GetSupportedFeaturesRequest.TryRead(request, out GetSupportedFeaturesRequest wanted, out _);
        FeatureTable features = port.Device.Features;
        if (wanted.Count < GetSupportedFeaturesResponse.Size)
            return Refuse("count", $"takes not even the first {GetSupportedFeaturesResponse.Size} bytes");
        if (wanted.StartIndex >= features.Count)
            return Refuse("start_index", "there is no such feature");
        int room = (int)Math.Min(wanted.Count, (uint)reply.Length) - GetSupportedFeaturesResponse.Size;
        int count = Math.Min(room / SupportedFeature.Size, features.Count - wanted.StartIndex);
        new GetSupportedFeaturesResponse
        {
            FeatureCount = (ushort)count,
            TotalFeatureCount = (ushort)features.Count,
        }.TryWrite(reply);
        Span<byte> entries = reply[GetSupportedFeaturesResponse.Size..];
        for (int i = 0; i < count; i++)
            Describe(features, wanted.StartIndex + i).TryWrite(entries[(i * SupportedFeature.Size)..]);
        return CommandResult.Success(GetSupportedFeaturesResponse.SizeWith(count));
    }

    private static SupportedFeature Describe(FeatureTable features, int index)
    {
        Feature feature = features[index];
        return new SupportedFeature
        {
            FeatureIdentifier = feature.Identifier,
            FeatureIndex = (ushort)index,
            GetSize = (ushort)feature.GetSize,
            SetSize = (ushort)feature.SetSize,
            Changeable = true,
            DeepestResetPersistence = feature.DeepestResetPersistence,
            PersistsAcrossFirmwareUpdate = true,
            DefaultSelectionSupported = true,
            SavedSelectionSupported = true,
            GetVersion = feature.Version,
            SetVersion = feature.Version,
            SetEffects = (ushort)Feature.SetEffects,
        };
    }

    private static CommandResult Refuse(string field, string reason) => CommandResult.Refused(Refusal.At(
        GetSupportedFeaturesRequest.Layout, field, ReturnCode.InvalidInput, "T1", reason));
}
