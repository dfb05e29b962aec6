using DriftStream.Configuration;

namespace DriftStream.States.Sources.Hcp;

/// <summary>A version of a workspace's state.</summary>
/// <param name="Id">Its id, <c>sv-…</c>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Serial">Its serial: of two that were made at one moment, the higher one is the later.</param>
/// <remarks>https://developer.hashicorp.com/terraform/cloud-docs/api-docs/state-versions#attributes</remarks>
internal sealed record HcpVersion(string Id, DateTimeOffset Created, long Serial)
{
    /// <summary>How many bytes it has; 0 where the server does not tell.</summary>
    public long Size { get; init; }

    /// <summary>How far its upload is; old servers do not tell.</summary>
    public string Status { get; init; } = "finalized";

    /// <summary>It was saved in the middle of an apply.</summary>
    public bool IsIntermediate { get; init; }

    /// <summary>Where its content can be fetched without any token: a secret. Null: it has none.</summary>
    public Secret? Link { get; init; }

    /// <summary>It was once what counts: it is whole, and no intermediate one. Its content may be gone since.</summary>
    public bool Counted => !IsIntermediate && Status is not ("pending" or "discarded");

    /// <summary>It counts, and can be fetched.</summary>
    public bool CanBeRead => Counted && Link is not null;
}
