namespace DriftStream.Web.View;

/// <summary>What an empty timeline says: what is true, what is missing, what to do next.</summary>
internal static class EmptyViews
{
    public static EmptyView Of(PageReading reading)
    {
        List<string> missing = [.. Missing(reading.Health)];
        return reading.Health.Events.Judged == 0
            ? new(EmptyPicture.Curve, "No event yet", BeforeTheFirst(reading.Health, missing), missing, [.. Steps(reading)])
            : AllQuiet(reading, missing);
    }

    private static EmptyView AllQuiet(PageReading reading, List<string> missing)
    {
        var judged = $"{Shown.Several(reading.Health.Events.Judged, "event")} judged, none of them a finding.";
        var states = reading.Health.States;
        return missing.Count > 0
            ? new(EmptyPicture.Search, "No finding yet", judged, missing, [])
            : new(EmptyPicture.AllQuiet, "The cloud is what the states say.",
                $"{judged} {Shown.Several(states.Resources, "resource")} in {Shown.Several(states.Loaded, "state")} are watched.", [], []);
    }

    private static string BeforeTheFirst(DetectionHealth health, List<string> missing) => missing.Count == 0
        ? $"The queue answers, {Shown.Several(health.States.Loaded, "state")} with {Shown.Several(health.States.Resources, "resource")} are loaded. " +
            "Change a tag in the console: it shows here within seconds."
        : "DriftStream is running and ready to take events. They show here the moment they are judged, without reloading.";

    private static IEnumerable<string> Missing(DetectionHealth health)
    {
        if (health.LedgerProblem is not null)
        {
            yield return "The ledger cannot be written: nothing is taken until it can.";
        }

        if (health.States.Configured == 0)
        {
            yield return "No state is configured: nothing counts as managed by Terraform.";
        }
        else if (health.States.Loaded < health.States.Configured)
        {
            yield return $"{Shown.Several(health.States.Configured - health.States.Loaded, "state")} could not be loaded: changes to what is in there are not recognised.";
        }

        if (health.Queue is null)
        {
            yield return "No queue is configured: events arrive only over HTTP.";
        }
        else if (health.Queue.Problem is not null)
        {
            yield return "The queue cannot be reached: events wait there.";
        }
    }

    private static IEnumerable<StepView> Steps(PageReading reading)
    {
        var key = reading.NeedsKey ? " --oauth2-bearer \"$KEY\"" : "";
        yield return new("Watch a story first: an incident in one minute, with everything it needs built in.", "driftstream demo");
        yield return new("Send one event: a CloudTrail record or an EventBridge envelope.", $"curl --json @event.json{key} {reading.Address}/api/v1/events");
        if (reading.Health.States.Configured == 0)
        {
            yield return new("Name your states, so that DriftStream knows what is managed.", "\"States\": [ \"s3://bucket/prefix/\" ]");
        }
    }
}
