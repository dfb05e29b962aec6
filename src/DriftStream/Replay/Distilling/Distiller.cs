using System.Security.Cryptography;
using DriftStream.Replay.Digests;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Distilling;

/// <summary>What a distilling came to.</summary>
/// <param name="Manifest">What the folder holds now.</param>
/// <param name="Seal">The SHA-256 of the manifest.</param>
/// <param name="Added">How many sources came to it.</param>
/// <param name="Known">How many were there before.</param>
/// <param name="Problems">What could not be read, or not completely.</param>
internal sealed record DistillingReport(DistilledManifest Manifest, string Seal, int Added, int Known, IReadOnlyList<InputProblem> Problems);

/// <summary>Writes what another question about the same archives can need into a folder of its own, so that it is answered in a fraction of the time.</summary>
/// <param name="door">How records are read.</param>
/// <param name="limits">What is too large to read.</param>
/// <param name="digests">What each source is held against; null: against nothing.</param>
/// <param name="workers">How many batches are read at the same time. What is written does not depend on it.</param>
internal sealed class Distiller(JudgeDoor door, SizeLimits limits, DigestBook? digests, int workers)
{
    private const string LockFile = "driftstream.distilling";

    /// <summary>Adds sources to a folder; what it holds already is left alone.</summary>
    /// <param name="sources">Where records come from.</param>
    /// <param name="folder">The folder; it is made where there is none.</param>
    /// <param name="sourcesRead">Told after each source how many are read, from any thread.</param>
    /// <param name="cancellation">Ends it early; the folder then holds what it held before.</param>
    /// <exception cref="DistilledLogException">The folder cannot take it.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public async Task<DistillingReport> RunAsync(IReadOnlyList<ArchiveObject> sources, string folder, Action<int> sourcesRead, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var turn = TakeTurn(folder);
        var earlier = Earlier(folder);
        var (fresh, known, changed) = await SortAsync(sources, earlier, cancellation);
        var inUse = new SessionsInUse();
        using var earlierSessions = await EarlierSessions.ReadAsync(earlier, folder, door, limits, inUse, cancellation);
        IReadOnlyList<ArchiveObject>[] parts = [.. SourceBatch.Of(fresh)];
        var batches = new BatchDistilling?[parts.Length];
        try
        {
            await ReadAsync(parts, batches, folder, earlier.Sources.Select(s => s.Sha256).ToHashSet(), inUse, sourcesRead, cancellation);
            inUse.Close(batches.SelectMany(b => b!.Openings.Links).Concat(earlierSessions.Idle));
            var written = new DistilledBatch[batches.Length];
            Parallel.For(0, batches.Length, new() { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, i => written[i] = batches[i]!.Complete(inUse));
            DistilledBatch?[] added = [.. written.Where(b => b.Sources.Count > 0), earlierSessions.Complete(inUse)];
            var manifest = new DistilledManifest([.. earlier.Batches, .. added.OfType<DistilledBatch>()]);
            var seal = manifest.Write(folder);
            Sweep(folder, manifest);
            return new(
                manifest,
                seal,
                written.Sum(b => b.Sources.Count),
                known + batches.Sum(b => b!.Known.Count),
                [.. changed, .. batches.SelectMany(b => b!.Problems)]);
        }
        finally
        {
            Array.ForEach(batches, b => b?.Dispose());
        }
    }

    private async Task ReadAsync(
        IReadOnlyList<ArchiveObject>[] parts, BatchDistilling?[] batches, string folder, HashSet<string> hashes, SessionsInUse inUse, Action<int> sourcesRead, CancellationToken cancellation)
    {
        var done = 0;
        await Parallel.ForAsync(0, batches.Length, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, async (i, token) =>
        {
            batches[i] = new(folder, $"{i:D6}");
            var reader = new SourceReader(door, limits, digests, batches[i]!.Take);
            await batches[i]!.ReadAsync(parts[i], ReadOneAsync, inUse);

            async Task<SourceFacts?> ReadOneAsync(ArchiveObject source)
            {
                var facts = await reader.ReadAsync(source, hashes.Contains, token);
                sourcesRead(Interlocked.Increment(ref done));
                return facts;
            }
        });
    }

    // The same place with other content: what was kept of the old one cannot be taken out again.
    private async Task<(List<ArchiveObject> Fresh, int Known, List<InputProblem> Changed)> SortAsync(
        IReadOnlyList<ArchiveObject> sources, DistilledManifest earlier, CancellationToken cancellation)
    {
        var byKey = earlier.Sources.ToDictionary(s => s.Key, StringComparer.Ordinal);
        var (fresh, changed) = (new List<ArchiveObject>(), new List<InputProblem>());
        foreach (var source in sources)
        {
            if (!byKey.TryGetValue(source.Key, out var facts))
            {
                fresh.Add(source);
            }
            else if (!await IsSameAsync(source, facts, cancellation))
            {
                changed.Add(new(source.Name, "it is not what was distilled from there before, so it was left out. Distill it into an empty folder to have it as it is now."));
            }
        }

        await SeeAsync(sources.Except(fresh), cancellation);
        return (fresh, sources.Count - fresh.Count - changed.Count, changed);
    }

    // The digests speak of all sources, whether something comes of them now or did before.
    private async Task SeeAsync(IEnumerable<ArchiveObject> sources, CancellationToken cancellation)
    {
        if (digests is null)
        {
            return;
        }

        foreach (var source in sources)
        {
            var content = await FileContent.ReadAsync(source, limits, cancellation);
            digests.SawWhole(source.Name, source.Key, content.Bytes.Span);
        }
    }

    private static async Task<bool> IsSameAsync(ArchiveObject source, SourceFacts facts, CancellationToken cancellation)
    {
        if (source.ETag is { } tag && tag == facts.ETag)
        {
            return true;
        }

        if (source.Size is { } size && size != facts.Size)
        {
            return false;
        }

        await using var content = await source.OpenAsync(cancellation);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) == facts.Sha256;
    }

    private static DistilledManifest Earlier(string folder)
    {
        if (!DistilledManifest.IsIn(folder))
        {
            return new([]);
        }

        var earlier = DistilledManifest.Read(folder);
        return SegmentCheck.Problems(earlier, folder) is [var first, ..]
            ? throw new DistilledLogException($"{first.Segment.File} {first.Sentence}, so nothing was added. Distill all sources into an empty folder.")
            : earlier;
    }

    private static FileStream TakeTurn(string folder)
    {
        try
        {
            return new(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(Path.Combine(folder, LockFile)))
        {
            throw new DistilledLogException("another process distills into this folder now. Wait until it is done.");
        }
    }

    // What runs that were killed left behind.
    private static void Sweep(string folder, DistilledManifest manifest)
    {
        var listed = manifest.Segments.Select(s => s.File).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*" + SegmentWriter.Ending).Where(f => !listed.Contains(Path.GetFileName(f))))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.EnumerateFiles(folder, "*" + SegmentWriter.UnfinishedEnding))
        {
            File.Delete(file);
        }
    }
}
