using DriftStream.Core.Judging.Severities;

namespace DriftStream.Configuration;

/// <summary>Reads <c>Severities</c> and notes what cannot be meant.</summary>
internal sealed class SeverityEntries(IConfiguration configured, List<string> mistakes)
{
    /// <summary>The key.</summary>
    public const string Section = "Severities";

    private static readonly IReadOnlyList<string> Effects = [.. SeverityEffects.All.Select(e => e.Name)];

    /// <summary>The rules in written order.</summary>
    public List<SeverityRule> Read()
    {
        var rules = new List<(string Path, SeverityRule Rule)>();
        foreach (var section in configured.GetSection(Section).GetChildren())
        {
            if (section.Value is { Length: > 0 } text)
            {
                mistakes.Add($"{section.Path} is '{text}': an entry is an object such as {{ \"Effect\": \"port-open\", \"Severity\": \"critical\" }}, so it would have no effect.");
            }
            else if (Rule(section, section.Get<SeverityEntry>() ?? new()) is { } rule)
            {
                Add(section.Path, rule, rules);
            }
        }

        return [.. rules.Select(r => r.Rule)];
    }

    private SeverityRule? Rule(IConfigurationSection section, SeverityEntry entry)
    {
        if (entry.Effect is { } effect && !SeverityRule.Names(effect))
        {
            mistakes.Add($"{section.Path}:Effect is '{effect}': there is no such effect, so nothing would change. {Advice(effect, Effects, "docs/severity.md lists them.")}");
        }

        foreach (var (key, pattern) in new (string, string?)[] { ("State", entry.State), ("Address", entry.Address), ("Type", entry.Type) })
        {
            if (pattern is "")
            {
                mistakes.Add($"{section.Path}:{key} is empty: no {key.ToLowerInvariant()} is called nothing, so the entry would never count. Leave it out for any.");
            }
        }

        var change = entry.Severity is { } word ? SeverityChange.TryParse(word) : null;
        if (change is null)
        {
            mistakes.Add(string.IsNullOrEmpty(entry.Severity)
                ? $"{section.Path}:Severity is missing: nothing says what becomes of the severity. Give one of {Words}."
                : $"{section.Path}:Severity is '{entry.Severity}': it is no severity, so nothing would change. {Advice(entry.Severity, SeverityChange.Words, $"Give one of {Words}.")}");
            return null;
        }

        return new(change) { Effect = entry.Effect ?? "*", State = entry.State ?? "*", Address = entry.Address ?? "*", Type = entry.Type ?? "*" };
    }

    private void Add(string path, SeverityRule rule, List<(string Path, SeverityRule Rule)> rules)
    {
        if (rules.Find(r => r.Rule with { Change = rule.Change } == rule || r.Rule with { Change = rule.Change } == new SeverityRule(rule.Change)) is { Path: { } earlier })
        {
            mistakes.Add($"{path} can never count: {earlier} comes first and fits everything that it fits. Put it before that one, or remove it.");
        }

        rules.Add((path, rule));
    }

    private static string Words => string.Join(", ", SeverityChange.Words);

    private static string Advice(string written, IEnumerable<string> names, string otherwise) => ClosestName.Of(written, names) is { } closest ? $"Did you mean {closest}?" : otherwise;
}
