namespace DriftStream.Core.Judging;

/// <summary>A piece of a sentence about a finding, so that each place can show names and values in its own way.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: one line, not escaped.</param>
public readonly record struct SentencePart(SentencePartKind Kind, string Text);

/// <summary>What a piece of a sentence is. Everything but words was written by somebody else.</summary>
public enum SentencePartKind
{
    /// <summary>DriftStream's own words.</summary>
    Words,

    /// <summary>Who did it.</summary>
    Actor,

    /// <summary>A resource's address, type or id.</summary>
    Resource,

    /// <summary>An attribute's path or a tag's key.</summary>
    Attribute,

    /// <summary>A value.</summary>
    Value,
}
