using System.Buffers;
using System.Text;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Takes an attribute path that a person wrote into its names; unlike our own paths it may be anything.</summary>
internal static class AttributeNames
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" \t\r\n]\"");

    /// <summary>The names without indexes; false where the path cannot be meant.</summary>
    public static bool TryRead(string path, out IReadOnlyList<string> names)
    {
        var found = new List<string>();
        names = found;
        var at = 0;
        while (at < path.Length)
        {
            if (path[at] == '[')
            {
                if (found.Count == 0 || !TryBracket(path, ref at, found))
                {
                    return false;
                }
            }
            else if (!TryName(path, ref at, found))
            {
                return false;
            }
        }

        return found.Count > 0;
    }

    // The first name stands alone, every other one after a dot.
    private static bool TryName(string path, ref int at, List<string> names)
    {
        var isFirst = names.Count == 0;
        if (!isFirst && path[at++] != '.')
        {
            return false;
        }

        var length = path.AsSpan(at).IndexOfAny('.', '[');
        var name = length < 0 ? path[at..] : path[at..(at + length)];
        at += name.Length;
        if (name.Length == 0 || name.AsSpan().ContainsAny(Forbidden))
        {
            return false;
        }

        // rule.0.id is how older tools write rule[0].id.
        if (isFirst || !name.All(char.IsAsciiDigit))
        {
            names.Add(name);
        }

        return true;
    }

    private static bool TryBracket(string path, ref int at, List<string> names)
    {
        if (at + 1 < path.Length && path[at + 1] == '"')
        {
            return TryKey(path, ref at, names);
        }

        var end = path.IndexOf(']', at);
        var index = end < 0 ? "" : path[(at + 1)..end];
        at = end + 1;
        return index == "*" || (index.Length > 0 && index.All(char.IsAsciiDigit));
    }

    private static bool TryKey(string path, ref int at, List<string> names)
    {
        var key = new StringBuilder();
        for (at += 2; at < path.Length && path[at] != '"'; at++)
        {
            if (path[at] == '\\' && at + 1 < path.Length)
            {
                at++;
            }

            key.Append(path[at]);
        }

        names.Add(key.ToString());
        var closes = at + 1 < path.Length && path[at + 1] == ']';
        at += 2;
        return closes;
    }
}
