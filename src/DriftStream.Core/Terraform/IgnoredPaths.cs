using DriftStream.Core.Terraform.Hcl;

namespace DriftStream.Core.Terraform;

/// <summary>Reads the value of <c>ignore_changes</c>: a list of attributes, or <c>all</c>.</summary>
internal static class IgnoredPaths
{
    public static IgnoredChanges Of(string type, string name, int line, HclExpression value)
    {
        var isAll = IsWord(value, "all") || (value is HclTuple all && all.Items.Any(i => i is HclLiteral { Text: "*" }));
        var paths = !isAll && value is HclTuple list ? list.Items.Select(Names).OfType<IReadOnlyList<string>>() : [];
        return new(type, name, line, isAll, [.. paths]);
    }

    // JSON and Terraform 0.11 write the attribute as a text.
    private static IReadOnlyList<string>? Names(HclExpression item) => item switch
    {
        HclTraversal attribute => attribute.Names,
        HclLiteral text => HclFile.ParseExpression(text.Text) is HclTraversal attribute ? attribute.Names : null,
        _ => null,
    };

    private static bool IsWord(HclExpression value, string word) => value switch
    {
        HclTraversal { Names: [var only] } => only == word,
        HclLiteral text => text.Text == word,
        _ => false,
    };
}
