using System.CommandLine;
using Amazon.Runtime;
using DriftStream.Aws.S3;
using DriftStream.Commands.Checking;
using DriftStream.Configuration;
using DriftStream.Network;
using DriftStream.Replay;
using DriftStream.Replay.Sharing;
using DriftStream.Replay.Sources;
using DriftStream.Replay.Sources.History;
using DriftStream.Replay.Sources.Resuming;
using DriftStream.Replay.Sources.S3;

namespace DriftStream.Commands.Replaying;

/// <summary>Turns what the user calls a source into archives, and keeps the connections that reading them needs.</summary>
internal sealed class ReplaySources(Surroundings around, ProgramParts parts) : IDisposable
{
    private readonly List<IDisposable> _connections = [];
    private readonly Dictionary<string, HistoryPace> _paces = new(StringComparer.Ordinal);
    private readonly ArchiveRemarks _remarks = new();
    private ResumeFile? _resume;

    /// <summary><c>--resume</c>.</summary>
    public static Option<string?> Resume() => new("--resume")
    {
        Description = "Keep what is fetched from AWS in this file, so that a replay that was interrupted goes on without fetching it again",
        HelpName = "FILE",
    };

    /// <summary>What came of <c>--resume</c>; null where it was not given.</summary>
    public string? Resumed => _resume is null ? null
        : $"{ReplaySummary.Count(_resume.Known, "object")} fetched by an earlier run, {_resume.Added} added; go on with the same --resume, or delete the file";

    /// <summary>Refuses what can be no source, before anything is read.</summary>
    /// <exception cref="UsageException">One of them is none.</exception>
    public static void Check(IReadOnlyList<string> sources)
    {
        foreach (var source in sources)
        {
            if (source.Length == 0)
            {
                throw new UsageException("A SOURCE is empty: give a file, a folder, s3://bucket/prefix, cloudtrail:REGION, or - for standard input.");
            }

            if (S3Address.IsMeantBy(source))
            {
                _ = S3Address.Parse(source);
            }
            else if (HistoryAddress.IsMeantBy(source))
            {
                _ = HistoryAddress.Parse(source);
            }
            else if (source.Contains("://", StringComparison.Ordinal))
            {
                throw new UsageException($"'{TerminalText.Clean(source)}' lies where replay cannot read: give a file, a folder, s3://bucket/prefix, cloudtrail:REGION, or - for standard input.");
            }
        }
    }

    /// <summary>Lists what is to be read.</summary>
    /// <param name="sources">As written on the command line.</param>
    /// <param name="question">What is asked about: what lies elsewhere need not be listed.</param>
    /// <param name="configuration">How AWS is reached.</param>
    /// <param name="cancellation">Ends the listing.</param>
    public async Task<InputFiles> FindAsync(IReadOnlyList<string> sources, HistoryQuestion question, LoadedConfiguration configuration, CancellationToken cancellation)
    {
        var context = CheckContext.Of(configuration, around, parts);
        var options = context.Section<ArchiveOptions>(ArchiveOptions.Section);
        var connections = new AwsHttpClients(context.Http);
        var inputs = await InputFiles.FindAsync(sources.SelectMany(source => ArchivesOf(source, question, options, connections)), _remarks, cancellation);
        return inputs with { Files = FetchAhead.Over(_resume?.Over(inputs.Files) ?? inputs.Files, options.Downloads, (long)options.DownloadMemory << 20) };
    }

