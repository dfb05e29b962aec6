using System.Text.Json;
using DriftStream.Core.Judging;

namespace DriftStream.OpenData;

/// <summary>What people say about the events of a real log.</summary>
/// <param name="Labels">The events that somebody looked at.</param>
/// <param name="ByTerraform">The ids of the events that Terraform caused.</param>
internal sealed record RealLogLabels(IReadOnlyList<RealLogLabel> Labels, IReadOnlyList<string> ByTerraform)
{
    /// <summary>Reads the file of labels.</summary>
    public static RealLogLabels Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(
            [.. file.RootElement.GetProperty("events").EnumerateArray().Select(e => new RealLogLabel(Text(e, "eventID")!, Text(e, "event")!, Text(e, "address"), Text(e, "expected")!))],
            [.. file.RootElement.GetProperty("by_terraform").EnumerateArray().Select(e => Text(e, "eventID")!)]);
    }

    private static string? Text(JsonElement label, string name) => label.GetProperty(name).GetString();
}

/// <summary>What somebody says about one event.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Event">Service and name.</param>
/// <param name="Address">The address it is about; null for none.</param>
/// <param name="Expected">The label's own word.</param>
internal sealed record RealLogLabel(string EventId, string Event, string? Address, string Expected)
{
    private static readonly Verdict[] Silent = [.. Enum.GetValues<Verdict>().Where(v => !v.IsShown())];

    /// <summary>The verdicts that the label's word means.</summary>
    public IReadOnlyList<Verdict> Verdicts => Expected switch
    {
        "drift" => [Verdict.Drift],
        "revert" => [Verdict.Reverted],
        "deleted" => [Verdict.Deleted],
        "related" => [Verdict.Attached, Verdict.Touched],
        "unmanaged" => [Verdict.Unmanaged],
        "failed" => [Verdict.Failed],
        "not-drift" => Silent,
        _ => throw new InvalidDataException($"The label of {EventId} says '{Expected}', which means no verdict."),
    };

    /// <summary>Whether the event should be shown.</summary>
    public bool IsShown => Verdicts.Any(v => v.IsShown());

    /// <summary>Whether a verdict on an address is what the label says.</summary>
    public bool Fits(Verdict verdict, string? address) => Verdicts.Contains(verdict) && (Address is null || address == Address);
}
