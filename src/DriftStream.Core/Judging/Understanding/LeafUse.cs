using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Understanding;

/// <summary>One scalar of a request, and what somebody makes of it.</summary>
/// <param name="Leaf">The very object in the request.</param>
/// <param name="Role">What it is.</param>
/// <param name="Meaning">The attribute, or why it is irrelevant.</param>
internal readonly record struct LeafUse(Value Leaf, LeafRole Role, string Meaning);
