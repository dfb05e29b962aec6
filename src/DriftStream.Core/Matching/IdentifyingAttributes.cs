using System.Text;
using System.Text.Json;
using DriftStream.Core.Catalog;
using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>Which attributes of a type identify an instance or join it to its parent: what an index must know.</summary>
internal sealed class IdentifyingAttributes
{
    private static readonly string[] Always = ["id", "arn", "name"];
    private readonly byte[][] _names;

    /// <summary>The attributes of one type; a type that the catalogue does not know has an id, an ARN and a name.</summary>
    public IdentifyingAttributes(ResourceType? type)
    {
        IEnumerable<string> names = type is null ? Always : [.. Always, .. type.IdAttributes, .. type.Identity, .. type.KeyAttributes, type.TagAttribute ?? "id"];
        _names = [.. names.Distinct().Select(Encoding.UTF8.GetBytes)];
        LivesInItsAccountId = type?.Attribute("account_id") is not { IsComputed: false };
    }

    /// <summary>Whether <c>account_id</c> is the account that the resource lives in. Permissions and memberships name another one.</summary>
    public bool LivesInItsAccountId { get; }

    /// <summary>Whether the attribute with this name is one of them.</summary>
    public bool Contains(ReadOnlySpan<byte> name)
    {
        foreach (var known in _names)
        {
            if (name.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }
}
