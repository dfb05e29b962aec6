namespace DriftStream.Core.Terraform.Hcl;

/// <summary>What stands between the brackets of a block, or in a whole file.</summary>
/// <param name="Attributes">The attributes in their order.</param>
/// <param name="Blocks">The blocks in their order.</param>
internal sealed record HclBody(IReadOnlyList<HclAttribute> Attributes, IReadOnlyList<HclBlock> Blocks);

/// <summary>A name and its value.</summary>
/// <param name="Start">Where the name begins.</param>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
internal sealed record HclAttribute(int Start, string Name, HclExpression Value);

/// <summary>A block: <c>resource "aws_s3_bucket" "logs" { … }</c>.</summary>
/// <param name="Start">Where its type begins.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="Type">Its type.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Body">What stands in it.</param>
internal sealed record HclBlock(int Start, int End, string Type, IReadOnlyList<string> Labels, HclBody Body);
