using System.Collections.Concurrent;

namespace DriftStream.Replay.Sources;

/// <summary>What came up while archives were looked into. Safe to use from several threads.</summary>
internal sealed class ArchiveRemarks
{
    private readonly ConcurrentQueue<InputProblem> _problems = new();
    private readonly ConcurrentQueue<InputProblem> _notes = new();

    /// <summary>What could not be looked into.</summary>
    public IReadOnlyList<InputProblem> Problems => [.. _problems];

    /// <summary>What the user may want to know, and what is no fault.</summary>
    public IReadOnlyList<InputProblem> Notes => [.. _notes];

    /// <summary>Something could not be looked into.</summary>
    public void Problem(string where, string sentence) => _problems.Enqueue(new(where, sentence));

    /// <summary>Something is worth knowing.</summary>
    public void Note(string where, string sentence) => _notes.Enqueue(new(where, sentence));
}
