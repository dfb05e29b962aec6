using DriftStream.Configuration;
using DriftStream.Core.Judging;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Settings under <c>Slack</c>.</summary>
internal sealed class SlackOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Slack";

    /// <summary>What routes call it.</summary>
    public const string SinkName = "slack";

    private const string Never = "never";

    /// <summary>The incoming webhook's address, or <c>file:</c> and a path. A secret. For those who have no bot.</summary>
    public Secret? WebhookUrl { get; set; }

    /// <summary>The bot's token, <c>xoxb-…</c>. A secret. With it messages are edited as their drift changes and ends.</summary>
    public Secret? BotToken { get; set; }

    /// <summary>The channel that the bot writes to where no route names another: its id.</summary>
    public string? Channel { get; set; }

    /// <summary>What Slack signs presses of buttons with. A secret. Without it messages have links and no buttons.</summary>
    public Secret? SigningSecret { get; set; }

    /// <summary>Ids of users (<c>U…</c>) and user groups (<c>S…</c>) that may press buttons; empty: everybody in the workspace.</summary>
    public IList<string> MayAct { get; } = [];

    /// <summary>Where the bot finds Slack's Web API.</summary>
    public Uri Api { get; set; } = new("https://slack.com/api/");

    /// <summary>How many messages a second are sent at most; Slack allows about one. 0: no limit.</summary>
    public double RatePerSecond { get; set; } = 1;

    /// <summary>How long one message may take.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From which severity a created resource that no state holds is told: a severity, or <c>never</c>.</summary>
    public string Unmanaged { get; set; } = "high";

    /// <summary>The time between two messages to one channel.</summary>
    internal TimeSpan Interval => RatePerSecond > 0 ? TimeSpan.FromSeconds(1 / RatePerSecond) : TimeSpan.Zero;

    /// <summary>What routes may call it; empty where nothing of it is configured.</summary>
    internal IEnumerable<string> Names => BotToken is null && WebhookUrl is null ? [] : [SinkName];

    /// <summary>Whether messages have buttons.</summary>
    internal bool HasButtons => BotToken is not null && SigningSecret is not null;

    /// <summary><see cref="Unmanaged"/> as a severity; null for never.</summary>
    public Severity? UnmanagedFrom => Enum.GetValues<Severity>().Cast<Severity?>().FirstOrDefault(s => s!.Value.Word() == Unmanaged);

    /// <summary>Reports every mistake at once; each names its key, its value (the webhook's never) and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<SlackOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, SlackOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.WebhookUrl is { } webhook && SecretAddress.Problem(webhook) is { } problem)
            {
                result.AddError($"{Section}:WebhookUrl {problem}");
            }

            foreach (var mistake in SlackBotMistakes.In(options))
            {
                result.AddError(mistake);
            }

            if (!(options.RatePerSecond >= 0 && double.IsFinite(options.RatePerSecond)))
            {
                result.AddError($"{Section}:RatePerSecond ({options.RatePerSecond}) is below 0 or no number: no alert could be timed. Use 1, or 0 for no limit.");
            }

            if (options.TimeLimit <= TimeSpan.Zero || options.TimeLimit > TimeSpan.FromMinutes(1))
            {
                result.AddError($"{Section}:TimeLimit ({options.TimeLimit}) is not between 1 ms and 1 minute: every alert would fail, or one would hold up all others.");
            }

            if (options.UnmanagedFrom is null && options.Unmanaged != Never)
            {
                result.AddError(
                    $"{Section}:Unmanaged ({options.Unmanaged}) is neither a severity (info, low, medium, high, critical) nor '{Never}': " +
                    "it would be unclear whether created resources are told.");
            }

            return result.Build();
        }
    }
}
