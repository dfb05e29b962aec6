namespace DriftStream.Tests.States.Contract;

/// <summary>Which versions of states a place keeps.</summary>
internal enum KeptVersions
{
    /// <summary>Only the newest.</summary>
    None,

    /// <summary>Those that were written; nothing tells that a state was deleted.</summary>
    Written,

    /// <summary>Those that were written, and when a state was deleted.</summary>
    WithDeletions,
}
