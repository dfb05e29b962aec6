using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DriftStream.Replay.Benching;

/// <summary>One way through the archive.</summary>
/// <param name="Way">What it is called.</param>
/// <param name="Workers">How many threads took part.</param>
/// <param name="Milliseconds">The best round.</param>
/// <param name="OfUnpacking">That time, divided by that of unpacking alone with as many threads.</param>
/// <param name="ProcessorOfUnpacking">The processor time, likewise.</param>
/// <param name="BytesPerEvent">What the last round allocated, for each record.</param>
/// <param name="Gen2">The full collections of that round.</param>
internal sealed record BenchLine(string Way, int Workers, double Milliseconds, double OfUnpacking, double ProcessorOfUnpacking, double BytesPerEvent, int Gen2);

/// <summary>Another tool that reads the same files.</summary>
/// <param name="Tool">What it is called.</param>
/// <param name="Milliseconds">How long it took; null: it is not on this machine, or failed.</param>
/// <param name="OfReplay">That time, divided by the replay's with one worker.</param>
internal sealed record BenchTool(string Tool, double? Milliseconds, double? OfReplay);

/// <summary>Everything that was measured.</summary>
internal sealed record BenchFigures
{
    /// <summary>The processors that this process may use.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>What runs it.</summary>
    public string Runtime { get; init; } = "";

    /// <summary>How many files there are.</summary>
    public int Files { get; init; }

    /// <summary>How many records lie in them.</summary>
    public long Events { get; init; }

    /// <summary>What they are in bytes as they lie there.</summary>
    public long PackedBytes { get; init; }

    /// <summary>What they are in bytes when they are unpacked.</summary>
    public long UnpackedBytes { get; init; }

    /// <summary>How many resources the states hold.</summary>
    public long Resources { get; init; }

    /// <summary>How many findings the replay has.</summary>
    public long Findings { get; init; }

    /// <summary>The ways, unpacking alone first.</summary>
    public IReadOnlyList<BenchLine> Ways { get; init; } = [];

    /// <summary>How often faster two workers are than one; null where there is one processor.</summary>
    public double? TwoWorkers { get; init; }

    /// <summary>The same of unpacking alone: what two workers can gain here at most.</summary>
    public double? TwoWorkersUnpacking { get; init; }

    /// <summary>How often faster the distilled log is than the archive.</summary>
    public double Distilled { get; init; }

    /// <summary>Other tools.</summary>
    public IReadOnlyList<BenchTool> Tools { get; init; } = [];

    /// <summary>How many megabytes of states one processor reads in a second; null where no state was to be had as a file.</summary>
    public double? StateMegabytesPerSecond { get; init; }

    /// <summary>What the index takes in memory for each resource; null where there is none.</summary>
    public double? IndexBytesPerResource { get; init; }

    /// <summary>The most memory that the process had, states and everything included.</summary>
    public long PeakResidentBytes { get; init; }
}

/// <summary>How figures look as JSON.</summary>
[JsonSerializable(typeof(BenchFigures))]
internal sealed partial class BenchJson : JsonSerializerContext
{
    /// <summary>With line breaks.</summary>
    public static BenchJson Readable { get; } = new(new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    });
}
