using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>Settings under <c>Queue</c>, checked before the first message is read.</summary>
internal sealed class QueueOptions
{
    public const string Section = "Queue";

    /// <summary>The SQS queue that EventBridge writes to; without it events come in over HTTP only.</summary>
    public Uri? Url { get; set; }

    /// <summary>How many messages are worked on at once.</summary>
    public int Concurrency { get; set; } = 16;

    /// <summary>How many receive calls are open at once.</summary>
    public int Receivers { get; set; } = 2;

    /// <summary>How long one receive call waits for a message.</summary>
    public int WaitSeconds { get; set; } = 20;

    /// <summary>The longest one message may take; after that it goes back to the queue.</summary>
    public TimeSpan HandlingLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stopping DriftStream lets running messages finish.</summary>
    public TimeSpan DrainLimit { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a message that failed is hidden the first time; doubled each time.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest a message that failed is hidden.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<QueueOptions>
    {
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
        private static readonly TimeSpan LongestVisibility = TimeSpan.FromHours(12);

        public ValidateOptionsResult Validate(string? name, QueueOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            CheckUrl(options.Url, result);
            CheckCounts(options, result);
            CheckTimes(options, result);
            return result.Build();
        }

        private static void CheckUrl(Uri? url, ValidateOptionsResultBuilder result)
        {
            if (url is not null && !QueueAddress.IsQueue(url))
            {
                result.AddError(
                    $"{Section}:Url ({url}) is not the address of a queue such as " +
                    "https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream: no event would ever arrive.");
            }
        }

        private static void CheckCounts(QueueOptions options, ValidateOptionsResultBuilder result)
        {
            if (options.Concurrency is < 1 or > 1000)
            {
                result.AddError(
                    $"{Section}:Concurrency ({options.Concurrency}) is not from 1 to 1000: " +
                    "no message could be worked on, or more than one process can hold.");
            }

            if (options.Receivers < 1 || options.Receivers > Math.Max(1, options.Concurrency))
            {
                result.AddError(
                    $"{Section}:Receivers ({options.Receivers}) is not from 1 to Concurrency ({options.Concurrency}): " +
                    "nothing would be received, or receivers would wait for each other's place.");
            }

            if (options.WaitSeconds is < 0 or > 20)
            {
                result.AddError(
                    $"{Section}:WaitSeconds ({options.WaitSeconds}) is not from 0 to 20: SQS would refuse every receive call.");
            }
        }

        private static void CheckTimes(QueueOptions options, ValidateOptionsResultBuilder result)
        {
            if (options.HandlingLimit <= TimeSpan.Zero || options.HandlingLimit > LongestVisibility)
            {
                result.AddError(
                    $"{Section}:HandlingLimit ({options.HandlingLimit}) is not above zero and at most {LongestVisibility}: " +
                    "no message could be finished, or SQS would hand out one that is still being worked on.");
            }

            if (options.DrainLimit < TimeSpan.Zero)
            {
                result.AddError($"{Section}:DrainLimit ({options.DrainLimit}) is below zero: DriftStream could not stop in order.");
            }

            if (options.FirstRetry < TimeSpan.Zero || options.FirstRetry > options.LongestRetry || options.LongestRetry > LongestVisibility)
            {
                result.AddError(
                    $"{Section}:FirstRetry ({options.FirstRetry}) and LongestRetry ({options.LongestRetry}) do not satisfy " +
                    $"0 <= FirstRetry <= LongestRetry <= {LongestVisibility}: SQS would refuse to hide a message that failed.");
            }
        }
    }
}
