using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>The part of a sentence that says what changed.</summary>
internal static class ChangePhrase
{
    public static SentenceBuilder Drift(SentenceBuilder sentence, Finding finding)
    {
        var rules = Rules(finding);
        return rules.Count > 0 && rules.Count == finding.Changes.Count
            ? RuleChanges(sentence, rules).Words(" on ").Resource(FindingSentence.Thing(finding))
            : ReplacedElements.Narrowed(finding.Changes) switch
            {
                [] => sentence.Words("changed ").Resource(FindingSentence.Thing(finding)),
                [var only] => One(sentence, only, finding),
                var all when all.All(c => TagKey(c.Path) is not null) => Tags(sentence, finding),
                var inside when IsInside(inside, finding.Changes[0].Path) => Inside(sentence, inside, finding),
                var several => sentence.Words("changed ").List(Paths(several), sentence.Attribute, "attributes").Words(" on ").Resource(FindingSentence.Thing(finding)),
            };
    }

    public static SentenceBuilder Reverted(SentenceBuilder sentence, Finding finding)
    {
        var thing = FindingSentence.Thing(finding);
        var rules = Rules(finding);
        return rules.Count > 0 && rules.Count == finding.Changes.Count
            ? RuleChanges(sentence, rules).Words(" on ").Resource(thing).Words(" again")
            : finding.Changes switch
            {
                [] => sentence.Words("brought ").Resource(thing).Words(" back to what the state says"),
                [var only] => OneBack(sentence, only, thing),
                _ => sentence.Words("set ").List(Paths(finding.Changes), sentence.Attribute, "attributes").Words(" back on ").Resource(thing),
            };
    }

    /// <summary>The security-group rules among the changes; a closed one where the change took it away.</summary>
    public static IReadOnlyList<RuleChange> Rules(Finding finding) =>
        finding.Resource?.Type.Contains("security_group", StringComparison.Ordinal) == true
            ? [.. finding.Changes.Where(c => !c.Hidden).Select(RuleChange.TryRead).OfType<RuleChange>()]
            : [];

    /// <summary>"opened tcp/22 to 0.0.0.0/0 and closed tcp/80 to 10.0.0.0/8".</summary>
    public static SentenceBuilder RuleChanges(SentenceBuilder sentence, IReadOnlyList<RuleChange> rules)
    {
        var groups = rules.GroupBy(r => (r.Verb, r.Way, r.Rule.Ports)).ToList();
        foreach (var (group, i) in groups.Take(2).Select((g, i) => (g, i)))
        {
            sentence.Words(i == 0 ? "" : groups.Count == 2 ? " and " : ", ").Words($"{group.Key.Verb} {group.Key.Way}").Value(group.Key.Ports);
            var peers = group.SelectMany(r => r.Rule.Peers).Distinct().ToList();
            if (peers.Count > 0)
            {
                sentence.Words(" to ").List(peers, sentence.Value, "sources");
            }
        }

        return groups.Count <= 2 ? sentence : sentence.Words($" and changed {groups.Skip(2).Sum(g => g.Count()):N0} more rules");
    }

    /// <summary>What changed, each once, by names short enough for a sentence.</summary>
    public static List<string> Paths(IReadOnlyList<Change> changes) => [.. changes.Select(c => Name(c.Path)).Distinct()];

    private static SentenceBuilder One(SentenceBuilder sentence, Change change, Finding finding)
    {
        var thing = FindingSentence.Thing(finding);
        var kind = TagKey(change.Path) is null ? "" : "tag ";
        var name = TagKey(change.Path) ?? Name(change.Path);
        return change switch
        {
            { Hidden: true } => sentence.Words($"changed {kind}").Attribute(name).Words(" on ").Resource(thing).Words(" (value hidden)"),
            { Before.Kind: ValueKind.Bool, After.Kind: ValueKind.Bool } =>
                sentence.Words(change.After.IsTrue ? "turned on " : "turned off ").Attribute(name).Words(" on ").Resource(thing),
            { Before.IsNull: true, After.IsScalar: true } =>
                sentence.Words(kind.Length > 0 ? "added tag " : "set ").Attribute(name).Words(kind.Length > 0 ? " = " : " to ")
                    .Value(change.After.Text).Words(" on ").Resource(thing),
            { Before.IsScalar: true, After.IsNull: true } =>
                sentence.Words($"removed {kind}").Attribute(name).Words(" (was ").Value(change.Before.Text).Words(") from ").Resource(thing),
            { Before.IsScalar: true, After.IsScalar: true } =>
                sentence.Words($"changed {kind}").Attribute(name).Words(" from ").Value(change.Before.Text).Words(" to ").Value(change.After.Text)
                    .Words(" on ").Resource(thing),
            { Before.IsNull: true } => sentence.Words("added ").Attribute(name).Words(" on ").Resource(thing),
            { After.IsNull: true } => sentence.Words("removed ").Attribute(name).Words(" from ").Resource(thing),
            _ => sentence.Words("changed ").Attribute(name).Words(" on ").Resource(thing),
        };
    }

