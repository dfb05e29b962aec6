namespace DriftStream.Replay.Scanning;

/// <summary>Says of records what can be proven without judging them. Built once, used by all scanners.</summary>
internal sealed class RecordFilter
{
    private RecordFilter()
    {
    }

    /// <summary>Keeps every record that is asked about: for <c>--all</c>, where every verdict is printed.</summary>
    public static RecordFilter KeepAll(ReplayFilter asked) => new() { Asked = asked };

    /// <summary>Which events are asked about.</summary>
    public ReplayFilter Asked { get; private init; } = new();
}
