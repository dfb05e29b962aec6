using System.Diagnostics;
using System.Runtime.InteropServices;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Replay.Distilling;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Benching;

/// <summary>Measures a replay beside the same files only unpacked, every way in turn, so that a machine that is busy for a while is so for all of them.</summary>
/// <param name="door">How events are judged.</param>
/// <param name="states">What they are judged with.</param>
/// <param name="files">The archive.</param>
/// <param name="rounds">How often each way is measured; its best counts.</param>
/// <param name="tell">Told what is being done.</param>
internal sealed class BenchRun(JudgeDoor door, IReadOnlyList<TerraformState> states, IReadOnlyList<ArchiveObject> files, int rounds, Action<string> tell)
{
    private const int Two = 2;
    private long _findings;

    /// <summary>Where the states are, for those that are files.</summary>
    public IReadOnlyList<string> StatePlaces { get; init; } = [];

    /// <summary>Measures everything.</summary>
    /// <param name="withTools">Whether other tools read the files, too: that takes much longer than all the rest.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task<BenchFigures> MeasureAsync(bool withTools, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("driftstream-bench-").FullName;
        try
        {
            tell("Distilling the archive.");
            var distilled = await DistillAsync(folder, cancellation);
            var plain = new FileWays(files, door.Filter!(new(), Keeping.Verdict));
            var one = Ways(plain, distilled, 1, cancellation);
            var two = Environment.ProcessorCount > 1 ? Ways(plain, distilled, Two, cancellation) : [];
            await RunAsync([.. one, .. two]);
            return await WithToolsAsync(Figures(plain, one, two), withTools, cancellation);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Faster(BenchLine slow, BenchLine fast) => Math.Round(slow.Milliseconds / fast.Milliseconds, 2);

    private MeasuredWay[] Ways(FileWays plain, IReadOnlyList<ArchiveObject> distilled, int workers, CancellationToken cancellation) =>
    [
        new("unpacking alone", workers, w => plain.UnpackAsync(w, cancellation)),
        new("finding what matters", workers, w => plain.ScanAsync(w, cancellation)),
        new("the whole replay", workers, w => ReplayAsync(files, w, cancellation)),
        new("the distilled log", workers, w => ReplayAsync(distilled, w, cancellation)),
    ];

    private async Task RunAsync(IReadOnlyList<MeasuredWay> ways)
    {
        for (var round = 0; round <= rounds; round++)
        {
            tell(round == 0 ? "Warming up." : $"Round {round} of {rounds}.");
            foreach (var way in ways)
            {
                await way.MeasureAsync(counts: round > 0);
            }
        }
    }

    private async Task<IReadOnlyList<ArchiveObject>> DistillAsync(string folder, CancellationToken cancellation)
    {
        await new Distiller(door, new(), digests: null, Environment.ProcessorCount).RunAsync(files, folder, _ => { }, cancellation);
        var remarks = new ArchiveRemarks();
        return (await InputFiles.FindAsync([new LocalArchive(folder, folder, remarks)], remarks, cancellation)).Files;
    }

    private async Task ReplayAsync(IReadOnlyList<ArchiveObject> archive, int workers, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(Stream.Null, bufferSize: 1 << 16);
        var (output, findings) = (new NdjsonOutput(writer), 0L);
        await new ReplayRun(door, new(archive) { Workers = workers, Keeping = Keeping.Verdict }).RunAsync(
            finding =>
            {
                if (finding.Verdict.IsShown())
                {
                    findings++;
                    output.Write(finding);
                }
            },
            _ => { },
            cancellation);
        _findings = findings;
    }

    private BenchFigures Figures(FileWays plain, MeasuredWay[] one, MeasuredWay[] two)
    {
        var (lines, together) = (one.Select(w => w.Line(one[0], plain.Records)).ToList(), two.Select(w => w.Line(two[0], plain.Records)).ToList());
        return new()
        {
            Runtime = $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}",
            Files = files.Count,
            Events = plain.Records,
            PackedBytes = files.Sum(f => f.Size ?? 0),
            UnpackedBytes = plain.Unpacked,
            Resources = states.Sum(s => (long)s.Instances.Count),
            Findings = _findings,
            Ways = [.. lines, .. together],
            TwoWorkers = together.Count == 0 ? null : Faster(lines[2], together[2]),
            TwoWorkersUnpacking = together.Count == 0 ? null : Faster(lines[0], together[0]),
            Distilled = Faster(lines[2], lines[3]),
            StateMegabytesPerSecond = StateFigures.MegabytesPerSecond(StatePlaces),
            IndexBytesPerResource = StateFigures.IndexBytesPerResource(states),
            PeakResidentBytes = Process.GetCurrentProcess().PeakWorkingSet64,
        };
    }

    private async Task<BenchFigures> WithToolsAsync(BenchFigures figures, bool withTools, CancellationToken cancellation)
    {
        if (!withTools)
        {
            return figures;
        }

        tell("Other tools read the files.");
        var replay = figures.Ways.Single(w => w is { Way: "the whole replay", Workers: 1 }).Milliseconds;
        var measured = await OtherTools.MeasureAsync([.. files.Select(f => f.Key)], cancellation);
        return figures with { Tools = [.. measured.Select(t => new BenchTool(t.Name, t.Milliseconds is { } ms ? Math.Round(ms, 1) : null, t.Milliseconds is { } taken ? Math.Round(taken / replay, 1) : null))] };
    }
}
