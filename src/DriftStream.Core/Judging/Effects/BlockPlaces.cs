using System.Collections.Concurrent;
using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging.Effects;

/// <summary>Which list of a request is which block of an attribute: by their names in order, so that Metrics.MetricStat.Metric is metric_query.metric.</summary>
internal static class BlockPlaces
{
    private const int Same = 6;
    private const int Alike = 4;
    private static readonly ConcurrentDictionary<(string Member, string Attribute), int[]> Known = new();

    /// <summary>For every segment of the attribute the element that is meant; zero where no list says.</summary>
    /// <param name="memberPath">The API path.</param>
    /// <param name="attributePath">Terraform's path.</param>
    /// <param name="steps">The list elements that led to the member.</param>
    public static int[] Indexes(string memberPath, string attributePath, IReadOnlyList<ListStep> steps)
    {
        var blocks = Known.GetOrAdd((memberPath, attributePath), static key => Align(key.Member.Split('.'), key.Attribute.Split('.')));
        var indexes = new int[blocks[^1]];
        var free = indexes.Length - 2;
        for (var i = steps.Count - 1; i >= 0 && free >= 0; i--)
        {
            var named = steps[i].Segment < 0 ? -1 : blocks[steps[i].Segment];
            var at = named >= 0 && named <= free ? named : Unnamed(blocks, free, steps);
            indexes[at] = steps[i].Index;
            free = at - 1;
        }

        return indexes;
    }

    // The innermost block that no structure of the request has the name of.
    private static int Unnamed(int[] blocks, int free, IReadOnlyList<ListStep> steps)
    {
        for (var at = free; at >= 0; at--)
        {
            var segment = Array.IndexOf(blocks, at, 0, blocks.Length - 1);
            if (segment < 0 || steps.Any(s => s.Segment == segment))
            {
                return at;
            }
        }

        return free;
    }

    // For every segment of the member the block that it is, or -1; behind them how many segments the attribute has.
    private static int[] Align(string[] members, string[] attributes)
    {
        int rows = members.Length - 1, columns = attributes.Length - 1;
        var best = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
            {
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), best[i + 1, j + 1] + Likeness(members[i], attributes[j]));
            }
        }

        var blocks = new int[members.Length + 1];
        Array.Fill(blocks, -1);
        blocks[^1] = attributes.Length;
        for (int i = 0, j = 0; i < rows && j < columns;)
        {
            if (Likeness(members[i], attributes[j]) is > 0 and var likeness && best[i, j] == best[i + 1, j + 1] + likeness)
            {
                blocks[i++] = j++;
            }
            else if (best[i, j] == best[i + 1, j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        // CloudFront: Origins.Items are the elements of Origins.
        for (var i = 1; i < rows; i++)
        {
            blocks[i] = members[i] == "Items" && blocks[i] < 0 ? blocks[i - 1] : blocks[i];
        }

        return blocks;
    }

    private static int Likeness(string member, string attribute)
    {
        string left = Plain(member), right = Plain(attribute);
        return left == right ? Same
            : left.EndsWith(right, StringComparison.Ordinal) || right.EndsWith(left, StringComparison.Ordinal) ? Alike
            : left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal) ? Alike - 1 : 0;
    }

    private static string Plain(string name)
    {
        var text = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return text.EndsWith("ies", StringComparison.Ordinal) ? text[..^3] + "y" : text.EndsWith('s') && !text.EndsWith("ss", StringComparison.Ordinal) ? text[..^1] : text;
    }
}
