using DriftStream.Core.Catalog;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Reads <c>.driftignore</c>, driftctl's file: a line that ignores, then lines beginning with <c>!</c> that take some of it back.</summary>
public static class DriftIgnoreFile
{
    /// <summary>Where the rules come from, as findings and reasons say it.</summary>
    public const string Reason = "from .driftignore";

    /// <summary>The rules of a file, one for each line that ignores. Lines that cannot be honoured are left out and named.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="name">What to call the file; rules are called <c>name:line</c>.</param>
    /// <param name="catalog">The types and their attributes.</param>
    /// <param name="states">The states whose code it lies beside; any for a file that is for all of them.</param>
    public static (IReadOnlyList<IgnoreRule> Rules, IReadOnlyList<string> Problems) Read(string text, string name, EventCatalog catalog, Globs states)
    {
        var silencing = new Silencing(catalog);
        var rules = new List<IgnoreRule>();
        var problems = new List<string>();
        var lines = Lines(text, catalog, name, problems);
        for (var i = 0; i < lines.Count; i++)
        {
            var (number, line) = lines[i];
            if (line.IsNegated)
            {
                continue;
            }

            var rule = Rule($"{name}:{number}", line, lines.Skip(i + 1).Select(l => l.Line).Where(l => l.IsNegated), states, silencing);
            if (!silencing.IsNarrow(rule) && !rule.Exemptions.Any(e => silencing.IsSomeType(e.Type)))
            {
                problems.Add($"{name}:{number} would silence everything, so it is left out. Name a type or an id, or take some back with lines that begin with ! below it.");
            }
            else
            {
                rules.Add(rule);
            }
        }

        return (rules, problems);
    }

    private static List<(int Number, DriftIgnoreLine Line)> Lines(string text, EventCatalog catalog, string name, List<string> problems)
    {
        var lines = new List<(int, DriftIgnoreLine)>();
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (DriftIgnoreLine.Read(line, catalog) is { } read)
            {
                lines.Add((number, read));
            }
            else
            {
                problems.Add($"{name}:{number} cannot be meant, so it is left out: write type.id or type.id.attribute, with a backslash before dots that belong to the id.");
            }
        }

        return lines;
    }

    private static IgnoreRule Rule(string name, DriftIgnoreLine line, IEnumerable<DriftIgnoreLine> takenBack, Globs states, Silencing silencing)
    {
        return new()
        {
            Name = name,
            Type = line.Type,
            Id = line.Id,
            Attributes = line.Attribute is null ? [] : [line.Attribute],
            State = states,

            // A file beside one state's code must not silence what belongs to no state at all.
            ReachesUnheld = !silencing.IsAnyType(line.Type),
            Reason = Reason,
            Exemptions = [.. takenBack.Select(l => new Exemption(l.Type, l.Id, l.Attribute))],
        };
    }
}
