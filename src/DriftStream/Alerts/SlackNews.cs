using DriftStream.Alerts.Sinks;

namespace DriftStream.Alerts;

/// <summary>Writes any news for Slack.</summary>
internal static class SlackNews
{
    /// <summary>The message.</summary>
    public static SlackBody Of(News news, AlertContext context, SlackForm form) => news switch
    {
        DriftNews drift => new SlackMessage(drift.Occasion, context, form).Of(drift.Mention),
        DigestNews digest => new SlackDigest(digest.Digest, context, form).Of(digest.Mention),
        ListingNews listing => SlackListing.Of(listing),
        NoticeNews notice => SlackNotice.Of(notice.Notice, notice.Mention),
        _ => throw new ArgumentException($"{news.GetType().Name} is no news that Slack could be told.", nameof(news)),
    };

    /// <summary>What is said in the thread besides the edit; null where the edit is enough.</summary>
    public static SlackBody? Reply(News news, AlertContext context) => news switch
    {
        DriftNews { Occasion: { IsOver: true } or { Kind: Ledger.AlertKind.Reminder } } drift => new SlackMessage(drift.Occasion, context, SlackForm.Buttons).Reply(),
        DigestNews { Digest.IsOver: true } digest => new SlackDigest(digest.Digest, context, SlackForm.Buttons).Reply(),
        _ => null,
    };
}
