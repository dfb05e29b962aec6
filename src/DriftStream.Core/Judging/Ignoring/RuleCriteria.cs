using System.Globalization;
using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Holds a rule against an event, criterion by criterion.</summary>
internal static class RuleCriteria
{
    /// <summary>Whether everything but the attributes fits.</summary>
    public static bool Fit(IgnoreRule rule, IgnoreSubject subject) =>
        rule.Type.Fit(subject.Type)
        && rule.Address.Fit(subject.Addresses)
        && FitsState(rule, subject)
        && rule.Id.Fit(subject.Ids)
        && rule.Event.Fit(subject.Events)
        && rule.Account.Fit(subject.Change.Account)
        && rule.Region.Fit(subject.Change.Region)
        && (rule.ActorKind is not { } kind || kind == subject.Actor.Kind)
        && rule.Actor.Fit(subject.Actors)
        && !IsOver(rule, subject);

    /// <summary>What of the rule does not fit, in words; for people only.</summary>
    public static IEnumerable<string> Misses(IgnoreRule rule, IgnoreSubject subject)
    {
        (bool Fits, string Criterion, object? Wanted, string? Found)[] criteria =
        [
            (rule.Type.Fit(subject.Type), "type", rule.Type, subject.Type),
            (rule.Address.Fit(subject.Addresses), "address", rule.Address, subject.Addresses.FirstOrDefault() ?? "in no state"),
            (FitsState(rule, subject), "state", rule.State, subject.State ?? "none"),
            (rule.Id.Fit(subject.Ids), "id", rule.Id, subject.Ids.IsEmpty ? "unknown" : subject.Ids[0]),
            (rule.Event.Fit(subject.Events), "event", rule.Event, subject.Change.Name),
            (rule.Account.Fit(subject.Change.Account), "account", rule.Account, subject.Change.Account),
            (rule.Region.Fit(subject.Change.Region), "region", rule.Region, subject.Change.Region),
            (rule.ActorKind is not { } kind || kind == subject.Actor.Kind, "kind of actor", rule.ActorKind?.Word(), subject.Actor.Kind.Word()),
            (rule.Actor.Fit(subject.Actors), "actor", rule.Actor, subject.Actor.Name ?? subject.Actor.Arn),
        ];
        return criteria.Where(c => !c.Fits).Select(c => $"its {c.Criterion} is {c.Wanted}, and here it is {c.Found ?? "unknown"}")
            .Concat(IsOver(rule, subject) ? [$"it expired at {Moment(rule.Expires!.Value)}"] : []);
    }

    /// <summary>What the rule asks for, in words.</summary>
    public static IEnumerable<string> Written(IgnoreRule rule)
    {
        (string Name, string? Text)[] criteria =
        [
            ("address", Text(rule.Address)),
            ("type", Text(rule.Type)),
            ("id", Text(rule.Id)),
            ("state", Text(rule.State)),
            ("attribute", rule.Attributes.Count == 0 ? null : string.Join(" or ", rule.Attributes)),
            ("actor", Text(rule.Actor)),
            ("kind of actor", rule.ActorKind?.Word()),
            ("event", Text(rule.Event)),
            ("account", Text(rule.Account)),
            ("region", Text(rule.Region)),
            ("but not", rule.Exemptions.Count == 0 ? null : string.Join(" or ", rule.Exemptions)),
            ("until", rule.Expires is { } expires ? Moment(expires) : null),
        ];
        return criteria.Where(c => c.Text is not null).Select(c => $"{c.Name} {c.Text}");
    }

    private static bool FitsState(IgnoreRule rule, IgnoreSubject subject) => (subject.State is null && rule.ReachesUnheld) || rule.State.Fit(subject.State);

    // By the time of the event, so that a replay says the same on every day.
    private static bool IsOver(IgnoreRule rule, IgnoreSubject subject) => rule.Expires is { } expires && subject.Change.Time >= expires;

    private static string? Text(Globs globs) => globs.IsAny ? null : globs.ToString();

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
