using DriftStream.Ledger;

namespace DriftStream.Alerts.Sinks;

/// <summary>Something to tell one channel of one sink.</summary>
/// <param name="Id">The same whenever the same is told again.</param>
/// <param name="Channel">The sink's channel; empty for the only one.</param>
internal abstract record News(string Id, string Channel)
{
    /// <summary>Whom to call by name, as the route says; null for nobody.</summary>
    public string? Mention { get; init; }

    /// <summary>The message that told of it before and can be edited; null where there is none.</summary>
    public MessagePlace? Known { get; init; }
}

/// <summary>News of one drift, or of one finding without a drift.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="Channel">The sink's channel.</param>
/// <param name="Occasion">What happened.</param>
internal sealed record DriftNews(string Id, string Channel, AlertOccasion Occasion) : News(Id, Channel);

/// <summary>Many changes by one actor, or all that waited for the end of quiet hours.</summary>
/// <param name="Id">The digest's id.</param>
/// <param name="Channel">The sink's channel.</param>
/// <param name="Digest">What is in it.</param>
internal sealed record DigestNews(string Id, string Channel, Digest Digest) : News(Id, Channel);

/// <summary>A part of the full list behind a digest; goes into its thread where there is one.</summary>
/// <param name="Id">The digest's id and the part's number.</param>
/// <param name="Channel">The sink's channel.</param>
/// <param name="Title">What it lists.</param>
/// <param name="Lines">One change each: plain text, not escaped.</param>
internal sealed record ListingNews(string Id, string Channel, string Title, IReadOnlyList<string> Lines) : News(Id, Channel);

/// <summary>Something about DriftStream itself: a gap in the events, a test message.</summary>
/// <param name="Id">The alert's id.</param>
/// <param name="Channel">The sink's channel.</param>
/// <param name="Notice">What is said.</param>
internal sealed record NoticeNews(string Id, string Channel, Notice Notice) : News(Id, Channel);
