namespace DriftStream.Core.Terraform.Hcl;

/// <summary>The right side of an attribute, as far as its form matters; anything else is <see cref="HclOther"/>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
internal abstract record HclExpression(int Start, int End);

/// <summary>A text without interpolation.</summary>
internal sealed record HclLiteral(int Start, int End, string Text) : HclExpression(Start, End);

/// <summary>A list.</summary>
internal sealed record HclTuple(int Start, int End, IReadOnlyList<HclExpression> Items) : HclExpression(Start, End);

/// <summary>An object; of its items those whose key is a plain name or text.</summary>
internal sealed record HclObject(int Start, int End, IReadOnlyList<HclAttribute> Items) : HclExpression(Start, End);

/// <summary>A name and what is picked from it: <c>scaling_config[0].desired_size</c>.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it has ended.</param>
/// <param name="Names">The names and quoted keys, without numbers and stars; null where a key is computed.</param>
internal sealed record HclTraversal(int Start, int End, IReadOnlyList<string>? Names) : HclExpression(Start, End);

/// <summary>Anything else: numbers, calls, operators, conditions, texts with interpolation.</summary>
internal sealed record HclOther(int Start, int End) : HclExpression(Start, End);
