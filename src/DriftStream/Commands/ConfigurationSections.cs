using DriftStream.Configuration;
using DriftStream.Ingest;

namespace DriftStream.Commands;

/// <summary>Every key that may be configured: the shared ones and one section for each concern.</summary>
internal static class ConfigurationSections
{
    public static IReadOnlyList<KnownKey> All { get; } =
    [
        .. KnownKeys.Core,
        KnownKey.Section<QueueOptions>(QueueOptions.Section),
        Section("Ledger", Value<string>("Url")),
        Section("Slack", Value<Secret>("WebhookUrl"), Value<string>("Unmanaged")),
        Section("Http", Value<Uri>("Listen"), Value<Secret>("ApiKey"), Value<Uri>("PublicUrl")),
        Section("Hold", Value<TimeSpan>("AfterWindow"), Value<TimeSpan>("WithoutWindow")),
    ];

    private static KnownKey Section(string name, params KnownKey[] members) => new(name, KeyShape.Section) { Members = members };

    private static KnownKey Value<T>(string name) => new(name, KeyShape.Value) { ValueType = typeof(T) };
}
