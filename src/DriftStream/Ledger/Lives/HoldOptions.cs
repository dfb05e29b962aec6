using Microsoft.Extensions.Options;

namespace DriftStream.Ledger.Lives;

/// <summary>Settings under <c>Hold</c>: how long Terraform's own calls may wait for their state.</summary>
internal sealed class HoldOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Hold";

    /// <summary>How long after the end of an apply its calls may wait.</summary>
    public TimeSpan AfterWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a call may wait where nobody is known to apply.</summary>
    public TimeSpan WithoutWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an apply may go on: a lock that is older was left behind.</summary>
    public TimeSpan LongestWindow { get; set; } = TimeSpan.FromHours(4);

    /// <summary>Until when a call may wait.</summary>
    /// <param name="heldAt">Since when it waits.</param>
    /// <param name="window">The last apply to its state; null where none is known.</param>
    /// <param name="calledAt">When it was made.</param>
    /// <param name="now">The time.</param>
    public DateTimeOffset Deadline(DateTimeOffset heldAt, DateTimeOffset calledAt, Core.Judging.ApplyWindow? window, DateTimeOffset now)
    {
        if (window is null || !window.Covers(calledAt))
        {
            return heldAt + WithoutWindow;
        }

        var longest = window.Since + LongestWindow;
        var end = window.Ended ?? (now < longest ? now : longest);
        return (end > heldAt ? end : heldAt) + AfterWindow;
    }

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<HoldOptions>
    {
        private static readonly TimeSpan Most = TimeSpan.FromDays(1);

        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, HoldOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            foreach (var (key, value) in ((string, TimeSpan)[])[(nameof(AfterWindow), options.AfterWindow), (nameof(WithoutWindow), options.WithoutWindow), (nameof(LongestWindow), options.LongestWindow)])
            {
                if (value < TimeSpan.Zero || value > Most)
                {
                    result.AddError($"{Section}:{key} ({value}) is not between 0 and 1 day: every apply would be reported, or what only claims to be one would stay untold for as long.");
                }
            }

            return result.Build();
        }
    }
}
