namespace DriftStream.States.Sources.Hcp;

/// <summary>A workspace, as lists tell of it.</summary>
/// <param name="Id">Its id, <c>ws-…</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record HcpWorkspace(string Id, string Name)
{
    /// <summary>The id of the state version that counts; null: nothing was applied yet.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the token may read its states; where the server does not say, it may.</summary>
    public bool MayReadStates { get; init; } = true;

    /// <summary>Terraform runs elsewhere, and only the state is kept here.</summary>
    public bool IsLocal { get; init; }

    /// <summary>Who holds it; null: nobody.</summary>
    public HcpLock? Lock { get; init; }

    /// <summary>The run that is under way or was the last one; null: there was none.</summary>
    public HcpRun? Run { get; init; }
}

/// <summary>A lock of a workspace. It does not tell when it was taken.</summary>
/// <param name="Reason">What whoever took it wrote.</param>
/// <param name="Who">Their name; null where it is not told.</param>
internal sealed record HcpLock(string? Reason, string? Who);
