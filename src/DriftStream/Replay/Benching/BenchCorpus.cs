using System.IO.Compression;
using System.Text;

namespace DriftStream.Replay.Benching;

/// <summary>Made-up archives and states in a folder of their own, which goes with it.</summary>
internal sealed class BenchCorpus : IDisposable
{
    private const int EventsInAFile = 5000;
    private const int ResourcesInAState = 2000;
    private readonly string _folder;

    private BenchCorpus(string folder) => _folder = folder;

    /// <summary>Where the archives are.</summary>
    public string Archives => Path.Combine(_folder, "archives");

    /// <summary>Where the states are.</summary>
    public string States => Path.Combine(_folder, "states");

    /// <summary>Writes one.</summary>
    /// <exception cref="IOException">The temporary folder cannot take it.</exception>
    public static BenchCorpus Write(int events, int resources, CancellationToken cancellation)
    {
        var corpus = new BenchCorpus(Directory.CreateTempSubdirectory("driftstream-bench-").FullName);
        try
        {
            Directory.CreateDirectory(corpus.Archives);
            Directory.CreateDirectory(corpus.States);
            var options = new ParallelOptions { CancellationToken = cancellation };
            Parallel.For(0, Parts(events, EventsInAFile), options, file => corpus.WriteArchive(file, events, resources));
            Parallel.For(0, Parts(resources, ResourcesInAState), options, state => corpus.WriteState(state, resources));
            return corpus;
        }
        catch
        {
            corpus.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Parts(int all, int each) => (all + each - 1) / each;

    private void WriteArchive(int file, int events, int resources)
    {
        using var packed = new GZipStream(File.Create(Path.Combine(Archives, $"{file:d5}.json.gz")), CompressionLevel.Optimal);
        using var text = new StreamWriter(packed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        var log = new SampleLog(file + 1, resources);
        var (from, to) = (file * EventsInAFile, Math.Min((file + 1) * EventsInAFile, events));
        text.Write("{\"Records\":[");
        for (var number = from; number < to; number++)
        {
            text.Write(number > from ? "," : "");
            text.Write(log.Next(number));
        }

        text.Write("]}");
    }

    private void WriteState(int state, int resources)
    {
        using var text = new StreamWriter(Path.Combine(States, $"{state:d5}.tfstate"));
        SampleStates.Write(text, state * ResourcesInAState, Math.Min((state + 1) * ResourcesInAState, resources));
    }
}
