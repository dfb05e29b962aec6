using DriftStream.Alerts;
using DriftStream.Configuration;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Web;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Every key that may be configured: the shared ones and one section for each concern.</summary>
internal static class ConfigurationSections
{
    public static IReadOnlyList<KnownKey> All { get; } =
    [
        .. KnownKeys.Core,
        KnownKey.Section<QueueOptions>(QueueOptions.Section),
        KnownKey.Section<LedgerOptions>(LedgerOptions.Section),
        KnownKey.Section<SlackOptions>(SlackOptions.Section),
        KnownKey.Section<HttpOptions>(HttpOptions.Section),
    ];

    /// <summary>What the sections' own checks find wrong.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration values) =>
    [
        .. Mistakes(values, QueueOptions.Section, new QueueOptions.Validator()),
        .. Mistakes(values, LedgerOptions.Section, new LedgerOptions.Validator()),
        .. Mistakes(values, SlackOptions.Section, new SlackOptions.Validator()),
        .. Mistakes(values, HttpOptions.Section, new HttpOptions.Validator()),
    ];

    private static IEnumerable<string> Mistakes<TOptions>(IConfiguration values, string section, IValidateOptions<TOptions> check)
        where TOptions : class, new()
    {
        try
        {
            return check.Validate(null, values.GetSection(section).Get<TOptions>() ?? new()).Failures ?? [];
        }
        catch (InvalidOperationException)
        {
            // A value of the wrong kind: told already, and the section cannot be looked at as a whole.
            return [];
        }
    }
}
