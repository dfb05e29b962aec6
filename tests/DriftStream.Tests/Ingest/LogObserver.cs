using DriftStream.Tests.LocalAws;
using Microsoft.Extensions.Logging;

namespace DriftStream.Tests.Ingest;

/// <summary>Keeps every logged line, exception texts included, so that a test can await one, or show that none says too much.</summary>
internal sealed class LogObserver : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public Observed<LogLine> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Observer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Observer(LogObserver owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => owner._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            owner._scopes.ForEachScope((scope, all) => all.Add($"{scope}"), scopes);
            owner.Lines.Add(new LogLine(
                eventId.Id, logLevel, category, $"{formatter(state, exception)} {exception}", string.Join(" > ", scopes)));
        }
    }
}
