namespace DriftStream.States;

/// <summary>Something that may hold a state.</summary>
/// <param name="Path">Its full path or address.</param>
/// <param name="Relative">Its path below the folder or prefix that was asked for, with slashes; the file name where it was asked for itself.</param>
/// <param name="Certain">It counts as a state whatever is in it; else only if it looks like one.</param>
internal sealed record StateFile(string Path, string Relative, bool Certain)
{
    /// <summary>Another one means that it was written since.</summary>
    public string Mark { get; init; } = "";

    /// <summary>How many bytes it has.</summary>
    public long Size { get; init; }

    /// <summary>When it was written last.</summary>
    public DateTimeOffset? Written { get; init; }
}
