using DriftStream.Ingest;
using Microsoft.Extensions.Options;

namespace DriftStream.States.Notifications;

/// <summary>Settings under <c>StateQueue</c>: where the state bucket's own notifications arrive.</summary>
internal sealed class StateQueueOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "StateQueue";

    /// <summary>The SQS queue that the bucket notifies, itself, through SNS or through EventBridge; without it the bucket is listed every half minute only.</summary>
    public Uri? Url { get; set; }

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<StateQueueOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, StateQueueOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.Url is not null && !QueueAddress.IsQueue(options.Url))
            {
                result.AddError(
                    $"{Section}:Url ({options.Url}) is not the address of a queue such as " +
                    "https://sqs.eu-west-1.amazonaws.com/111122223333/driftstream-states: no notification would ever arrive, and states would be half a minute old.");
            }

            return result.Build();
        }
    }
}
