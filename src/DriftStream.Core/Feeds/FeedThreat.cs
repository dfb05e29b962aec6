using DriftStream.Core.Judging;

namespace DriftStream.Core.Feeds;

/// <summary>An event that may have blinded DriftStream.</summary>
/// <param name="Severity">Critical; high where Terraform's declared runner did it.</param>
/// <param name="Headline">The news in a few words: plain text.</param>
/// <param name="Text">Who did what, where and when, what it means and what to do: plain text.</param>
public sealed record FeedThreat(Severity Severity, string Headline, string Text);
