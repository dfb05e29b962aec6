namespace DriftStream.Core.Judging.Understanding;

/// <summary>What a parameter of a request is to the judge.</summary>
public enum LeafRole
{
    /// <summary>Nobody reads it, and nobody knows why that would be right.</summary>
    NotUnderstood,

    /// <summary>It is read by nobody, for a known reason: an option of the call, a token, markup.</summary>
    Irrelevant,

    /// <summary>A rule for this call reads it, to know what becomes of the attribute.</summary>
    ReadByRule,

    /// <summary>It is the value of an attribute.</summary>
    Feeds,

    /// <summary>It says which resource is meant, or where a new one belongs.</summary>
    Identifies,
}
