namespace DriftStream.Core.Tests.OpenData;

/// <summary>Which segment of a member path is which block of an attribute path: by name where they agree, else in order.</summary>
internal static class BlockAlignment
{
    /// <summary>For every member segment the attribute segment that it is, or -1.</summary>
    public static int[] Of(string[] members, string[] attributes)
    {
        int m = members.Length, a = attributes.Length - 1;
        var best = new int[m + 1, a + 1];
        for (var i = m - 1; i >= 0; i--)
        {
            for (var j = a - 1; j >= 0; j--)
            {
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), best[i + 1, j + 1] + Likeness(members[i], attributes[j]));
            }
        }

        var found = Enumerable.Repeat(-1, m).ToArray();
        for (int i = 0, j = 0; i < m && j < a;)
        {
            if (Likeness(members[i], attributes[j]) is > 0 and var likeness && best[i, j] == best[i + 1, j + 1] + likeness)
            {
                found[i++] = j++;
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

        return found;
    }

    /// <summary>A name without underscores, capitals and its plural.</summary>
    public static string Plain(string name)
    {
        var text = name.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
        return text.EndsWith("ies", StringComparison.Ordinal) ? text[..^3] + "y" : text.EndsWith('s') && !text.EndsWith("ss", StringComparison.Ordinal) ? text[..^1] : text;
    }

    /// <summary>Whether a name looks like many.</summary>
    public static bool IsPlural(string name) => !Plain(name).Equals(name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static int Likeness(string member, string attribute)
    {
        string left = Plain(member), right = Plain(attribute);
        return left == right ? 6 : left.EndsWith(right, StringComparison.Ordinal) || right.EndsWith(left, StringComparison.Ordinal) ? 4 : left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal) ? 3 : 0;
    }
}
