using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Commands;

/// <summary>The tags of a resource as its state holds them.</summary>
internal static class StateTags
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>They; the provider's default tags are among them. Empty where no state holds the resource.</summary>
    public static IReadOnlyDictionary<string, string> Of(StateIndex index, ResourceRef resource)
    {
        if (resource is not { State: { } state, Address: { } address } || index.At(state, address).FirstOrDefault() is not { } instance)
        {
            return None;
        }

        var tags = instance.Attributes["tags_all"] is { Kind: ValueKind.Map } all ? all : instance.Attributes["tags"];
        return tags.Kind == ValueKind.Map
            ? tags.Members.Where(m => m.Value.Kind == ValueKind.Text && !IsSensitive(instance, m.Key)).ToDictionary(m => m.Key, m => m.Value.Text)
            : None;
    }

    private static bool IsSensitive(ResourceInstance instance, string tag) =>
        instance.SensitivePaths.Any(path => path is "tags" or "tags_all" || path == $"tags.{tag}" || path == $"tags_all.{tag}");
}
