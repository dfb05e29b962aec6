using DriftStream.Core.Tests.Judging;

namespace DriftStream.Accuracy;

/// <summary>All open records against states of other owners, where every address that is found is a mistake.</summary>
internal static class Strangers
{
    public static Figure Figure(string data)
    {
        var events = OpenRecords.Read(data, "events", "raw_files");
        var states = OpenRecords.ReadStates(Path.Combine(data, "states"));
        var misled = CorpusRun.Of(new("", [], events, states, [], null), events).Findings.Where(f => f.Resource?.Address is not null).Select(f => f.Event.Id).Distinct().Count();
        return new("strangers", "events that find an address in the states of strangers", new(misled, events.Count)) { IsFault = true, Addition = $", each against {states.Count} states" };
    }
}
