using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.Boundaries;

/// <summary>In the program a concern knows Core and the shared folders, and no other concern.</summary>
internal static partial class ProgramRules
{
    private const string Program = "src/DriftStream/";

    // They put the program together, so they know everything and nobody knows them.
    private static readonly string[] Compositions = ["Commands", "Demo"];

    // Events also come over HTTP, through the same door as those of the queue; and buckets of states and shared replays have queues, too.
    private static readonly Dictionary<string, string[]> AlsoKnow = new() { ["Web"] = ["Ingest"], ["Alerts"] = ["Aws"], ["Gaps"] = ["Ingest", "Aws"], ["Replay"] = ["Aws", "Ingest"], ["States"] = ["Aws", "Ingest"] };

    private static readonly string[] Shared = ["Ledger", "Configuration", "Network", "Telemetry", "Html"];

    private static readonly Dictionary<string, string[]> SharedKnow = new()
    {
        ["Configuration"] = [],
        ["Network"] = ["Configuration"],
        ["Telemetry"] = ["Configuration", "Network"],
        ["Ledger"] = ["Configuration"],
        ["Html"] = ["Configuration"],
    };

    /// <summary>Where a concern knows another.</summary>
    public static IEnumerable<string> Crossings(IReadOnlyList<SourceFile> files)
    {
        var program = files.Where(file => file.Path.StartsWith(Program, StringComparison.Ordinal) && file.Folders.Count > 2).ToList();
        var folders = program.Select(file => file.Folders[2]).ToHashSet();
        var types = program.Select(file => $"{file.Folders[2]}.{file.Name}").ToHashSet();

        return
            from file in program
            let own = file.Folders[2]
            where !Compositions.Contains(own)
            from used in UsedBy(file.Code, folders, types)
            where used != own && !MayKnow(own, used)
            select $"{file.Path} knows {used}: a concern knows Core, {string.Join(", ", Shared)} and itself.";
    }

    private static bool MayKnow(string own, string used) => SharedKnow.GetValueOrDefault(own, Shared).Contains(used) || AlsoKnow.GetValueOrDefault(own, []).Contains(used);

    // By its whole name, or short as in Ledger.LedgerWriter, which the compiler also finds.
    private static IEnumerable<string> UsedBy(string code, HashSet<string> folders, HashSet<string> types)
    {
        var whole = WholeName().Matches(code).Select(match => match.Groups[1].Value).Where(folders.Contains);
        var brief = ShortName().Matches(code).Where(match => types.Contains(match.Value)).Select(match => match.Groups[1].Value);
        return whole.Concat(brief).Distinct();
    }

    [GeneratedRegex(@"\bDriftStream\.(\w+)")]
    private static partial Regex WholeName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w*)\.[A-Z]\w*")]
    private static partial Regex ShortName();
}
