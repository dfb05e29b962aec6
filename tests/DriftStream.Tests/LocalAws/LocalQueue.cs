using System.Globalization;
using System.Text.Json.Nodes;

namespace DriftStream.Tests.LocalAws;

/// <summary>A standard queue: at least once, visibility timeouts, redrive.</summary>
internal sealed class LocalQueue(string name, TimeProvider time, Func<string, LocalQueue?> byArn)
{
    private readonly Lock _lock = new();
    private readonly List<LocalMessage> _messages = [];
    private TaskCompletionSource _changed = New();
    private int _sent;

    public string Name => name;

    public string Arn => $"arn:aws:sqs:{LocalAwsServer.Region}:000000000000:{name}";

    public Dictionary<string, string> Attributes { get; } = new() { ["VisibilityTimeout"] = "30" };

    private TimeSpan DefaultVisibility => Seconds(int.Parse(Attributes["VisibilityTimeout"], CultureInfo.InvariantCulture));

    public (int Visible, int Hidden) Count()
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var visible = _messages.Count(message => message.VisibleAt <= now);
            return (visible, _messages.Count - visible);
        }
    }

    public LocalMessage Send(string body, JsonNode? attributes, int delaySeconds)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var id = new Guid(++_sent, 0, 0, [.. name.PadRight(8)[..8].Select(letter => (byte)letter)]);
            var message = new LocalMessage(id.ToString(), body, attributes, now) { VisibleAt = now + Seconds(delaySeconds) };
            _messages.Add(message);
            Changed();
            return message;
        }
    }

    /// <summary>Messages as soon as there are any; none once the wait is over.</summary>
    public async Task<JsonArray> ReceiveAsync(int atMost, int? visibilitySeconds, int waitSeconds, CancellationToken hungUp)
    {
        var until = time.GetUtcNow() + Seconds(waitSeconds);
        while (true)
        {
            // Whoever has hung up gets no message, or it would be hidden for nothing.
            hungUp.ThrowIfCancellationRequested();
            var (messages, changed, next) = Take(atMost, visibilitySeconds is { } seconds ? Seconds(seconds) : DefaultVisibility);
            var left = until - time.GetUtcNow();
            if (messages.Count > 0 || left <= TimeSpan.Zero)
            {
                return messages;
            }

            var wait = next < left ? next : left;
            await changed.WaitAsync(wait, time, hungUp).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Delete(string receipt)
    {
        lock (_lock)
        {
            // Deleting what is gone succeeds, as in AWS.
            _messages.RemoveAll(message => message.Receipt == Known(receipt));
        }
    }

    public void Hide(string receipt, int seconds)
    {
        lock (_lock)
        {
            var message = _messages.Find(message => message.Receipt == Known(receipt));
            if (message is null || message.VisibleAt <= time.GetUtcNow())
            {
                throw new LocalAwsException("MessageNotInflight", "The message is not being worked on.");
            }

            message.VisibleAt = time.GetUtcNow() + Seconds(seconds);
            Changed();
        }
    }

    public void Purge()
    {
        lock (_lock)
        {
            _messages.Clear();
        }
    }

    private (JsonArray Messages, Task Changed, TimeSpan Next) Take(int atMost, TimeSpan visibility)
    {
        lock (_lock)
        {
            // One moment for both: a message may fall due in between, and would then be handed out once too often.
            var now = time.GetUtcNow();
            Redrive(now);
            var taken = _messages.Where(message => message.VisibleAt <= now).Take(atMost).ToList();
            var messages = new JsonArray([.. taken.Select(message => message.Receive(now + visibility))]);
            var next = _messages.Count == 0 ? TimeSpan.MaxValue : _messages.Min(message => message.VisibleAt) - now;
            return (messages, _changed.Task, next > TimeSpan.Zero ? next : TimeSpan.Zero);
        }
    }

    private void Redrive(DateTimeOffset now)
    {
        if (!Attributes.TryGetValue("RedrivePolicy", out var text) || JsonNode.Parse(text) is not { } policy)
        {
            return;
        }

        var limit = int.Parse(policy["maxReceiveCount"]!.ToString(), CultureInfo.InvariantCulture);
        var deadLetters = byArn(policy["deadLetterTargetArn"]!.ToString());
        foreach (var message in _messages.Where(message => message.VisibleAt <= now && message.ReceiveCount >= limit).ToList())
        {
            deadLetters?.Send(message.Text, message.Typed, delaySeconds: 0);
            _messages.Remove(message);
        }
    }

    private string Known(string receipt) => receipt.Contains('#')
        ? receipt
        : throw new LocalAwsException("ReceiptHandleIsInvalid", $"'{receipt}' is no receipt handle of {name}.");

    private void Changed()
    {
        _changed.SetResult();
        _changed = New();
    }

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
