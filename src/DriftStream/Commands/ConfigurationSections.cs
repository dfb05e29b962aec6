using DriftStream.Alerts;
using DriftStream.Configuration;
using DriftStream.Ingest;
using DriftStream.Ledger;
using DriftStream.Web;

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

    private static KnownKey Section(string name, params KnownKey[] members) => new(name, KeyShape.Section) { Members = members };

    private static KnownKey Value<T>(string name) => new(name, KeyShape.Value) { ValueType = typeof(T) };
}
