using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Severities;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Severities;

/// <summary>Which attributes of the whole provider guard something, by the rules on names: to be read by a person whenever rules or catalogue change.</summary>
public sealed class GuardedAttributesTests
{
    private const int MostTypes = 6;
    private const int MostDepth = 6;
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void The_attributes_that_guard_something_are_those_approved()
    {
        var guarded = Attributes().Select(a => (a.Type, a.Path, Rule: GuardRules.Of(a))).Where(a => a.Rule is not null).ToList();
        var text = new StringBuilder();
        foreach (var rule in guarded.GroupBy(a => (a.Rule!.Effect.Name, a.Rule.Loss)).OrderBy(g => g.Key.Name, StringComparer.Ordinal).ThenBy(g => g.Key.Loss))
        {
            text.Append($"{rule.Key.Name}, {Way(rule.Key.Loss)}\n");
            foreach (var path in rule.GroupBy(a => a.Path).OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                var types = path.Select(a => a.Type["aws_".Length..]).Order(StringComparer.Ordinal).ToList();
                text.Append($"  {path.Key}: {string.Join(", ", types.Take(MostTypes))}{(types.Count > MostTypes ? $" and {types.Count - MostTypes} more" : "")}\n");
            }
        }

        text.ToString().ShouldBeApproved("guarded-attributes");
    }

    [Fact]
    public void The_types_whose_deletion_loses_more_than_themselves_are_those_approved()
    {
        var rows = Catalog.Types.Select(t => (Type: t, Deletions.Of(t).Effect)).Where(t => t.Effect != SeverityEffects.Deleted)
            .GroupBy(t => t.Effect.Name).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}\n{string.Concat(g.Select(t => $"  {t.Type}\n").Order(StringComparer.Ordinal))}");

        string.Concat(rows).ShouldBeApproved("telling-deletions");
    }

    [Fact]
    public void Every_pattern_fits_something_that_no_earlier_rule_fits()
    {
        var guarded = Attributes().ToLookup(GuardRules.Of);

        var idle = GuardRules.All.SelectMany(rule => rule.Patterns.Where(pattern => !guarded[rule].Any(pattern.Fits))).Select(pattern => pattern.Text);

        idle.ShouldBeEmpty();
    }

    private static string Way(Loss loss) => loss switch
    {
        Loss.Off => "lost when off, empty or weaker",
        Loss.On => "lost when on",
        Loss.Less => "lost when smaller",
        Loss.OlderTls => "lost when it takes an older TLS",
        _ => "lost when it says public",
    };

    private static IEnumerable<AttributeName> Attributes() =>
        from type in Catalog.Types
        from path in Paths(Catalog.Type(type)!.Attributes, "", 0)
        select new AttributeName(type, path);

    // What only AWS fills cannot drift; deeper than that only dashboards go.
    private static IEnumerable<string> Paths(IReadOnlyDictionary<string, AttributeFacts> attributes, string parent, int depth) => depth > MostDepth ? [] :
        from attribute in attributes
        where !attribute.Value.IsComputedOnly
        from path in Paths(attribute.Value.Nested, $"{parent}{attribute.Key}.", depth + 1).Prepend(parent + attribute.Key)
        select path;
}
