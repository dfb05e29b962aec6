using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Replay;
using DriftStream.Replay.Distilling;
using DriftStream.Replay.Sources;

namespace DriftStream.Commands.Replaying;

/// <summary><c>--distill</c>: the sources are read once into a folder, and judged from there.</summary>
internal sealed class DistillOption(Surroundings around)
{
    /// <summary><c>--distill</c>.</summary>
    public Option<string?> Folder { get; } = new("--distill")
    {
        Description = "Keep what further replays can need in this folder; replaying the folder instead of the sources is faster",
        HelpName = "DIR",
    };

    /// <summary>Whether it was given.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetValue(Folder) is not null;

    /// <summary>Refuses what cannot go together with it.</summary>
    /// <exception cref="UsageException">The command line asks for that.</exception>
    public void Check(ParseResult parsed, bool all, IReadOnlyList<ArchiveObject> sources)
    {
        if (parsed.GetValue(Folder) is not { } folder)
        {
            return;
        }

        if (all)
        {
            throw new UsageException("--distill keeps no calls that only read, and --all asks for them: give one of them.");
        }

        if (sources.Any(s => !s.CanReopen))
        {
            throw new UsageException("--distill notes where each record came from, which standard input does not tell: give files or folders.");
        }

        var path = Path.GetFullPath(folder, around.Folder);
        if (File.Exists(path))
        {
            throw new UsageException($"--distill is '{TerminalText.Clean(folder)}', which is a file: name a folder.");
        }

        if (sources.Any(s => s.Key.StartsWith(Path.TrimEndingDirectorySeparator(path) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
        {
            throw new UsageException($"--distill is '{TerminalText.Clean(folder)}', which is read as a source, too: name another folder.");
        }
    }

    /// <summary>Distills where that is asked for, and puts what was written in place of the sources.</summary>
    /// <exception cref="FailureException">The folder cannot take it.</exception>
    public async Task<InputFiles> ReplaceAsync(ParseResult parsed, InputFiles inputs, JudgeDoor door, ReplayRequest request, Action<int> sourcesRead, CancellationToken cancellation)
    {
        if (parsed.GetValue(Folder) is not { } folder)
        {
            return inputs;
        }

        var path = Path.GetFullPath(folder, around.Folder);
        try
        {
            var report = await new Distiller(door, request.Limits, request.Digests, request.Workers).RunAsync(inputs.Files, path, sourcesRead, cancellation);
            var remarks = new ArchiveRemarks();
            var written = await InputFiles.FindAsync([new LocalArchive(folder, path, remarks)], remarks, cancellation);
            return new(written.Files, [.. inputs.Problems, .. report.Problems, .. written.Problems], [.. inputs.Notes, new(folder, Told(report)), .. written.Notes]);
        }
        catch (DistilledLogException refused)
        {
            throw new FailureException($"{folder}: {refused.Message}");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{folder} cannot be written: {refused.Message}");
        }
    }

    private static string Told(DistillingReport report) =>
        $"{ReplaySummary.Count(report.Added, "source")} distilled, {report.Known} there before; the manifest's SHA-256 is {report.Seal}";
}