    /// <summary>Opens what another machine has listed.</summary>
    /// <param name="configuration">How AWS is reached.</param>
    public Func<IReadOnlyList<SharedObject>, IReadOnlyList<ArchiveObject>> Reopening(LoadedConfiguration configuration)
    {
        var context = CheckContext.Of(configuration, around, parts);
        var options = context.Section<ArchiveOptions>(ArchiveOptions.Section);
        var connections = new AwsHttpClients(context.Http);
        var buckets = new Dictionary<string, S3Store>(StringComparer.Ordinal);
        return listed => FetchAhead.Over([.. listed.Select(Object)], options.Downloads, (long)options.DownloadMemory << 20);

        ArchiveObject Object(SharedObject listed) => LakeResult.Unwrapped(S3Address.IsMeantBy(listed.Key)
            ? new S3LogObject(Bucket(S3Address.Parse(listed.Key)), S3Address.Parse(listed.Key).Key, listed.ETag, listed.Size ?? 0)
            : new LocalFile(listed.Name, listed.Key));

        S3Store Bucket(S3Address address)
        {
            lock (buckets)
            {
                return buckets.TryGetValue(address.Bucket, out var known) ? known : buckets[address.Bucket] = Connect(address.Bucket, options, connections);
            }
        }
    }

    /// <summary>Opens a bucket, and says what of it can be left out by its path.</summary>
    public (S3Store Bucket, LogScope Scope) Bucket(string name, ReplayFilter filter, LoadedConfiguration configuration)
    {
        var context = CheckContext.Of(configuration, around, parts);
        var options = context.Section<ArchiveOptions>(ArchiveOptions.Section);
        return (Connect(name, options, new AwsHttpClients(context.Http)), new(filter, options.LateDays));
    }

    /// <summary>Has what is fetched kept in a file.</summary>
    /// <exception cref="UsageException">The file cannot be used.</exception>
    public void KeepIn(string? file) => _resume = file switch
    {
        null => null,
        "" => throw new UsageException("--resume is empty: name the file in which to keep what is fetched."),
        _ when Directory.Exists(Path.GetFullPath(file, around.Folder)) => throw new UsageException($"--resume is '{TerminalText.Clean(file)}', which is a folder: name a file in it."),
        _ => ResumeFile.Open(file, Path.GetFullPath(file, around.Folder)),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _resume?.Dispose();
    }

    private IEnumerable<IArchive> ArchivesOf(string source, HistoryQuestion question, ArchiveOptions options, HttpClientFactory connections)
    {
        if (source == "-")
        {
            return [new GivenArchive(GivenContent.StandardInput(around.In))];
        }

        if (HistoryAddress.IsMeantBy(source))
        {
            var address = HistoryAddress.Parse(source);
            return Regions(address, question, options).Select(region => History(region, address.Narrowing, question, options, connections));
        }

        return S3Address.IsMeantBy(source)
            ? [InBucket(S3Address.Parse(source), question, options, connections)]
            : [new LocalArchive(source, Path.GetFullPath(source, around.Folder), _remarks)];
    }

    private S3Archive InBucket(S3Address address, HistoryQuestion question, ArchiveOptions options, HttpClientFactory connections)
    {
        var bucket = Connect(address.Bucket, options, connections);
        return new(bucket, address.Key, new(question.Filter, options.LateDays), _remarks);
    }

    private S3Store Connect(string name, ArchiveOptions options, HttpClientFactory connections)
    {
        var bucket = new S3Store(name, region => parts.ConnectS3(options.Connection, connections, region), options.Payer, around.Time);
        _connections.Add(bucket);
        return bucket;
    }

    private EventHistory History(string region, HistoryNarrowing? narrowing, HistoryQuestion question, ArchiveOptions options, HttpClientFactory connections)
    {
        var client = parts.ConnectHistory(options.Connection, connections, region);
        _connections.Add(client);
        if (!_paces.TryGetValue(region, out var pace))
        {
            _connections.Add(_paces[region] = pace = new(around.Time));
        }

        return new(region, client, pace, question, _remarks, around.Time) { Narrowing = narrowing };
    }

    private static IReadOnlyList<string> Regions(HistoryAddress address, HistoryQuestion question, ArchiveOptions options) => address.Region switch
    {
        { } named => [named],
        null when question.Filter.Regions.Count > 0 => question.Filter.Regions,
        null => [options.Region ?? FallbackRegionFactory.GetRegionEndpoint()?.SystemName
            ?? throw new UsageException("cloudtrail: names no region, and neither --region nor AWS_REGION does: write cloudtrail:eu-west-1.")],
    };
}
