using System.Text;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>Attribute paths in Terraform's spelling: <c>rule[1].id</c>, <c>tags.drift</c>, <c>tags["a.b/c"]</c>.</summary>
public static class AttributePath
{
    /// <summary>The path of a map's key.</summary>
    public static string Key(string path, string key) => IsIdentifier(key)
        ? $"{path}.{key}"
        : $"{path}[\"{key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"]";

    /// <summary>The path of a list's element; written only where a list has more than one.</summary>
    public static string Index(string path, int index) => $"{path}[{index}]";

    /// <summary>The first name of a path: <c>tags</c> of <c>tags.drift</c>.</summary>
    public static string Root(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? path : path[..end];
    }

    /// <summary>The path's names without indexes and with keys as names: <c>environment.variables</c>; to compare with sensitive paths.</summary>
    public static string WithoutIndexes(string path) =>
        path.Contains('[', StringComparison.Ordinal) ? string.Join('.', Parse(path).Where(s => s.Name is not null).Select(s => s.Name)) : path;

    /// <summary>The path's names from the outside in, without indexes and with keys as names.</summary>
    internal static IReadOnlyList<string> Names(string path) => [.. Parse(path).Select(s => s.Name).OfType<string>()];

    /// <summary>The value with one place replaced; <see cref="Value.Null"/> removes a map's key. A list block is entered at its first element unless the path says which.</summary>
    public static Value Set(Value root, string path, Value value) => Update(root, path, _ => value);

    /// <summary>The value with one place changed, found as <see cref="Set(Value, string, Value)"/> finds it.</summary>
    public static Value Update(Value root, string path, Func<Value, Value> change) => Update(root, Parse(path), 1, change);

    private static Value Update(Value at, List<(string? Name, int Index)> segments, int next, Func<Value, Value> change)
    {
        if (next == segments.Count)
        {
            return change(at);
        }

        var (name, index) = segments[next];
        if (name is null)
        {
            return Element(at, index, e => Update(e, segments, next + 1, change));
        }

        if (at.Kind == ValueKind.List)
        {
            return Element(at, 0, e => Update(e, segments, next, change));
        }

        var member = Update(at[name], segments, next + 1, change);
        return (at.Kind == ValueKind.Map ? at : Value.EmptyMap).With(name, member.IsNull && next + 1 == segments.Count ? null : member);
    }

    private static Value Element(Value list, int index, Func<Value, Value> change)
    {
        var items = list.Items.ToList();
        while (items.Count <= index)
        {
            items.Add(Value.EmptyMap);
        }

        items[index] = change(items[index]);
        if (items[index].IsNull)
        {
            items.RemoveAt(index);
        }

        return Value.ListOf(items);
    }

    private static List<(string? Name, int Index)> Parse(string path)
    {
        var segments = new List<(string?, int)>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '.')
            {
                Flush(segments, name);
            }
            else if (path[i] == '[')
            {
                Flush(segments, name);
                i = path[i + 1] == '"' ? ReadKey(path, i + 2, segments) : ReadIndex(path, i + 1, segments);
            }
            else
            {
                name.Append(path[i]);
            }
        }

        Flush(segments, name);
        return segments;
    }

    private static void Flush(List<(string?, int)> segments, StringBuilder name)
    {
        if (name.Length > 0)
        {
            segments.Add((name.ToString(), -1));
            name.Clear();
        }
    }

    private static int ReadKey(string path, int start, List<(string?, int)> segments)
    {
        var key = new StringBuilder();
        var i = start;
        for (; path[i] != '"'; i++)
        {
            if (path[i] == '\\')
            {
                i++;
            }

            key.Append(path[i]);
        }

        segments.Add((key.ToString(), -1));
        return i + 1;
    }

    private static int ReadIndex(string path, int start, List<(string?, int)> segments)
    {
        var end = path.IndexOf(']', start);
        segments.Add((null, int.Parse(path.AsSpan(start, end - start))));
        return end;
    }

    private static bool IsIdentifier(string key) =>
        key.Length > 0
        && (char.IsAsciiLetter(key[0]) || key[0] == '_')
        && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
