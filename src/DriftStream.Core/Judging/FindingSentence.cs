using DriftStream.Core.CloudTrail;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>Says a finding in one sentence: actor, verb in the past, thing, values. "alice@example.com opened tcp/22 to 0.0.0.0/0 on aws_security_group.web"</summary>
public static class FindingSentence
{
    /// <summary>Who did it where the record names nobody.</summary>
    public const string Somebody = "somebody";

    private static readonly string[] Places = [" on ", " from ", " to "];
    private static readonly string[] KnownBy = ["id", "name", "access_key_id", "policy_arn", "policy_name", "statement_id", "arn"];

    /// <summary>The sentence as plain text without a full stop; not escaped.</summary>
    public static string Text(Finding finding) => string.Concat(Parts(finding).Select(p => p.Text));

    /// <summary>The sentence in pieces, for places that mark names and values.</summary>
    public static IReadOnlyList<SentencePart> Parts(Finding finding)
    {
        var sentence = new SentenceBuilder().Actor(finding.Actor.Name ?? Somebody).Words(" ");
        _ = finding.Verdict switch
        {
            Verdict.Drift => ChangePhrase.Drift(sentence, finding),
            Verdict.Reverted => ChangePhrase.Reverted(sentence, finding),
            Verdict.Touched => Touched(sentence, finding),
            Verdict.Deleted => sentence.Words("deleted ").Resource(Thing(finding)),
            Verdict.Attached => Attached(sentence, finding),
            Verdict.Unmanaged => Created(sentence, finding),
            _ => Called(sentence, finding),
        };
        return IsFalseClaim(finding) ? sentence.Words(", claiming to be Terraform").Parts : sentence.Parts;
    }

    /// <summary>The sentence without the actor, and without the resource where only the place of the change is meant: for rows that show both beside it.</summary>
    public static IReadOnlyList<SentencePart> Deed(Finding finding)
    {
        var parts = Parts(finding).Skip(2).ToList();
        for (var i = 1; finding.Resource?.Address is not null && i < parts.Count; i++)
        {
            var before = parts[i - 1].Text;
            if (parts[i].Kind == SentencePartKind.Resource && Places.FirstOrDefault(p => before.EndsWith(p, StringComparison.Ordinal)) is { } place)
            {
                parts[i - 1] = parts[i - 1] with { Text = before[..^place.Length] };
                parts.RemoveAt(i);
                break;
            }
        }

        return [.. parts.Where(p => p.Text.Length > 0)];
    }

    /// <summary>The news in a few words for a headline: "tcp/22 opened to everyone". Without names and values that others chose.</summary>
    public static string Headline(Finding finding)
    {
        var type = ForeignText.OneLine(finding.Resource?.Type ?? "a resource", 60);
        var rules = ChangePhrase.Rules(finding);
        return finding.Verdict switch
        {
            Verdict.Drift or Verdict.Attached when rules.Count > 0 => RuleHeadline(rules),
            Verdict.Drift => $"{type}: {Roots(finding)} changed",
            Verdict.Reverted when rules.Count > 0 => RuleHeadline(rules) + " again",
            Verdict.Reverted => $"{type}: {Roots(finding)} set back",
            Verdict.Touched => $"{type} changed, value hidden",
            Verdict.Deleted => $"{type} deleted",
            Verdict.Attached => $"{Roots(finding)} attached to {type}",
            Verdict.Unmanaged => $"{type} created, in no state",
            _ => $"{type}: {finding.Verdict.Word()}",
        };
    }

    /// <summary>What the finding is about: the address, else type and id.</summary>
    internal static string Thing(Finding finding) => finding.Resource switch
    {
        null => "a resource",
        { Address: { } address } => address,
        { Id: { } id } resource => $"{resource.Type} {id}",
        var resource => resource.Type,
    };

    internal static string KnownName(Value child) =>
        KnownBy.Select(name => child[name]).FirstOrDefault(v => v.IsScalar && v.Text.Length > 0)?.Text ?? "";

    // Believed calls of Terraform are no findings: whoever is left made the claim without being a declared runner.
    private static bool IsFalseClaim(Finding finding) =>
        finding is { Verdict: Verdict.Drift or Verdict.Deleted, Actor: { Via: ActorVia.Terraform, Kind: not ActorKind.Terraform } };

    private static string Roots(Finding finding)
    {
        var roots = finding.Changes.Select(c => ForeignText.OneLine(c.Path.Split('.', '[')[0], 60)).Distinct().ToList();
        return roots.Count switch { 0 => "something", 1 => roots[0], _ => $"{roots[0]} and {roots.Count - 1:N0} more" };
    }

    private static string RuleHeadline(IReadOnlyList<RuleChange> rules)
    {
        var first = rules.OrderByDescending(r => r.Rule.IsOpenToWorld).First();
        var news = $"{first.Rule.Ports} {first.Verb}{(first.Rule.IsOpenToWorld ? " to everyone" : "")}";
        var others = rules.Select(r => (r.Verb, r.Way, r.Rule.Ports)).Distinct().Count() - 1;
        return others == 0 ? news : $"{news}, and {others:N0} more";
    }

    private static SentenceBuilder Touched(SentenceBuilder sentence, Finding finding) => finding.Changes.Count == 0
        ? sentence.Words("changed ").Resource(Thing(finding)).Words("; the event does not tell what")
        : sentence.Words("changed ").List(ChangePhrase.Paths(finding.Changes), sentence.Attribute, "attributes")
            .Words(" on ").Resource(Thing(finding)).Words(" (value hidden)");

    private static SentenceBuilder Attached(SentenceBuilder sentence, Finding finding)
    {
        var rules = ChangePhrase.Rules(finding);
        if (rules.Count > 0)
        {
            return ChangePhrase.RuleChanges(sentence, rules).Words(" on ").Resource(Thing(finding)).Words(", with a rule that no state holds");
        }

        if (finding.Changes.Count == 0)
        {
            return sentence.Words("attached something to ").Resource(Thing(finding));
        }

        var child = finding.Changes[0];
        sentence.Words("attached ").Resource(child.Path);
        if (KnownName(child.After) is { Length: > 0 } name)
        {
            sentence.Words(" ").Value(name);
        }

        return sentence.Words(finding.Changes.Count == 1 ? " to " : $" and {finding.Changes.Count - 1:N0} more to ").Resource(Thing(finding));
    }

    private static SentenceBuilder Created(SentenceBuilder sentence, Finding finding)
    {
        sentence.Words("created ").Resource(Thing(finding));
        if (finding.Resource?.Parent is { } parent)
        {
            sentence.Words(" in ").Resource(parent);
        }

        return sentence.Words(", which no state holds");
    }

    private static SentenceBuilder Called(SentenceBuilder sentence, Finding finding)
    {
        sentence.Words("called ").Value(finding.Event.Name);
        return finding.Resource is null ? sentence : sentence.Words(" on ").Resource(Thing(finding));
    }
}
