namespace DriftStream.Core.Catalog;

/// <summary>The name of a kind of event.</summary>
/// <param name="Source">e.g. <c>s3.amazonaws.com</c>.</param>
/// <param name="Operation">The API operation, without date or version.</param>
public readonly record struct EventKey(string Source, string Operation);
