using DriftStream.Alerts.Sinks;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Routing;

/// <summary>Says who is told of an occasion.</summary>
internal sealed class AlertRouter(
    IOptionsMonitor<AlertOptions> options, IOptions<SlackOptions> slack, AlertSinks sinks, AlertContext context, TimeProvider clock)
{
    /// <summary>The sink of routes that tell nobody.</summary>
    public const string Nobody = "none";

    private (AlertOptions From, IReadOnlyList<Route> Routes)? _known;

    /// <summary>Where the occasion is told; empty for nowhere.</summary>
    public IReadOnlyList<AlertTarget> Targets(AlertOccasion occasion)
    {
        if (sinks.All.Count == 0 || !AlertPolicy.IsTold(occasion.Finding, slack.Value))
        {
            return [];
        }

        var settings = options.CurrentValue;
        var owner = settings.Routes.Any(r => r.Owner is not null) ? OwnerOf(occasion.Finding, settings.Owners) : null;
        var account = context.Account(occasion.Finding.Event.Account);
        var route = Routes(settings).FirstOrDefault(r => r.Fits(occasion, account, owner));
        return [.. SinksOf(route).Select(sink => Target(sink, route, occasion))];
    }

    /// <summary>Where a word about DriftStream itself is told: only routes that ask for nothing but a severity are meant for it. Quiet hours do not count.</summary>
    public IReadOnlyList<NoticeTarget> NoticeTargets(Severity severity)
    {
        var route = Routes(options.CurrentValue).FirstOrDefault(r => r.FitsNotices(severity));
        return [.. SinksOf(route).Select(sink => new NoticeTarget(
            sink,
            sink.Traits.Edits ? route?.Entry.Channel ?? "" : "",
            severity == Severity.Critical && sink.Name == SlackOptions.SinkName ? route?.Entry.Mention : null))];
    }

    /// <summary>Who owns the resource of a finding, by its owner tag; null where nobody is known to.</summary>
    public string? OwnerOf(Finding finding) => OwnerOf(finding, options.CurrentValue.Owners);

    private IReadOnlyList<Route> Routes(AlertOptions settings)
    {
        if (_known is { } known && ReferenceEquals(known.From, settings))
        {
            return known.Routes;
        }

        IReadOnlyList<Route> routes = [.. settings.Routes.Select(r => Read(r, settings))];
        _known = (settings, routes);
        return routes;
    }

    private static Route Read(RouteEntry entry, AlertOptions settings) => new(
        entry,
        entry.Severity is { } word ? ContractWordReader.Severity(word) : Severity.Info,
        entry.QuietHours is { } quiet && QuietHours.ReadTime(quiet.From) is { } from && QuietHours.ReadTime(quiet.To) is { } to
            ? new(from, to, QuietHours.ReadZone(quiet.TimeZone ?? settings.TimeZone) ?? TimeZoneInfo.Utc, ContractWordReader.Severity(quiet.Severity))
            : null);

    private IEnumerable<IAlertSink> SinksOf(Route? route) => route is null || route.Entry.Sinks.Count == 0
        ? sinks.All
        : sinks.All.Where(s => route.Entry.Sinks.Contains(s.Name));

    private AlertTarget Target(IAlertSink sink, Route? route, AlertOccasion occasion)
    {
        var weight = occasion.Weight;
        // Only what is edited has channels of its own to choose from.
        var channel = sink.Traits.Edits ? route?.Entry.Channel ?? "" : "";
        return new(
            sink.Name,
            channel,
            weight == Severity.Critical && !occasion.IsResolve && sink.Name == SlackOptions.SinkName ? route?.Entry.Mention : null,
            route?.Quiet is { } quiet && sink.Traits.ForPeople && weight < quiet.Loud ? quiet.EndAfter(clock.GetUtcNow()) : null);
    }

    private string? OwnerOf(Finding finding, IReadOnlyList<string> tags)
    {
        var held = finding.Resource is { } resource ? context.Tags(resource) : new Dictionary<string, string>();
        return tags
            .Select(tag => finding.Changes.Where(c => c.Path == AttributePath.Key("tags", tag) && c is { Hidden: false, After.IsNull: false }).Select(c => c.After.Text).FirstOrDefault() ?? held.GetValueOrDefault(tag))
            .FirstOrDefault(owner => !string.IsNullOrEmpty(owner));
    }
}
