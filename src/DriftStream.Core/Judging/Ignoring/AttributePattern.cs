using System.Diagnostics.CodeAnalysis;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Comparing;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>An attribute path of a rule. It covers the attribute and all below it; indexes of lists are not looked at.</summary>
public sealed class AttributePattern
{
    private readonly string _written;
    private readonly bool _isLiteral;

    private AttributePattern(string written, IReadOnlyList<string> names, bool isLiteral) => (_written, Names, _isLiteral) = (written, names, isLiteral);

    /// <summary>The names from the attribute down to what is meant.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether it covers every attribute.</summary>
    public bool IsEverything => !_isLiteral && Names.All(IsAnyName);

    /// <summary>Reads <c>tags.drift</c>, <c>tags["a.b/c"]</c> or <c>rule[*].*.id</c>; in a name <c>*</c> stands for anything.</summary>
    public static bool TryParse(string written, [NotNullWhen(true)] out AttributePattern? pattern)
    {
        pattern = AttributeNames.TryRead(written, out var names) ? new(written, names, isLiteral: false) : null;
        return pattern is not null;
    }

    /// <summary>The path of these names, in which <c>*</c> stands for anything.</summary>
    public static AttributePattern Glob(IReadOnlyList<string> names) => new(string.Join('.', names), names, isLiteral: false);

    /// <summary>The path of exactly these names: a star in one of them is a star.</summary>
    public static AttributePattern Literal(string written, IReadOnlyList<string> names) => new(written, names, isLiteral: true);

    /// <summary>Every attribute.</summary>
    public static AttributePattern All { get; } = Glob(["*"]);

    /// <summary>Whether an attribute at this path is meant, or one above it.</summary>
    public bool Covers(string path) => Covers(AttributePath.Names(path));

    /// <summary>Whether a child of this type is meant. A star means attributes only.</summary>
    public bool CoversChild(string type) => Names is [var only] && (_isLiteral ? only == type : !IsAnyName(only) && PrincipalPattern.Matches(only, type));

    /// <inheritdoc/>
    public override string ToString() => _written;

    private bool Covers(IReadOnlyList<string> path)
    {
        if (Names.Count > path.Count)
        {
            return false;
        }

        for (var i = 0; i < Names.Count; i++)
        {
            if (_isLiteral ? Names[i] != path[i] : !PrincipalPattern.Matches(Names[i], path[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAnyName(string name) => name.All(c => c == '*');
}
