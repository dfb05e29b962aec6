using System.CommandLine;
using Amazon.CloudTrail;
using Amazon.CloudTrail.Model;
using Amazon.Runtime;
using DriftStream.Aws.S3;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.Replay;
using DriftStream.Replay.Digests;
using DriftStream.Replay.Sources;
using DriftStream.Replay.Sources.History;

namespace DriftStream.Commands.Replaying;

/// <summary><c>--verify-digests</c> and <c>--public-keys</c>: log files are held against CloudTrail's signed digests while they are read.</summary>
internal sealed class DigestOptions(Surroundings around, ProgramParts parts)
{
    private readonly Option<bool> _verify = new("--verify-digests") { Description = "Check the files against CloudTrail's signed digests, which lie in CloudTrail-Digest below or beside them" };
    private readonly Option<string?> _keys = new("--public-keys")
    {
        Description = "CloudTrail's public keys as aws cloudtrail list-public-keys prints them [default: CloudTrail is asked]",
        HelpName = "FILE",
    };

    /// <summary>Both.</summary>
    public IReadOnlyList<Option> All => [_verify, _keys];

    /// <summary>Whether digests are to be checked.</summary>
    public bool AreAsked(ParseResult parsed) => parsed.GetValue(_verify);

    /// <summary>Checks the digests themselves; null where nobody asks for that.</summary>
    /// <exception cref="UsageException">The command line cannot be meant.</exception>
    /// <exception cref="FailureException">There are no keys to check with.</exception>
    public async Task<DigestBook?> PrepareAsync(
        ParseResult parsed, IReadOnlyList<string> sources, ReplayFilter filter, ReplaySources archives, LoadedConfiguration configuration, CancellationToken cancellation)
    {
        var keyFile = parsed.GetValue(_keys);
        if (!parsed.GetValue(_verify))
        {
            return keyFile is null ? null : throw new UsageException("--public-keys says what digests are checked with, but nobody asks for that: give --verify-digests, too.");
        }

        if (sources.FirstOrDefault(s => s == "-" || HistoryAddress.IsMeantBy(s)) is { } other)
        {
            throw new UsageException($"--verify-digests checks files, folders and buckets, and '{TerminalText.Clean(other)}' is none of them: give the logs as the trail delivered them.");
        }

        var (files, parts) = DigestFolders.Find([.. sources.Where(s => !S3Address.IsMeantBy(s))], around.Folder);
        var (found, scope) = (files.Select(DigestSource.Of).ToList(), parts.ToList());
        foreach (var address in sources.Where(S3Address.IsMeantBy).Select(S3Address.Parse))
        {
            var (bucket, paths) = archives.Bucket(address.Bucket, filter, configuration);
            found.AddRange(await ReachAsync(address, () => new S3Digests(bucket, paths).FindAsync(address.Key, cancellation), "s3:ListBucket"));
            scope.Add(DigestPart.Below(address.Key, paths));
        }

        var digests = await ReachAsync(null, () => DigestReading.ReadAsync(found.DistinctBy(d => d.Object.Key), new SizeLimits(), cancellation), "s3:GetObject");
        using var keys = keyFile is not null ? ReadKeys(keyFile) : await AskAsync(digests, configuration, cancellation);
        return DigestBook.Of(digests, keys, new(scope));
    }

    private static async Task<T> ReachAsync<T>(S3Address? address, Func<Task<T>> call, string permission)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (S3Faults.IsOne(failure) && failure is not TaskCanceledException { CancellationToken.IsCancellationRequested: true })
        {
            throw new FailureException($"CloudTrail's digests{(address is null ? "" : $" in {address}")} cannot be read: {S3Faults.Sentence(failure, permission)}. Nothing was judged; leave --verify-digests out to judge without proof.");
        }
    }

    private DigestKeys ReadKeys(string file)
    {
        try
        {
            return DigestKeys.Read(File.ReadAllBytes(Path.GetFullPath(file, around.Folder)));
        }
        catch (FormatException other)
        {
            throw new UsageException($"--public-keys is '{TerminalText.Clean(file)}': {other.Message}.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--public-keys is '{TerminalText.Clean(file)}', which cannot be read: {refused.Message}");
        }
    }

    // Each region signs with keys of its own.
    private async Task<DigestKeys> AskAsync(List<CheckedDigest> digests, LoadedConfiguration configuration, CancellationToken cancellation)
    {
        var keys = new DigestKeys();
        var context = CheckContext.Of(configuration, around, parts);
        var options = context.Section<ArchiveOptions>(ArchiveOptions.Section);
        foreach (var region in digests.Where(d => d.File is not null).GroupBy(d => DigestKey.Region(d.Source.Key)).Where(g => g.Key is not null))
        {
            using var client = parts.ConnectHistory(options.Connection, new AwsHttpClients(context.Http), region.Key!);
            try
            {
                await AddAsync(keys, client, region.Min(d => d.File!.Start), region.Max(d => d.File!.End), cancellation);
            }
            catch (Exception refused) when (refused is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                throw new FailureException($"CloudTrail in {region.Key} does not hand out its public keys ({refused.Message.TrimEnd('.')}), so no digest can be checked. Allow cloudtrail:ListPublicKeys, or give the keys with --public-keys.");
            }
        }

        return keys;
    }

    private static async Task AddAsync(DigestKeys keys, IAmazonCloudTrail client, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var request = new ListPublicKeysRequest { StartTime = from.UtcDateTime, EndTime = until.UtcDateTime };
        do
        {
            var page = await client.ListPublicKeysAsync(request, cancellation);
            foreach (var key in page.PublicKeyList ?? [])
            {
                keys.Add(key.Fingerprint ?? "", Convert.FromBase64String(key.Value ?? ""));
            }

            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }
}
