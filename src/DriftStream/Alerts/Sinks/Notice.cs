using DriftStream.Core.Judging;

namespace DriftStream.Alerts.Sinks;

/// <summary>A word about DriftStream itself.</summary>
/// <param name="Severity">How much it matters.</param>
/// <param name="Headline">The whole of it in a few words: plain text.</param>
/// <param name="Text">What it means and what to do: plain text.</param>
internal sealed record Notice(Severity Severity, string Headline, string Text);
