using DriftStream.Configuration;
using DriftStream.Core.Judging;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts;

/// <summary>Settings under <c>Slack</c>.</summary>
internal sealed class SlackOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Slack";

    private const string Never = "never";

    /// <summary>The incoming webhook's address, or <c>file:</c> and a path. A secret. Without it nobody is told.</summary>
    public Secret? WebhookUrl { get; set; }

    /// <summary>How many messages a second are sent at most; Slack allows about one. 0: no limit.</summary>
    public double RatePerSecond { get; set; } = 1;

    /// <summary>How long one message may take.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>From which severity a created resource that no state holds is told: a severity, or <c>never</c>.</summary>
    public string Unmanaged { get; set; } = "high";

    /// <summary><see cref="Unmanaged"/> as a severity; null for never.</summary>
    public Severity? UnmanagedFrom => Enum.GetValues<Severity>().Cast<Severity?>().FirstOrDefault(s => s!.Value.Word() == Unmanaged);

    /// <summary>Reports every mistake at once; each names its key, its value (the webhook's never) and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<SlackOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, SlackOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.WebhookUrl is { } webhook && WebhookProblem(webhook) is { } problem)
            {
                result.AddError($"{Section}:WebhookUrl {problem}");
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

        private static string? WebhookProblem(Secret webhook) => webhook.Reveal() switch
        {
            "" => "is empty: no alert could be sent. Leave the key out to have none.",
            var text when !Uri.TryCreate(text, UriKind.Absolute, out _) =>
                "is no web address (its value is not shown, as it is a secret): no alert could be sent.",
            var text when new Uri(text) is not { Scheme: "https" } and not { Scheme: "http", IsLoopback: true } =>
                "does not begin with https:// (its value is not shown, as it is a secret): alerts would cross the network readable for others.",
            _ => null,
        };
    }
}
