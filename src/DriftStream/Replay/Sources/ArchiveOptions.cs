using Amazon.S3;
using DriftStream.Aws.S3;
using Microsoft.Extensions.Options;

namespace DriftStream.Replay.Sources;

/// <summary>Settings under <c>Archive</c>: how past events are fetched from AWS.</summary>
internal sealed class ArchiveOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Archive";

    private const int MostDownloads = 1024;
    private const int MostMemory = 64 * 1024;
    private const int MostDays = 90;

    /// <summary>The role that may read the archive; without it, the process's own credentials do.</summary>
    public string? RoleArn { get; set; }

    /// <summary>What the role's owner asks for besides.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The bucket's region; without it the environment's, until S3 names another.</summary>
    public string? Region { get; set; }

    /// <summary>Whether whoever reads the bucket pays for it.</summary>
    public bool RequesterPays { get; set; }

    /// <summary>How many objects are fetched at the same time.</summary>
    public int Downloads { get; set; } = 32;

    /// <summary>How many megabytes of objects may wait in memory until somebody reads them.</summary>
    public int DownloadMemory { get; set; } = 32;

    /// <summary>How many days after its event a file may have been delivered and still be looked at for --until.</summary>
    public int LateDays { get; set; } = 1;

    /// <summary>How S3 is reached.</summary>
    internal S3Connection Connection => new() { Region = Region, RoleArn = RoleArn, ExternalId = ExternalId };

    /// <summary>Who pays.</summary>
    internal RequestPayer? Payer => RequesterPays ? RequestPayer.Requester : null;

    /// <summary>Reports every mistake at once; each names its key, its value and what would go wrong.</summary>
    internal sealed class Validator : IValidateOptions<ArchiveOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, ArchiveOptions options)
        {
            var result = new ValidateOptionsResultBuilder();
            if (options.RoleArn is { Length: > 0 } role && !(role.StartsWith("arn:", StringComparison.Ordinal) && role.Contains(":role/", StringComparison.Ordinal)))
            {
                result.AddError($"{Section}:RoleArn is '{role}': it is no role's ARN, so nothing could be fetched. Write arn:aws:iam::111122223333:role/NAME.");
            }

            if (options is { ExternalId.Length: > 0, RoleArn: null or "" })
            {
                result.AddError($"{Section}:ExternalId is set without {Section}:RoleArn: it is sent only when a role is taken, so it would do nothing.");
            }

            foreach (var (key, value, least, most, harm) in Numbers(options).Where(n => n.Value < n.Least || n.Value > n.Most))
            {
                result.AddError($"{Section}:{key} ({value}) is not from {least} to {most}: {harm}.");
            }

            return result.Build();
        }

        private static IEnumerable<(string Key, int Value, int Least, int Most, string Harm)> Numbers(ArchiveOptions options) =>
        [
            (nameof(Downloads), options.Downloads, 1, MostDownloads, "nothing would be fetched, or S3 would slow it down"),
            (nameof(DownloadMemory), options.DownloadMemory, 1, MostMemory, "nothing could wait in memory, or more than there is"),
            (nameof(LateDays), options.LateDays, 0, MostDays, "files would be missed, or days read for nothing"),
        ];
    }
}
