namespace DriftStream.Web;

/// <summary>What a request may do.</summary>
internal enum Standing
{
    /// <summary>It may.</summary>
    Allowed,

    /// <summary>A key is set and the request shows none.</summary>
    KeyMissing,

    /// <summary>A key is set and the request shows another.</summary>
    KeyWrong,

    /// <summary>No key is set, so only this machine is served, and the request comes from elsewhere.</summary>
    NotFromHere,
}
