namespace DriftStream.Replay.Sources.S3;

/// <summary>What a step of the walk through a bucket begins with.</summary>
internal enum S3WalkKind
{
    /// <summary>A folder: its own objects, and the folders in it.</summary>
    Folder,

    /// <summary>All keys that begin so.</summary>
    Keys,

    /// <summary>One object, whatever its name.</summary>
    Object,
}

/// <summary>A step of the walk through a bucket.</summary>
/// <param name="Prefix">How the keys begin.</param>
/// <param name="Depth">How many folders below the start.</param>
/// <param name="Kind">What is meant by the prefix.</param>
internal sealed record S3Walk(string Prefix, int Depth, S3WalkKind Kind);

/// <summary>What lies directly in a folder.</summary>
/// <param name="Objects">Its own objects.</param>
/// <param name="Folders">The folders in it, each with the slash at its end.</param>
/// <param name="IsWhole">Whether that is all, or the list broke off.</param>
internal sealed record S3Look(IReadOnlyList<Amazon.S3.Model.S3Object> Objects, IReadOnlyList<string> Folders, bool IsWhole);
