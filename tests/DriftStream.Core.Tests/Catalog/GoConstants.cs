using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>What the names of Go constants among the provider's defaults stand for.</summary>
internal sealed partial class GoConstants
{
    private readonly Dictionary<(string Package, string Name), string> _values = [];

    public static GoConstants Read()
    {
        var constants = new GoConstants();
        var path = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "Catalog", "GoConstants.txt");
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ', 3);
            constants._values.Add((parts[0], parts[1]), parts[2]);
        }

        return constants;
    }

    /// <summary>The default as the user would write it; null where nobody can say.</summary>
    public string? Resolve(string package, string? text) =>
        text is null ? null
        : _values.TryGetValue((package, text), out var value) ? value
        : Constant().IsMatch(text) ? null
        : text;

    /// <summary>A name from a Go package, or a name with a capital inside that begins with a small letter.</summary>
    [GeneratedRegex(@"^([a-z]+\.[A-Z]\w*|[a-z]+[A-Z]\w*)$")]
    private static partial Regex Constant();
}
