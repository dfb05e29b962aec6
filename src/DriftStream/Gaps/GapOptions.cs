using DriftStream.Core.Feeds;
using Microsoft.Extensions.Options;

namespace DriftStream.Gaps;

/// <summary>Settings under <c>Gaps</c>: when what is not seen becomes news.</summary>
internal sealed class GapOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Gaps";

    /// <summary>The place in <see cref="LookupRole"/> where the account's id goes.</summary>
    public const string AccountPlace = "{account}";

    /// <summary>How often it is looked.</summary>
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An account and region counts as silent after so many times its longest usual pause.</summary>
    public double SilenceFactor { get; set; } = 3;

    /// <summary>But never sooner than this.</summary>
    public TimeSpan SilenceAtLeast { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an account and region is listened to before its silence means anything; a week knows weekends.</summary>
    public TimeSpan LearnFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How old messages may be when they are taken.</summary>
    public TimeSpan QueueAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many messages may wait, unless they become fewer.</summary>
    public int Backlog { get; set; } = 1000;

    /// <summary>How long the queue may be out of reach, or a state unreadable.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a state may stay unwritten after Terraform changed something that it holds.</summary>
    public TimeSpan StateAge { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether events of gaps are fetched from CloudTrail.</summary>
    public bool CatchUp { get; set; } = true;

    /// <summary>After how long a standstill of the service its time is caught up at the start.</summary>
    public TimeSpan CatchUpAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The role that may look events up in another account, <c>{account}</c> in place of its id; without it only the own account is caught up.</summary>
    public string? LookupRole { get; set; }

    /// <summary>When an account and region counts as silent.</summary>
    internal SilenceRule Silence => new(SilenceFactor, SilenceAtLeast, LearnFor);

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<GapOptions>
    {
        private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, GapOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            foreach (var (key, value, least) in Times(options).Where(t => t.Value < t.Least || t.Value > Longest))
            {
                result.AddError($"{Section}:{key} ({value}) is not between {least} and {Longest}: gaps would be found too late, or where there are none.");
            }

            if (!(options.SilenceFactor >= 1 && options.SilenceFactor <= 100))
            {
                result.AddError($"{Section}:SilenceFactor ({options.SilenceFactor}) is not from 1 to 100: usual pauses would be called silence, or silence would never be told.");
            }

            if (options.Backlog < 1)
            {
                result.AddError($"{Section}:Backlog ({options.Backlog}) is below 1: an empty queue would be called a backlog.");
            }

            if (options.LookupRole is { } role && !(role.StartsWith("arn:", StringComparison.Ordinal) && role.Contains(":role/", StringComparison.Ordinal)))
            {
                result.AddError(
                    $"{Section}:LookupRole ({role}) is no role's ARN: no events of other accounts could be caught up. " +
                    $"Write it such as arn:aws:iam::{AccountPlace}:role/driftstream-lookup.");
            }

            return result.Build();
        }

        private static IEnumerable<(string Key, TimeSpan Value, TimeSpan Least)> Times(GapOptions options) =>
        [
            (nameof(LookEvery), options.LookEvery, TimeSpan.FromSeconds(1)),
            (nameof(SilenceAtLeast), options.SilenceAtLeast, TimeSpan.FromMinutes(1)),
            (nameof(LearnFor), options.LearnFor, TimeSpan.FromHours(1)),
            (nameof(QueueAge), options.QueueAge, TimeSpan.FromSeconds(1)),
            (nameof(Patience), options.Patience, TimeSpan.Zero),
            (nameof(StateAge), options.StateAge, TimeSpan.FromMinutes(1)),
            (nameof(CatchUpAfter), options.CatchUpAfter, TimeSpan.FromMinutes(1)),
        ];
    }
}
