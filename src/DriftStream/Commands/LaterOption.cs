using System.CommandLine;
using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Options that are promised and not there yet: asking for one must not be taken for a typing mistake.</summary>
internal static class LaterOption
{
    /// <summary>Hidden options of these names, with any value or none.</summary>
    public static IReadOnlyList<Option<string[]>> Named(params string[] names) =>
        [.. names.Select(name => new Option<string[]>(name) { Hidden = true, Arity = ArgumentArity.ZeroOrMore })];

    /// <exception cref="UsageException">One of the options was given.</exception>
    public static void Refuse(ParseResult parsed, IEnumerable<Option<string[]>> options)
    {
        if (options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw For(given.Name);
        }
    }

    /// <summary>The refusal of something that was asked for too early.</summary>
    public static UsageException For(string asked) => new($"{asked} comes with a later version of DriftStream.");
}
