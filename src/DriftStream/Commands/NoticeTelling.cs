using DriftStream.Alerts.Routing;
using DriftStream.Alerts.Sinks;
using DriftStream.Gaps;

namespace DriftStream.Commands;

/// <summary>Tells words about DriftStream itself where drifts of their severity are told, whatever the hour.</summary>
internal sealed class NoticeTelling(AlertSinks sinks, AlertRouter router)
{
    // Who has heard or refused a notice that others wait for, so that a new attempt does not tell it twice. One caller at a time.
    private readonly Dictionary<string, Dictionary<string, SinkOutcome>> _settled = [];

    /// <summary>The telling of a service.</summary>
    public static TellNotice Of(IServiceProvider provider) => new NoticeTelling(provider.GetRequiredService<AlertSinks>(), provider.GetRequiredService<AlertRouter>()).TellAsync;

    /// <summary>Tells everybody who has not heard it.</summary>
    public async Task<NoticeAnswer> TellAsync(Gaps.Notice notice, CancellationToken cancellation)
    {
        if (sinks.All.Count == 0)
        {
            return new(NoticeOutcome.Nobody, "no sink is configured");
        }

        var settled = _settled.TryGetValue(notice.Id, out var known) ? known : _settled[notice.Id] = [];
        List<(string Sink, SinkAnswer Answer)> answers = [];
        foreach (var (sink, channel, mention) in router.NoticeTargets(notice.Severity).Where(t => !settled.ContainsKey(t.Sink.Name)))
        {
            var news = new NoticeNews(notice.Id, channel, new(notice.Severity, notice.Headline, notice.Text)) { Mention = mention };
            answers.Add((sink.Name, await sink.TellAsync(news, cancellation)));
            if (answers[^1].Answer.Outcome is SinkOutcome.Taken or SinkOutcome.Refused)
            {
                settled[sink.Name] = answers[^1].Answer.Outcome;
            }
        }

        var answer = Together(answers) with { IsHeard = settled.ContainsValue(SinkOutcome.Taken) };
        if (answer.Outcome != NoticeOutcome.TryAgain)
        {
            _settled.Remove(notice.Id);
        }

        return answer;
    }

    private static NoticeAnswer Together(List<(string Sink, SinkAnswer Answer)> answers)
    {
        var failed = answers.Where(a => a.Answer.Outcome != SinkOutcome.Taken).ToList();
        var details = string.Join("; ", failed.Select(a => $"{a.Sink}: {a.Answer.Reason}"));
        return failed.Exists(a => a.Answer.Outcome is SinkOutcome.TryAgain or SinkOutcome.TooFast)
            ? new(NoticeOutcome.TryAgain, details, failed.Max(a => a.Answer.RetryAfter))
            : new(failed.Count > 0 ? NoticeOutcome.Refused : NoticeOutcome.Told, details);
    }
}
