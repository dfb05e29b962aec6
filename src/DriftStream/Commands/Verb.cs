using System.CommandLine;

namespace DriftStream.Commands;

/// <summary>A verb that can show how it is used.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines to learn from.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
