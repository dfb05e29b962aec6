using DriftStream.Ingest;
using Microsoft.Extensions.Options;

namespace DriftStream.Replay.Sharing;

/// <summary>Settings under <c>Replay</c>: how several machines share one.</summary>
internal sealed class ReplayOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Replay";

    private static readonly TimeSpan LongestVisibility = TimeSpan.FromHours(12);

    /// <summary>The SQS queue that hands out what is to be read. Not the one that events arrive in.</summary>
    public Uri? QueueUrl { get; set; }

    /// <summary>How long after a machine's last sign of life another one gets what it had taken.</summary>
    public TimeSpan Visibility { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<ReplayOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, ReplayOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.QueueUrl is { } url && QueueMistake(url) is { } mistake)
            {
                result.AddError($"{Section}:QueueUrl ({url}) {mistake}");
            }

            if (options.Visibility < TimeSpan.FromSeconds(1) || options.Visibility > LongestVisibility)
            {
                result.AddError($"{Section}:Visibility ({options.Visibility}) is not from 1 second to {LongestVisibility}: SQS would refuse to hide what a machine has taken.");
            }

            return result.Build();
        }
    }

    /// <summary>Why a URL cannot be the queue's, to follow its name; null where it can.</summary>
    internal static string? QueueMistake(Uri url) =>
        !QueueAddress.IsQueue(url) ? "is not the address of a queue such as https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream-replay: nothing could be handed out."
        : url.AbsolutePath.EndsWith(".fifo", StringComparison.Ordinal) ? "is a FIFO queue, whose order would make machines wait for each other: use a standard queue."
        : null;
}
