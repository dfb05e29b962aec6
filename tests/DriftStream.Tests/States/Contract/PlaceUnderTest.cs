using DriftStream.States;

namespace DriftStream.Tests.States.Contract;

/// <summary>A real place of states that a test writes to, and the source that reads it.</summary>
internal abstract class PlaceUnderTest : IAsyncDisposable
{
    /// <summary>What reads it.</summary>
    public abstract IStateSource Source { get; }

    /// <summary>What states there can be called, in the order in which the source lists them; one where the place holds one state.</summary>
    public abstract IReadOnlyList<string> Names { get; }

    /// <summary>Which versions it keeps.</summary>
    public virtual KeptVersions Keeps => KeptVersions.None;

    /// <summary>What the source says of a server that keeps no versions where others of its kind do; null where it keeps them, or none of its kind does.</summary>
    public virtual string? RefusesVersions => null;

    /// <summary>What was listed a moment ago is given as it was then, not as it is now.</summary>
    public virtual bool GivesWhatItListed => false;

    /// <summary>What must be in no sentence.</summary>
    public virtual IReadOnlyList<string> Secrets => [];

    /// <summary>Writes a state as Terraform would.</summary>
    public abstract Task WriteAsync(string name, string content);

    /// <summary>Removes a state.</summary>
    public abstract Task DeleteAsync(string name);

    /// <summary>From now on it does not let the states be read.</summary>
    public abstract Task BreakAsync();

    /// <summary>It does again.</summary>
    public abstract Task MendAsync();

    public abstract ValueTask DisposeAsync();
}
