namespace DriftStream.Core.Judging.Severities;

/// <summary>The way in which an attribute that guards something can stop doing so.</summary>
internal enum Loss
{
    /// <summary>It is off, empty, weaker, or has lost an element.</summary>
    Off,

    /// <summary>It is on: it switches a guard off, or an exposure on.</summary>
    On,

    /// <summary>Its number is smaller.</summary>
    Less,

    /// <summary>It lets in an older TLS.</summary>
    OlderTls,

    /// <summary>It says public and did not.</summary>
    Public,
}
