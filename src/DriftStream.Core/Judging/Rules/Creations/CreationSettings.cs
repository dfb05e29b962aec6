using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Creations;

/// <summary>What creating calls say of the new resource in ways that the catalogue's pairs cannot express.</summary>
internal static class CreationSettings
{
    /// <summary>The settings as values of attributes.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceType type, Value held) =>
        [.. CreationTags.Effects(situation, type, held), .. ChosenSettings.Effects(situation, type), .. LaunchedVolumes.Effects(situation, type)];

    /// <summary>The same as they are where no state holds any.</summary>
    public static IEnumerable<KeyValuePair<string, Value>> Sent(Situation situation, ResourceType type) =>
        Effects(situation, type, Value.EmptyMap).Select(e => KeyValuePair.Create(e.ShownAs, e.Apply(Value.Null)));

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation, ResourceType type) =>
        [.. CreationTags.Reads(situation, type), .. ChosenSettings.Reads(situation, type), .. LaunchedVolumes.Reads(situation, type)];
}
