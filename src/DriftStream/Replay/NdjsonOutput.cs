using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>One finding a line, for programs.</summary>
internal sealed class NdjsonOutput(TextWriter output) : IFindingOutput
{
    public void Write(Finding finding)
    {
        output.Write(FindingJson.ToJson(finding));
        output.Write('\n');
    }

    public void Complete()
    {
    }
}
