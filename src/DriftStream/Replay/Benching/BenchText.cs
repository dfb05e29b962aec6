using System.Globalization;
using System.Text;

namespace DriftStream.Replay.Benching;

/// <summary>Figures for people.</summary>
internal static class BenchText
{
    private const double Million = 1e6;

    /// <summary>All of them.</summary>
    public static string Of(BenchFigures figures)
    {
        var text = new StringBuilder();
        Append(text, $"{figures.Cores} processors, {figures.Runtime}");
        Append(text, $"{figures.Events:n0} events in {figures.Files:n0} files, {figures.PackedBytes / Million:n0} MB packed and {figures.UnpackedBytes / Million:n0} MB unpacked, held against {figures.Resources:n0} resources: {figures.Findings:n0} findings");
        Append(text, $"");
        Append(text, $"{"",-24}{"workers",8}{"best, ms",12}{"of unpacking",14}{"its processor",15}{"B an event",12}{"gen-2",7}");
        foreach (var way in figures.Ways)
        {
            Append(text, $"{way.Way,-24}{way.Workers,8}{way.Milliseconds,12:n0}{way.OfUnpacking,14:f2}{way.ProcessorOfUnpacking,15:f2}{way.BytesPerEvent,12:n1}{way.Gen2,7}");
        }

        Append(text, $"");
        AppendRatios(text, figures);
        return text.ToString();
    }

    private static void AppendRatios(StringBuilder text, BenchFigures figures)
    {
        if (figures.TwoWorkers is { } two)
        {
            Append(text, $"Two workers are {two:f2} times as fast as one; unpacking alone gains {figures.TwoWorkersUnpacking:f2} here.");
        }

        Append(text, $"The distilled log is replayed {figures.Distilled:f1} times as fast as the archive.");
        foreach (var tool in figures.Tools)
        {
            Append(text, tool.OfReplay is { } ratio ? (FormattableString)$"{tool.Tool} takes {ratio:f1} times as long as the whole replay with one worker, only to read the records." : $"{tool.Tool}: not on this machine.");
        }

        if (figures.StateMegabytesPerSecond is { } speed)
        {
            Append(text, $"States are read at {speed:n0} MB a second with one processor.");
        }

        if (figures.IndexBytesPerResource is { } bytes)
        {
            Append(text, $"The index takes {bytes:n0} bytes for each resource.");
        }

        Append(text, $"The most memory at any time: {figures.PeakResidentBytes / Million:n0} MB, states, archive and everything measured included.");
    }

    private static void Append(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
}
