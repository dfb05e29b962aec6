using DriftStream.Configuration;
using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>Tells people, line by line, what a replay came to.</summary>
internal static class ReplaySummary
{
    private const int UnknownNamed = 10;

    /// <summary>The lines about what was judged.</summary>
    public static IEnumerable<string> Lines(ReplayReport report)
    {
        var (reading, tally) = (report.Reading, report.Tally);
        yield return $"Read {Count(reading.Items, "item")} from {Count(report.Files, "file")}: {Count(reading.Records, "CloudTrail record")}, {NotCloudTrail(reading)}, {reading.Unreadable} unreadable.";
        if (reading.LeftOut > 0)
        {
            yield return $"Not asked about: {Count(reading.LeftOut, "record")}, by time, account or region.";
        }

        if (reading.PassedOver > 0)
        {
            yield return $"Passed over, as findings about resources that a state holds are asked for: {Count(reading.PassedOver, "change")} that made something else or say they are Terraform's.";
        }

        yield return $"Found: {Listed(tally, shown: true)}.";
        yield return $"Besides: {Listed(tally, shown: false)}.";
        if (reading.Proven is { Unheld: var unheld, Quiet: var quiet } && unheld + quiet > 0)
        {
            yield return $"Not judged, as no drift can come of them: {Count(unheld, "change")} of what no state holds, {Count(quiet, "call")} that changed nothing Terraform could hold.";
        }

        var ignored = tally.Ignored.Select(pair => $"{TerminalText.Clean(pair.Key)} {pair.Value}").ToList();
        if (ignored.Count > 0)
        {
            yield return $"Swallowed by ignore rules: {string.Join(", ", ignored)}.";
        }

        if (tally.Unchecked > 0)
        {
            yield return $"Taken for Terraform's by user agent alone, with no state to confirm it: {Count(tally.Unchecked, "call")}. Declare who runs Terraform, with --runner or under Runners, and everyone else's calls are reported.";
        }

        foreach (var line in UnknownLines(tally))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> UnknownLines(ReplayTally tally)
    {
        var unknown = tally.Unknown.ToList();
        if (unknown.Count == 0)
        {
            yield break;
        }

        var rest = unknown.Count > UnknownNamed ? $", and {unknown.Count - UnknownNamed} other names" : "";
        var named = unknown.Take(UnknownNamed).Select(pair => $"{TerminalText.Clean(pair.Key)} {pair.Value}");
        yield return $"Events whose effect DriftStream does not know: {string.Join(", ", named)}{rest}.";
    }

    private static string NotCloudTrail(FileReading reading)
    {
        var types = reading.NotCloudTrail.Select(pair => $"{TerminalText.Clean(pair.Key)} {pair.Value}");
        return reading.NotCloudTrail.Count == 0 ? "0 others" : $"{Count(reading.NotCloudTrail.Values.Sum(), "other")} ({string.Join(", ", types)})";
    }

    private static string Listed(ReplayTally tally, bool shown)
    {
        var counts = tally.Verdicts.Where(pair => pair.Key.IsShown() == shown).Select(pair => $"{pair.Key.Word()} {pair.Value}").ToList();
        return counts.Count == 0 ? "nothing" : string.Join(", ", counts);
    }

    /// <summary>A number, written in some way, and its noun.</summary>
    public static string Count(long number, string noun, string format) => $"{number.ToString(format)} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>A number and its noun.</summary>
    public static string Count(long number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
