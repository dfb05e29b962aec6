using DriftStream.Configuration;

namespace DriftStream.States.Sources.Hcp;

/// <summary>What an address says of workspaces besides their names: <c>?tag=prod&amp;exclude-tag=sandbox&amp;project=prj-…</c>.</summary>
/// <param name="query">What to ask the API for.</param>
internal sealed class HcpFilters(IReadOnlyList<KeyValuePair<string, string>> query)
{
    /// <summary>What to ask the API for.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query => query;

    /// <summary>Whether nothing is filtered.</summary>
    public bool AreEmpty => query.Count == 0;

    /// <summary>Reads them.</summary>
    /// <exception cref="UsageException">One of them is unknown or empty.</exception>
    public static HcpFilters Parse(string address, string text)
    {
        var given = text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToList();
        foreach (var part in given)
        {
            if (part is not [("tag" or "exclude-tag" or "project"), { Length: > 0 }])
            {
                throw new UsageException($"'{TerminalText.Clean(address)}' asks for '{TerminalText.Clean(string.Join('=', part))}', which would have no effect: write ?tag=name, ?tag=key=value, ?exclude-tag=name or ?project=prj-…, joined by &.");
            }
        }

        var values = given.ToLookup(part => part[0], part => Uri.UnescapeDataString(part[1]), StringComparer.Ordinal);
        var pairs = values["tag"].Where(IsPair).Select(tag => tag.Split('=', 2)).ToList();
        return new(
        [
            .. Joined("search[tags]", values["tag"].Where(tag => !IsPair(tag))),
            .. Joined("search[exclude-tags]", values["exclude-tag"]),
            .. Joined("filter[project][id]", values["project"]),
            .. pairs.SelectMany((pair, i) => new[] { KeyValuePair.Create($"filter[tagged][{i}][key]", pair[0]), KeyValuePair.Create($"filter[tagged][{i}][value]", pair[1]) }),
        ]);
    }

    private static bool IsPair(string tag) => tag.Contains('=', StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Joined(string name, IEnumerable<string> values) =>
        string.Join(',', values) is { Length: > 0 } joined ? [KeyValuePair.Create(name, joined)] : [];
}
