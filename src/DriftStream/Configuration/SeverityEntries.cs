using DriftStream.Core.Judging.Severities;

namespace DriftStream.Configuration;

/// <summary>Reads <c>Severities</c>, the severities that differ from the table's, and notes what cannot be meant.</summary>
internal sealed class SeverityEntries(IConfiguration configured, List<string> mistakes)
{
    private const string Section = "Severities";
    private static readonly string[] Patterns = ["Effect", "State", "Address", "Type"];
    private static readonly IReadOnlyList<string> Effects = [.. SeverityEffects.All.Select(e => e.Name)];

    /// <summary>The key and those of its entries: four patterns, and the severity instead.</summary>
    public static KnownKey Key { get; } = new(Section, KeyShape.List) { Members = [.. Patterns.Append("Severity").Select(name => new KnownKey(name, KeyShape.Value))], TakesValues = true };

    /// <summary>The rules in written order.</summary>
    public List<SeverityRule> Read()
    {
        var rules = new List<(string Path, SeverityRule Rule)>();
        foreach (var section in configured.GetSection(Section).GetChildren())
        {
            if (section.Value is { Length: > 0 } text)
            {
                mistakes.Add($"{section.Path} is '{TerminalText.Clean(text)}': an entry is an object such as {{ \"Effect\": \"port-open\", \"Severity\": \"critical\" }}, so it would have no effect.");
            }
            else if (Rule(section) is { } rule)
            {
                Add(section.Path, rule, rules);
            }
        }

        return [.. rules.Select(r => r.Rule)];
    }

    private SeverityRule? Rule(IConfigurationSection section)
    {
        if (section["Effect"] is { Length: > 0 } effect && !SeverityRule.Names(effect))
        {
            mistakes.Add($"{section.Path}:Effect is '{TerminalText.Clean(effect)}': there is no such effect, so nothing would change. {Advice(effect, Effects, "docs/severity.md lists them.")}");
        }

        return Change(section) is not { } change ? null : new(change)
        {
            Effect = Pattern(section, "Effect"),
            State = Pattern(section, "State"),
            Address = Pattern(section, "Address"),
            Type = Pattern(section, "Type"),
        };
    }

    // JSON cannot say an empty text here: to the configuration it is no value.
    private static string Pattern(IConfigurationSection section, string name) => section[name] is { Length: > 0 } pattern ? pattern : "*";

    private SeverityChange? Change(IConfigurationSection section)
    {
        var word = section["Severity"] ?? "";
        if (SeverityChange.TryParse(word) is { } change)
        {
            return change;
        }

        var words = $"Give one of {string.Join(", ", SeverityChange.Words)}.";
        mistakes.Add(word.Length == 0
            ? $"{section.Path}:Severity is missing: nothing says what becomes of the severity. {words}"
            : $"{section.Path}:Severity is '{TerminalText.Clean(word)}': it is no severity, so nothing would change. {Advice(word, SeverityChange.Words, words)}");
        return null;
    }

    private void Add(string path, SeverityRule rule, List<(string Path, SeverityRule Rule)> rules)
    {
        if (rules.Find(r => r.Rule with { Change = rule.Change } is var earlier && (earlier == rule || earlier == new SeverityRule(rule.Change))) is { Path: { } covering })
        {
            mistakes.Add($"{path} can never count: {covering} comes first and fits everything that it fits. Put it before that one, or remove it.");
        }

        rules.Add((path, rule));
    }

    private static string Advice(string written, IEnumerable<string> names, string otherwise) => ClosestName.Of(written, names) is { } closest ? $"Did you mean {closest}?" : otherwise;
}