    private static SentenceBuilder OneBack(SentenceBuilder sentence, Change change, string thing)
    {
        var kind = TagKey(change.Path) is null ? "" : "tag ";
        sentence.Words(change is { After.IsNull: true, Hidden: false } ? $"removed {kind}" : $"set {kind}").Attribute(TagKey(change.Path) ?? Name(change.Path));
        return change switch
        {
            { Hidden: true } => sentence.Words(" back on ").Resource(thing).Words(" (value hidden)"),
            { After.IsNull: true } => sentence.Words(" from ").Resource(thing).Words(" again"),
            { After.IsScalar: true } => sentence.Words(" back to ").Value(change.After.Text).Words(" on ").Resource(thing),
            _ => sentence.Words(" back on ").Resource(thing),
        };
    }

    private static SentenceBuilder Tags(SentenceBuilder sentence, Finding finding)
    {
        var changes = finding.Changes.Where(c => !c.Hidden).ToList();
        var verb = changes.Count > 0 && changes.TrueForAll(c => c.Before.IsNull) ? "added"
            : changes.Count > 0 && changes.TrueForAll(c => c.After.IsNull) ? "removed"
            : "changed";
        return sentence.Words($"{verb} tags ").List([.. finding.Changes.Select(c => TagKey(c.Path)!)], sentence.Attribute, "tags")
            .Words(verb == "removed" ? " from " : " on ").Resource(FindingSentence.Thing(finding));
    }

    // Members of one replaced element.
    private static bool IsInside(IReadOnlyList<Change> told, string path) =>
        told.All(c => c.Path.Length > path.Length && c.Path.StartsWith(path, StringComparison.Ordinal));

    private static SentenceBuilder Inside(SentenceBuilder sentence, IReadOnlyList<Change> inside, Finding finding) => sentence
        .Words("changed ").List([.. inside.Select(c => c.Path[(c.Path.LastIndexOf('.') + 1)..]).Distinct()], sentence.Attribute, "attributes")
        .Words(" in ").Attribute(finding.Changes[0].Path).Words(" on ").Resource(FindingSentence.Thing(finding));

    // Deep in nested blocks the last name says enough.
    private static string Name(string path) => path.Split('.') is [_, _, .., var last] && !path.Contains('[', StringComparison.Ordinal) ? last : path;

    private static string? TagKey(string path) =>
        path.StartsWith("tags.", StringComparison.Ordinal) ? path["tags.".Length..]
        : path.StartsWith("tags[\"", StringComparison.Ordinal) && path.EndsWith("\"]", StringComparison.Ordinal) ? path[6..^2]
        : null;
}

/// <summary>A security-group rule that came or went.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Verb">opened or closed; of an entry that denies, blocked or unblocked.</param>
/// <param name="Way">Empty for incoming, <c>outgoing </c> for outgoing.</param>
internal sealed record RuleChange(NetworkRule Rule, string Verb, string Way)
{
    /// <summary>Ports and direction: "all outgoing ports", "outgoing tcp/443".</summary>
    public string Traffic => Rule.Ports.StartsWith("all ", StringComparison.Ordinal) ? $"all {Way}{Rule.Ports[4..]}" : Way + Rule.Ports;

    public static RuleChange? TryRead(Change change)
    {
        var value = change.After.IsNull ? change.Before : change.After;
        var denies = value["action"].Text == "deny" || value["rule_action"].Text == "deny";
        var verb = (denies, change.After.IsNull) switch { (true, true) => "unblocked", (true, false) => "blocked", (false, true) => "closed", _ => "opened" };
        var isReplaced = !change.After.IsNull && !change.Before.IsNull;
        var outgoing = change.Path.Contains("egress", StringComparison.Ordinal) || value["type"].Text == "egress" || value["egress"].IsTrue;
        return isReplaced || NetworkRule.TryRead(value) is not { } rule ? null : new(rule, verb, outgoing ? "outgoing " : "");
    }
}
