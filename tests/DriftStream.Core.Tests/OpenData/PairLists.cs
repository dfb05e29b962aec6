using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Which segments of a member are lists, as far as names tell: the catalogue does not say.</summary>
internal static class PairLists
{
    // Structures whose names look like many.
    private static readonly string[] Structures =
        ["Updates", "Settings", "Options", "Properties", "Parameters", "Details", "Credentials", "Limits", "Requirements", "Preferences", "Permissions", "Restrictions", "Statistics"];

    /// <summary>The lists and the blocks that they are. Sure are CloudFront's Items, and what is many in the API and one in Terraform.</summary>
    public static IEnumerable<(int Member, int Block, bool IsSure)> Of(PairTrial trial)
    {
        var (members, attributes) = (CallEssentials.Recorded(trial.Pair).Split('.'), trial.Attribute.Split('.'));
        var blocks = BlockAlignment.Of(members, attributes);
        for (var i = trial.IsEntry ? 1 : 0; i < members.Length - 1; i++)
        {
            var isItems = members[i] == "Items" && i > 0;
            var block = BlockOf(members, blocks, i);
            if (block >= 0 && trial.Candidate.Type.Attribute(string.Join('.', attributes[..(block + 1)])) is null or { Kind: AttributeKind.List or AttributeKind.Set })
            {
                var isMany = !BlockAlignment.IsPlural(attributes[block]) && !Array.Exists(Structures, s => members[i].EndsWith(s, StringComparison.Ordinal));
                yield return (i, block, isItems || isMany);
            }
        }
    }

    /// <summary>Which element of which list of the member, and of which block, a form means; -1 for structures.</summary>
    public static (int[] Members, int[] Blocks) Places(PairTrial trial, CallForm form, int element)
    {
        var lists = Of(trial).Where(l => l.IsSure || form == CallForm.One).ToList();
        var members = Enumerable.Repeat(-1, trial.Pair.Path.Count(c => c == '.') + 1).ToArray();
        var blocks = new int[trial.Attribute.Count(c => c == '.') + 1];
        lists.ForEach(l => members[l.Member] = 0);
        if (lists.Count > 0)
        {
            (members[lists[^1].Member], blocks[lists[^1].Block]) = (element, element);
        }

        return (members, blocks);
    }

    private static int BlockOf(string[] members, int[] blocks, int segment)
    {
        if (members[segment] == "Items" && segment > 0 && blocks[segment] < 0)
        {
            return blocks[segment - 1];
        }

        return BlockAlignment.IsPlural(members[segment]) && (members[segment + 1] != "Items" || blocks[segment + 1] >= 0) ? blocks[segment] : -1;
    }
}
