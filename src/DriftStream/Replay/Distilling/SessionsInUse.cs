namespace DriftStream.Replay.Distilling;

/// <summary>Which sessions can stand behind a kept record. Safe to use from several threads while they are gathered.</summary>
internal sealed class SessionsInUse
{
    private readonly Lock _gate = new();
    private readonly HashSet<ulong> _used = [];

    /// <summary>Adds sessions that records were made in.</summary>
    public void Add(HashSet<ulong> used)
    {
        lock (_gate)
        {
            _used.UnionWith(used);
        }
    }

    /// <summary>Adds the sessions that those were opened from, and so on outward.</summary>
    public void Close(IEnumerable<SessionLink> links)
    {
        var waiting = links.ToList();
        while (waiting.Count > 0)
        {
            var idle = new List<SessionLink>();
            foreach (var link in waiting)
            {
                if (!_used.Contains(link.Opened))
                {
                    idle.Add(link);
                    continue;
                }

                _used.Add(link.Key);
                _used.Add(link.Place);
            }

            if (idle.Count == waiting.Count)
            {
                return;
            }

            waiting = idle;
        }
    }

    /// <summary>Whether the session that was opened is one of them.</summary>
    public bool Contains(SessionLink link) => _used.Contains(link.Opened);
}
