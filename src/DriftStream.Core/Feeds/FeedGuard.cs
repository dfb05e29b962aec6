using System.Globalization;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Core.Feeds;

/// <summary>Recognises events that may keep later ones from arriving. No ignore rule is asked: a rule must not be able to hide that nothing is seen any more.</summary>
public static class FeedGuard
{
    private const int NameLimit = 100;

    /// <summary>What an event did to the feed; null where it did nothing to it.</summary>
    /// <param name="change">The event.</param>
    /// <param name="parts">What events pass on their way.</param>
    /// <param name="runners">Patterns of the principals that run Terraform.</param>
    public static FeedThreat? Look(CloudTrailEvent change, FeedParts parts, IReadOnlyList<string> runners)
    {
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(parts);
        if (FeedCall.Find(change.Source, change.Operation) is not { } call || Triage.Of(change) is not null)
        {
            return null;
        }

        var said = change.Parameters.Find(call.Parameter, StringComparison.OrdinalIgnoreCase) is { IsScalar: true, Text.Length: > 0 } value ? value.Text : call.Unnamed;
        var named = said is null ? null : FeedPart.Named(said, change.Account, change.Region);
        var isKnown = named is not null && call.Parts(parts).Any(part => part.IsSame(named));
        return isKnown || call.IsAboutTrails ? Threat(change, call, named?.Name, isKnown, IsRunner(change, runners)) : null;
    }

    private static bool IsRunner(CloudTrailEvent change, IReadOnlyList<string> runners) =>
        ActorReader.ClaimsTerraform(change) && runners.Any(runner => ActorReader.IsRunner(change.Identity, runner));

    private static FeedThreat Threat(CloudTrailEvent change, FeedCall call, string? name, bool isKnown, bool isRunner)
    {
        var thing = $"{call.Kind}{(name is null ? "" : $" {ForeignText.OneLine(name, NameLimit)}")}";
        var verb = call.Deed.EndsWith(" changed", StringComparison.Ordinal) ? $": {call.Deed}" : $" was {call.Deed}";
        return new(
            isRunner ? Severity.High : Severity.Critical,
            $"DriftStream may be blind: {thing}{verb}{(isRunner ? " by Terraform" : "")}",
            $"{Who(change, isRunner)} called {ForeignText.OneLine(change.Name, NameLimit)} in {Place(change)} at {When(change.Time)} " +
            $"(event {ForeignText.OneLine(change.Id, NameLimit)}). {Meaning(call, isKnown)} If that was not meant, undo it; then have the time between caught up. {Always(isRunner)}");
    }

    private static string Who(CloudTrailEvent change, bool isRunner)
    {
        var name = ForeignText.OneLine(ActorReader.Read(change).Name ?? FindingSentence.Somebody, NameLimit);
        return isRunner ? $"Terraform's declared runner {name} (terraform)" : name;
    }

    private static string Place(CloudTrailEvent change) => ForeignText.OneLine($"{change.Account ?? "an unknown account"} {change.Region}".TrimEnd(), NameLimit);

    private static string When(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string Meaning(FeedCall call, bool isKnown) => call switch
    {
        { IsAboutTrails: true } when !isKnown => "Where this is the only trail, EventBridge gets no more events of the account, and changes there are not seen.",
        { IsAboutTrails: true } => "It records the events that DriftStream reads; changes may not be seen from now on.",
        _ => $"DriftStream's events come through this {call.Kind}; changes may not be seen from now on, or forged ones may be.",
    };

    private static string Always(bool isRunner) => isRunner
        ? "It is high and not critical, because the caller is declared in Runners."
        : "Ignore rules cannot silence this.";
}
