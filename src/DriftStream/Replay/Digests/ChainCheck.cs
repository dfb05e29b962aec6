using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>
/// Checks one chain of digests from its newest link back: each is proven by its own signature, or by the hash and signature that a proven
/// one after it holds of it.
/// </summary>
internal sealed class ChainCheck(IReadOnlyList<CheckedDigest> chain, DigestKeys keys, List<InputProblem> problems, List<InputProblem> notes)
{
    /// <summary>Checks all links.</summary>
    /// <param name="digests">The digests of one chain.</param>
    /// <param name="keys">CloudTrail's keys.</param>
    /// <param name="problems">Gets what proves nothing, and why.</param>
    /// <param name="notes">Gets what the user may want to know.</param>
    public static void Run(IEnumerable<CheckedDigest> digests, DigestKeys keys, List<InputProblem> problems, List<InputProblem> notes)
    {
        List<CheckedDigest> chain = [.. digests.Where(d => d.File is not null).OrderBy(d => d.File!.End).ThenBy(d => d.Source.Key, StringComparer.Ordinal)];
        var check = new ChainCheck(chain, keys, problems, notes);
        for (var at = chain.Count - 1; at >= 0; at--)
        {
            chain[at].IsProven = check.Prove(at);
            check.Link(at);
        }
    }

    private bool Prove(int at)
    {
        var (digest, file) = (chain[at], chain[at].File!);
        if (Lies(digest) != DigestKey.Tail(file.Object))
        {
            return Refuse(digest, $"it says that it is {file.Object}: it was moved, or put in the place of another");
        }

        var next = at + 1 < chain.Count && chain[at + 1] is { IsProven: true } after && Previous(after.File!) == Lies(digest) ? after : null;
        if (next is not null && next.File!.PreviousHash is { } hash && hash != file.Hash)
        {
            return Refuse(digest, $"its content is not the one that the digest after it names ({next.Name}): it was altered");
        }

        if (next is not null && digest.Signature is { Length: > 0 } own && next.File!.PreviousSignature is { } expected && !string.Equals(own, expected, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(digest, $"its signature is not the one that the digest after it names ({next.Name})");
        }

        return next?.File!.PreviousHash is not null || IsSigned(digest, next?.File!.PreviousSignature);
    }

    private bool IsSigned(CheckedDigest digest, string? inNext)
    {
        if ((digest.Signature ?? inNext) is not { } signature)
        {
            return Refuse(digest, "its signature is in the metadata of its object in S3, which is not here, and no proven digest after it holds it, so what it lists is not proven. Put what aws s3api head-object prints beside it, with the ending .head.json");
        }

        if (keys.Find(digest.File!.Fingerprint) is not { } key)
        {
            return Refuse(digest, $"it is signed with the key {digest.File.Fingerprint}, which is not among the {keys.Count} public keys given, so it proves nothing");
        }

        return digest.File.IsSignedBy(key, signature) || Refuse(digest, $"its signature does not fit its content and the key {digest.File.Fingerprint}: one of them was altered");
    }

    private void Link(int at)
    {
        var digest = chain[at];
        if (Previous(digest.File!) is not { } previous)
        {
            if (at > 0)
            {
                notes.Add(new(digest.Name, $"a chain begins here; between {chain[at - 1].File!.End:u} and {digest.File!.Start:u} validation was off"));
            }

            return;
        }

        var before = at > 0 ? chain[at - 1] : null;
        if (before is null)
        {
            notes.Add(new(digest.Name, $"the chain goes back beyond it, but the digests before {digest.File!.Start:u} are not here"));
        }
        else if (Lies(before) == previous)
        {
            Adjoin(before, digest);
        }
        else
        {
            problems.Add(new(digest.Name, chain.Any(c => Lies(c) == previous)
                ? $"it follows {previous}, but {before.Name} lies between them in time: the chain is out of order"
                : $"the digest before it, {previous}, is missing: the chain is broken there"));
        }
    }

    private void Adjoin(CheckedDigest before, CheckedDigest digest)
    {
        if (before.File!.End != digest.File!.Start && !DigestKey.IsBackfill(digest.Source.Key))
        {
            problems.Add(new(digest.Name, $"it begins at {digest.File.Start:u}, but the digest before it ends at {before.File.End:u}: no digest covers the time between"));
        }
    }

    private bool Refuse(CheckedDigest digest, string sentence)
    {
        problems.Add(new(digest.Name, sentence));
        return false;
    }

    private static string Lies(CheckedDigest digest) => DigestKey.Tail(digest.Source.Key);

    private static string? Previous(DigestFile file) => file.PreviousObject is { } previous ? DigestKey.Tail(previous) : null;
}
