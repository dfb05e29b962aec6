using System.Collections.Concurrent;
using System.Text;

namespace DriftStream.Tests.LocalAws;

/// <summary>Topics that take what SNS takes, and refuse what it refuses.</summary>
/// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
internal sealed class LocalSns
{
    private const int MostBytes = 256 * 1024;
    private static readonly string[] Known = ["Action", "Version", "TopicArn", "Message", "Subject", "MessageGroupId", "MessageDeduplicationId"];
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> _messages = new();

    /// <summary>What was published, as it was sent.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Messages => [.. _messages];

    /// <summary>Takes a message, and says what it is called.</summary>
    public string Publish(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.Keys.FirstOrDefault(k => !Known.Contains(k) && !k.StartsWith("MessageAttributes.entry.", StringComparison.Ordinal)) is { } unknown)
        {
            throw LocalAwsException.BadValue(unknown, fields[unknown]);
        }

        var (topic, message, subject) = (fields.GetValueOrDefault("TopicArn", ""), fields.GetValueOrDefault("Message", ""), fields.GetValueOrDefault("Subject"));
        if (fields["Version"] != "2010-03-31" || !topic.StartsWith("arn:aws:sns:", StringComparison.Ordinal))
        {
            throw LocalAwsException.BadValue("TopicArn", topic);
        }

        var attributes = fields.Where(f => f.Key.StartsWith("MessageAttributes", StringComparison.Ordinal)).Sum(f => Encoding.UTF8.GetByteCount(f.Value));
        if (message.Length == 0 || Encoding.UTF8.GetByteCount(message) + attributes > MostBytes)
        {
            throw LocalAwsException.BadValue("Message", $"of {message.Length} characters");
        }

        if (subject is not null && (subject.Length is 0 or > 100 || subject.Any(c => c is < ' ' or > '~') || subject[0] == ' '))
        {
            throw LocalAwsException.BadValue("Subject", subject);
        }

        if (topic.EndsWith(".fifo", StringComparison.Ordinal) != (fields.ContainsKey("MessageGroupId") && fields.ContainsKey("MessageDeduplicationId")))
        {
            throw LocalAwsException.BadValue("MessageGroupId", fields.GetValueOrDefault("MessageGroupId"));
        }

        _messages.Enqueue(fields);
        return $"94f20ce6-13c5-43a0-9a9e-{_messages.Count:d12}";
    }
}
