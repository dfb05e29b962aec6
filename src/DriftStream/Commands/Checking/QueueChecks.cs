using System.Globalization;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using DriftStream.Ingest;
using DriftStream.Network;
using DriftStream.Replay;

namespace DriftStream.Commands.Checking;

/// <summary>Whether the queue is there, is set up so that nothing gets lost, and may be read. Takes no message and deletes none.</summary>
internal sealed class QueueChecks(CheckContext context, QueueAddress address)
{
    private const string NoReceipt = "driftstream-check";
    private const int FewReceives = 3;
    private static readonly TimeSpan ShortRetention = TimeSpan.FromDays(1);
    private readonly string _url = address.Url.OriginalString;

    public async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        using var sqs = context.Parts.ConnectQueue(address, new AwsHttpClients(context.Http));
        try
        {
            var request = new GetQueueAttributesRequest { QueueUrl = _url, AttributeNames = ["All"] };
            var attributes = (await sqs.GetQueueAttributesAsync(request, cancellation)).Attributes ?? [];
            return [Waiting(attributes), DeadLetters(attributes), Retention(attributes), await RightsAsync(sqs, cancellation)];
        }
        catch (Exception failure) when (AwsChecks.IsFailure(failure, cancellation))
        {
            return [AwsChecks.Told("queue", $"{_url} cannot be read, as ", failure)];
        }
    }

    private static CheckLine Waiting(Dictionary<string, string> attributes)
    {
        var (waiting, taken) = (Number(attributes, "ApproximateNumberOfMessages"), Number(attributes, "ApproximateNumberOfMessagesNotVisible"));
        return CheckLine.Ok("queue", $"reachable; {waiting} messages wait, {taken} are being worked on{(waiting > 0 ? "; since when the oldest waits only CloudWatch tells (ApproximateAgeOfOldestMessage)" : "")}");
    }

    private static CheckLine DeadLetters(Dictionary<string, string> attributes)
    {
        if (!attributes.TryGetValue(QueueAttributeName.RedrivePolicy, out var policy))
        {
            return CheckLine.Warning(
                "dead letters",
                "the queue has no dead-letter queue",
                "Give it a redrive policy (infra/feed does): without one, what cannot be read comes back until SQS drops it unseen.");
        }

        using var json = JsonDocument.Parse(policy);
        var most = int.Parse(json.RootElement.GetProperty("maxReceiveCount").ToString(), CultureInfo.InvariantCulture);
        var target = json.RootElement.GetProperty("deadLetterTargetArn").GetString();
        return most >= FewReceives
            ? CheckLine.Ok("dead letters", $"after {most} receives to {target}")
            : CheckLine.Warning(
                "dead letters",
                $"after only {most} {(most == 1 ? "receive" : "receives")} to {target}",
                $"Raise maxReceiveCount to {FewReceives} or more: a restart or a ledger that is away for a moment would use up the tries of good messages.");
    }

    private static CheckLine Retention(Dictionary<string, string> attributes)
    {
        // Where nothing else was set, SQS keeps messages for four days.
        var kept = TimeSpan.FromSeconds(Number(attributes, "MessageRetentionPeriod") is > 0 and var seconds ? seconds : 345_600);
        var words = kept.TotalHours >= 48 ? $"{kept.TotalDays:0.#} days" : ReplaySummary.Count((int)kept.TotalHours, "hour");
        return kept >= ShortRetention
            ? CheckLine.Ok("retention", $"messages are kept for {words}")
            : CheckLine.Warning("retention", $"messages are kept for only {words}", "Raise the queue's retention period to 4 days or more: an outage that lasts longer than it loses events for good.");
    }

    // AWS looks at rights before it looks at what is asked for, so a question that can have no effect tells.
    private async Task<CheckLine> RightsAsync(IAmazonSQS sqs, CancellationToken cancellation)
    {
        var lacking = new List<string>();
        await AskAsync("sqs:ReceiveMessage", () => sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = _url, MaxNumberOfMessages = 0 }, cancellation), lacking);
        await AskAsync("sqs:DeleteMessage", () => sqs.DeleteMessageAsync(_url, NoReceipt, cancellation), lacking);
        await AskAsync("sqs:ChangeMessageVisibility", () => sqs.ChangeMessageVisibilityAsync(_url, NoReceipt, 0, cancellation), lacking);
        return lacking.Count == 0
            ? CheckLine.Ok("rights", "receiving, deleting and hiding messages are not refused")
            : CheckLine.Failed("rights", $"AWS refuses {string.Join(", ", lacking)}", "Allow them on the queue to this principal; infra/feed makes a policy with all that is needed.");
    }

    private static async Task AskAsync(string right, Func<Task> ask, List<string> lacking)
    {
        try
        {
            await ask();
        }
        catch (AmazonServiceException answer) when (SqsFaults.IsRefusal(answer))
        {
            lacking.Add(right);
        }
        catch (AmazonServiceException)
        {
            // The question was understood and found to be about nothing: that is the right at work.
            return;
        }
    }

    private static long Number(Dictionary<string, string> attributes, string name) =>
        long.TryParse(attributes.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
