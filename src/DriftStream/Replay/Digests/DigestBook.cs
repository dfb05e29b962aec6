using System.Security.Cryptography;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>
/// What CloudTrail's digests say about the log files of a replay. They are checked first; then each log file is held against them while it is
/// read. Safe to use from several threads meanwhile.
/// </summary>
internal sealed class DigestBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _uncovered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTimeOffset Start, DateTimeOffset End)> _spans = new(StringComparer.Ordinal);
    private readonly List<InputProblem> _problems = [];
    private readonly List<InputProblem> _notes = [];
    private readonly int _digests;
    private readonly int _proven;
    private readonly DigestScope _scope;

    private DigestBook(List<CheckedDigest> digests, DigestKeys keys, DigestScope scope)
    {
        _scope = scope;
        _problems.AddRange(digests.Count == 0 ? [new("CloudTrail-Digest", "no digest files lie below the sources or beside them, so nothing is proven: validation is off, or a copy lacks that folder of the bucket")] : []);
        _problems.AddRange(digests.Where(d => d.File is null).Select(d => new InputProblem(d.Name, Unreadable(d))));
        foreach (var chain in digests.GroupBy(d => DigestKey.Chain(d.Source.Key)).OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            ChainCheck.Run(chain, keys, _problems, _notes);
        }

        var readable = digests.Where(d => d.File is not null).OrderBy(d => d.IsProven).ToList();
        readable.ForEach(Enter);
        (_digests, _proven) = (digests.Count, digests.Count(d => d.IsProven));
    }

    /// <summary>Checks digests, their signatures and their chains.</summary>
    /// <param name="digests">The digests.</param>
    /// <param name="keys">CloudTrail's public keys.</param>
    /// <param name="scope">Which log files are asked about.</param>
    public static DigestBook Of(List<CheckedDigest> digests, DigestKeys keys, DigestScope scope) => new(digests, keys, scope);

    /// <summary>Holds a log file against the digests.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="key">Its path or address.</param>
    /// <param name="content">All its bytes, unpacked: these are what CloudTrail hashes.</param>
    public void SawWhole(string name, string key, ReadOnlySpan<byte> content) => Saw(name, key, SHA256.HashData(content));

    /// <summary>Holds a log file against the digests.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="key">Its path or address.</param>
    /// <param name="hash">The SHA-256 of all its bytes, unpacked.</param>
    public void Saw(string name, string key, byte[] hash)
    {
        if (Find(key) is not { } entry)
        {
            lock (_gate)
            {
                _uncovered[key] = name;
            }

            return;
        }

        var isSame = Convert.ToHexStringLower(hash) == entry.Hash;
        lock (_gate)
        {
            entry.Name = name;
            entry.Status = !isSame ? DigestStatus.Altered : entry.IsProven ? DigestStatus.Proven : DigestStatus.Unsigned;
        }
    }

    /// <summary>What the digests say about a log file that was read, or should have been.</summary>
    public DigestStatus Of(string key) => Find(key)?.Status ?? DigestStatus.Uncovered;

    /// <summary>What the check came to. To be asked when everything is read.</summary>
    public DigestVerdict Conclude()
    {
        List<Entry> asked = [.. _entries.Values.Where(e => e.Status != DigestStatus.Missing || _scope.Covers(e.Tail)).OrderBy(e => e.Tail, StringComparer.Ordinal)];
        int Count(DigestStatus status) => asked.Count(e => e.Status == status);
        var summary = $"Digests: {_proven} of {ReplaySummary.Count(_digests, "digest file")} proven; of the log files {Count(DigestStatus.Proven)} proven, {Count(DigestStatus.Altered)} altered, "
            + $"{Count(DigestStatus.Missing)} missing, {Count(DigestStatus.Unsigned)} in digests that are not proven, {_uncovered.Count} in no digest.";
        return new(summary, [.. _problems, .. asked.Select(Problem).OfType<InputProblem>(), .. Uncovered(inside: true)], [.. _notes, .. Uncovered(inside: false)]);
    }

    private static string Unreadable(CheckedDigest digest) => digest.Problem is { } problem
        ? $"what it lists is not proven: {problem}"
        : "it is no digest that can be read: it was cut or altered, so what it lists is not proven";

    private void Enter(CheckedDigest digest)
    {
        var file = digest.File!;
        foreach (var log in file.Logs)
        {
            var tail = DigestKey.Tail(log.Object);
            _entries[tail] = new(tail, log.Hash.ToLowerInvariant(), digest.IsProven, digest.Name);
            _byName[DigestKey.Name(tail)] = tail;
        }

        if (DigestKey.Place(digest.Source.Key) is { } place && !DigestKey.IsBackfill(digest.Source.Key))
        {
            var span = _spans.GetValueOrDefault(place, (file.Start, file.End));
            _spans[place] = (span.Start < file.Start ? span.Start : file.Start, span.End > file.End ? span.End : file.End);
        }
    }

    private Entry? Find(string key)
    {
        var tail = DigestKey.Tail(key);
        var known = tail.Contains('/', StringComparison.Ordinal) ? tail : _byName.GetValueOrDefault(tail, tail);
        return _entries.GetValueOrDefault(known);
    }

    private static InputProblem? Problem(Entry entry) => entry.Status switch
    {
        DigestStatus.Altered => new(entry.Name ?? entry.Tail, $"it is not what CloudTrail delivered: its content is not the one that {entry.Digest} names"),
        DigestStatus.Missing => new(entry.Tail, $"it is missing: {entry.Digest} names it"),
        _ => null,
    };

    // One sentence for all of a kind: an organization may have thousands that are newer than the last digest.
    private IEnumerable<InputProblem> Uncovered(bool inside)
    {
        var files = _uncovered.Where(u => IsInside(u.Key) == inside).Select(u => u.Value).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            return [];
        }

        var others = files.Count == 1 ? "" : $" and {ReplaySummary.Count(files.Count - 1, "other file")}";
        return [new(files[0], inside
            ? $"no digest names this file{others}, although the digests here cover the time of delivery: put there later, or named by a digest that is not here"
            : $"no digest here covers the time of this file{others}, so nothing is proven of it")];
    }

    private bool IsInside(string key) =>
        DigestKey.Delivered(key) is { } delivered && _spans.TryGetValue(delivered.Place, out var span) && span.Start <= delivered.At && delivered.At < span.End;

    private sealed class Entry(string tail, string hash, bool isProven, string digest)
    {
        public string Tail => tail;

        public string Hash => hash;

        public bool IsProven => isProven;

        public string Digest => digest;

        public string? Name { get; set; }

        public DigestStatus Status { get; set; } = DigestStatus.Missing;
    }
}
