namespace DriftStream.Alerts;

/// <summary>What a Slack message may hold.</summary>
internal enum SlackForm
{
    /// <summary>An incoming webhook's: links only, as nobody would answer a button.</summary>
    Links,

    /// <summary>A bot's whose buttons are answered.</summary>
    Buttons,
}
