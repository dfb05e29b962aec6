using Microsoft.Extensions.Options;

namespace DriftStream.Tests.Alerts;

/// <summary>Settings that never change.</summary>
internal static class Fixed
{
    public static IOptionsMonitor<T> Of<T>(T options) => new Monitor<T>(options);

    private sealed class Monitor<T>(T options) : IOptionsMonitor<T>
    {
        public T CurrentValue => options;

        public T Get(string? name) => options;

        public IDisposable? OnChange(Action<T, string?> listener) => null;
    }
}
