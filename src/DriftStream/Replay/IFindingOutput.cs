using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>Where findings go, one after another.</summary>
internal interface IFindingOutput
{
    /// <summary>Takes one finding.</summary>
    public void Write(Finding finding);

    /// <summary>Writes what had to wait for the last one.</summary>
    public void Complete();
}
