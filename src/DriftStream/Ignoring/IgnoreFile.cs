using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>What an ignore file says.</summary>
/// <param name="Rules">Its rules; of no use where there are mistakes.</param>
/// <param name="Mistakes">Everything that keeps it from being used, each with its line.</param>
/// <param name="Doubts">What is probably not meant, each with the rule's name.</param>
internal sealed record IgnoreFile(IReadOnlyList<IgnoreRule> Rules, IReadOnlyList<string> Mistakes, IReadOnlyList<string> Doubts)
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultName = "driftstream.ignore.json";

    /// <summary>Reads a file. Never throws for what it contains.</summary>
    /// <param name="content">Its bytes.</param>
    /// <param name="shown">What to call it.</param>
    /// <param name="now">Against which rules are over.</param>
    public static IgnoreFile Read(byte[] content, string shown, DateTimeOffset now)
    {
        var found = new List<(int Line, string Sentence)>();
        var catalog = EventCatalog.Load();
        var silencing = new Silencing(catalog);
        void Mistake(int line, string sentence) => found.Add((line, sentence));

        var drafts = new RuleListReader(content, Mistake).Read();
        var rules = drafts.Select(draft => new RuleMaker(draft, silencing, Mistake).Make()).OfType<IgnoreRule>().ToList();
        foreach (var twice in drafts.Where(d => d.Text(RuleKeys.Name) is not null).GroupBy(d => d.Text(RuleKeys.Name)).Where(g => g.Count() > 1))
        {
            Mistake(twice.Last().LineOf(RuleKeys.Name), $"{twice.First().Shown} is there {twice.Count()} times, so nobody could tell which one swallowed a finding. Give each its own name.");
        }

        var doubts = new RuleDoubts(catalog, now);
        return new(
            rules,
            [.. found.OrderBy(f => f.Line).Select(f => $"{shown}:{f.Line}: {f.Sentence}")],
            [.. rules.SelectMany(rule => doubts.About(rule).Select(doubt => $"{shown}: rule '{rule.Name}' {doubt}"))]);
    }
}
