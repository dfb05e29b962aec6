using DriftStream.Core.Judging;
using DriftStream.Replay;
using DriftStream.Replay.Sources;
using Xunit;

namespace DriftStream.Tests.Replay.Ordering;

/// <summary>Replays files and gives the findings as the program prints them.</summary>
internal static class ReplayUnderTest
{
    public static async Task<string> FindingsAsync(JudgeDoor door, ReplayRequest request)
    {
        var output = new StringWriter { NewLine = "\n" };
        await new ReplayRun(door, request).RunAsync(
            finding => output.Write(request.Keeping == Keeping.Whole || finding.Verdict.IsShown() ? FindingJson.ToJson(finding) + "\n" : ""),
            _ => { },
            TestContext.Current.CancellationToken);
        return output.ToString();
    }

    public static ReplayRequest Request(IEnumerable<string> paths) => new([.. paths.Select(p => new LocalFile(Path.GetFileName(p), p))]);
}
