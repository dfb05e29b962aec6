using System.CommandLine;
using DriftStream.Core.Judging;
using DriftStream.Demo;
using DriftStream.Ledger;
using Spectre.Console;

namespace DriftStream.Commands;

/// <summary><c>demo</c>: plays a story of drift on everything built in.</summary>
internal sealed class DemoCommand(Surroundings around)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Option<bool> _once = new("--once") { Description = "End after the story instead of keeping the dashboard open" };
    private readonly IAnsiConsole _console = around.OutConsole();

    public static Command Create(Surroundings around)
    {
        var command = new DemoCommand(around);
        var verb = new Verb("demo", "Plays a short story of drift, with everything built in and nothing to set up.", "driftstream demo --once") { command._once };
        verb.SetAction((parsed, cancellation) => command.RunAsync(parsed, cancellation));
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var once = parsed.GetValue(_once);
        await using var stage = await DemoStage.OpenAsync(SharedOptions.Load(parsed, around), around, cancellation);
        Say($"The dashboard is at [link]{Markup.Escape(stage.App.Urls.First())}[/]{(once ? " while the story plays." : "; open it and watch.")}");
        Say(stage.PostsForReal ? "Slack:WebhookUrl is set, so the messages are posted for real, too.\n" : "Set DriftStream__Slack__WebhookUrl to have the messages posted for real.\n");

        await PlayAsync(stage, once, cancellation);
        await TellTheEndAsync(stage, cancellation);
        if (!once)
        {
            Say("\nThe dashboard stays open; Ctrl+C ends.");
            await stage.App.WaitForShutdownAsync(cancellation);
        }

        return ExitCode.Done;
    }

    private async Task PlayAsync(DemoStage stage, bool once, CancellationToken cancellation)
    {
        var start = around.Time.GetUtcNow() - TimeSpan.FromSeconds(70);
        var number = 0;
        foreach (var step in StoryStep.All())
        {
            if (!once)
            {
                // For the reader's eyes only: nothing depends on it.
                await Task.Delay(Pace, around.Time, cancellation);
            }

            var (judgement, messages) = await stage.SendAsync(step.At(start), ++number, cancellation);
            var finding = judgement.Findings[0];
            Say($"[bold]{number}. {Markup.Escape(step.Title)}[/]");
            Say($"   [grey]{Markup.Escape($"{finding.Event.Name}: {finding.Verdict.Word()}")}[/]");
            foreach (var message in messages)
            {
                _console.Write(SlackPreview.Of(message));
            }

            if (messages.Count == 0)
            {
                Say($"   Nobody is alerted: {Markup.Escape(finding.Reason)}.");
            }

            Say("");
        }
    }

    private async Task TellTheEndAsync(DemoStage stage, CancellationToken cancellation)
    {
        var queries = stage.App.Services.GetRequiredService<LedgerQueries>();
        var open = queries.OpenDrifts().Values.Sum();
        var resolved = queries.ResolvedSince(DateTimeOffset.UnixEpoch);
        Say($"In the ledger now: {open} drifts that are still open, {resolved} that resolved when it was put back.");
        if (!stage.PostsForReal)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (queries.Outbox().Waiting > 0 && !patience.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), around.Time, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var outbox = queries.Outbox();
        Say(outbox.Waiting + outbox.Dead == 0 ? "Slack took every message." : $"Slack did not take {outbox.Waiting + outbox.Dead} messages{(outbox.LastDeadReason is null ? "" : $" ({Markup.Escape(outbox.LastDeadReason)})")}.");
    }

    // Flushed, because whoever reads a pipe or a container's log watches, too.
    private void Say(string markup)
    {
        _console.MarkupLine(markup);
        around.Out.Flush();
    }
}
