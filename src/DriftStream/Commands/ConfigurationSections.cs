using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Every key that may be configured: the shared ones and one section for each concern.</summary>
internal static class ConfigurationSections
{
    public static IReadOnlyList<KnownKey> All { get; } =
    [
        .. KnownKeys.Core,
    ];
}
