using DriftStream.Core.Terraform.Hcl;

namespace DriftStream.Core.Terraform;

/// <summary>The <c>credentials</c> blocks of Terraform's own configuration, <c>~/.terraformrc</c>.</summary>
public static class CliCredentials
{
    /// <summary>The token of each host, as both are written; empty where the text cannot be read.</summary>
    public static IReadOnlyDictionary<string, string> Read(string text)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var block in HclFile.Parse(text).Body.Blocks.Where(b => b is { Type: "credentials", Labels.Count: 1 }))
        {
            foreach (var token in block.Body.Attributes.Where(a => a is { Name: "token", Value: HclLiteral }))
            {
                tokens[block.Labels[0]] = ((HclLiteral)token.Value).Text;
            }
        }

        return tokens;
    }
}
