namespace DriftStream.Core.Tests.OpenData;

/// <summary>How many elements the lists of a made-up call have, which decides how they are recorded.</summary>
internal enum CallForm
{
    /// <summary>No lists: structures all the way down.</summary>
    Plain,

    /// <summary>One element in every list.</summary>
    One,

    /// <summary>Two elements in the innermost list.</summary>
    Two,
}
