namespace DriftStream.Configuration;

/// <summary>The configuration cannot be used. Every mistake is in it, so that one look at the output is enough to put all of them right.</summary>
internal sealed class ConfigurationMistakesException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes))
{
    /// <summary>One sentence for each mistake, naming key, value and harm.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
