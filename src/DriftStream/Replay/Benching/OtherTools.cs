using System.ComponentModel;
using System.Diagnostics;

namespace DriftStream.Replay.Benching;

/// <summary>Tools that people would ask the same files with, where they are on this machine.</summary>
internal static class OtherTools
{
    private const string Jq = "for file; do zcat \"$file\" | jq -c '.Records[] | select(.readOnly != true)' || exit 1; done >/dev/null";

    private const string Python = """
        import gzip, json, sys
        print(sum(r.get('readOnly') is not True for f in sys.argv[1:] for r in json.load(gzip.open(f))['Records']))
        """;

    /// <summary>What each takes for the files.</summary>
    public static async Task<IReadOnlyList<(string Name, double? Milliseconds)>> MeasureAsync(IReadOnlyList<string> files, CancellationToken cancellation) =>
    [
        ("zcat | jq", await HasAsync("jq", cancellation) ? await TimeAsync("/bin/sh", ["-c", Jq, "sh", .. files], cancellation) : null),
        ("Python, gzip and json", await TimeAsync("python3", ["-c", Python, .. files], cancellation)),
    ];

    private static async Task<bool> HasAsync(string tool, CancellationToken cancellation) => await TimeAsync(tool, ["--version"], cancellation) is not null;

    private static async Task<double?> TimeAsync(string program, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            try
            {
                await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellation), process.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellation));
                await process.WaitForExitAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return process.ExitCode == 0 ? Stopwatch.GetElapsedTime(began).TotalMilliseconds : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
