namespace DriftStream.Core.Tests.Catalog;

/// <summary>The types whose own id a request member holds, the likeliest first.</summary>
internal sealed record MemberOwners(string Member, IReadOnlyList<string> Types);
