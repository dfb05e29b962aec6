using System.Globalization;
using Xunit;

namespace DriftStream.Tests.Replay.Scanning;

/// <summary>The scanner answers as whoever reads all JSON does. tests/fuzz-replay.sh makes as many comparisons as one likes.</summary>
public sealed class ScanFuzzTests
{
    private const int Usual = 3_000;

    [Fact]
    public void A_scan_answers_as_a_reader_of_json_whatever_the_file_and_the_window() =>
        ScanFuzz.Run(int.TryParse(Environment.GetEnvironmentVariable("DRIFTSTREAM_FUZZ_COMPARISONS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : Usual);
}
