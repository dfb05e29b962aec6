using DriftStream.Alerts;
using DriftStream.Alerts.Sinks;
using DriftStream.Core.Judging;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands.Checking;

/// <summary>A place that alerts go to, as <c>check</c> sees it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Look">Whether it would take a message, found out without sending one.</param>
/// <param name="Send">Sends a message that says that it is a test.</param>
internal sealed record CheckedSink(string Name, Func<CancellationToken, Task<CheckLine>> Look, Func<CancellationToken, Task<CheckLine>> Send)
{
    private const string Remedy = "Check its settings (secrets are not shown), its permissions and the network; docs/alerts.md tells of each.";

    private static readonly Notice Test = new(Severity.Info, "A test of DriftStream: alerts arrive here", "Nothing has drifted.");

    /// <summary>Every sink that is configured.</summary>
    public static IReadOnlyList<CheckedSink> All(CheckContext context)
    {
        var slack = context.Section<SlackOptions>(SlackOptions.Section);
        var others = context.Configuration.Values.Get<SinkOptions>() ?? new();
        var sinks = AlertSinks.Of(Options.Create(slack), others, new(AlertContext.Empty, new(context.Http), TimeProvider.System));
        return [.. sinks.All.Select(Of)];
    }

    /// <summary>One of them.</summary>
    public static CheckedSink Of(IAlertSink sink) => new(
        sink.Name,
        async cancellation => await sink.LookAsync(cancellation) switch
        {
            null => CheckLine.Ok(sink.Name, "is configured; only --send shows whether it takes messages"),
            { Outcome: SinkOutcome.Taken } => CheckLine.Ok(sink.Name, "answers; --send posts a message to it"),
            var answer => Line(sink.Name, answer),
        },
        async cancellation => await sink.TellAsync(new NoticeNews("A-TEST", "", Test), cancellation) switch
        {
            { Outcome: SinkOutcome.Taken } => CheckLine.Ok(sink.Name, "a test message was posted; see that it is in the right place"),
            var answer => Line(sink.Name, answer),
        });

    private static CheckLine Line(string name, SinkAnswer answer) => answer.Outcome == SinkOutcome.TooFast
        ? CheckLine.Warning(name, "it is asked too often at the moment", "Ask again in a minute.")
        : CheckLine.Failed(name, $"it does not take messages: {answer.Detail}", answer.Remedy is { } remedy ? $"{char.ToUpperInvariant(remedy[0])}{remedy[1..]}." : Remedy);
}
