using Microsoft.Extensions.Options;

namespace DriftStream.States.Kept;

/// <summary>Settings under <c>History</c>: versions of states, kept for places that keep none themselves. They hold whatever secrets the states hold.</summary>
internal sealed class HistoryOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "History";

    /// <summary>The folder that versions are kept in, readable by this user alone; without it none are kept.</summary>
    public string? Folder { get; set; }

    /// <summary>How many versions of each state are kept; the oldest give way.</summary>
    public int Versions { get; set; } = 200;

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<HistoryOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, HistoryOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.Versions is < 1 or > 100_000)
            {
                result.AddError($"{Section}:Versions ({options.Versions}) is not from 1 to 100000: no version would be kept, or the disk would fill without end.");
            }

            return result.Build();
        }
    }
}
