using System.Text;
using System.Text.Json;

namespace DriftStream.Tests.States.Hcp;

/// <summary>A workspace of the local server.</summary>
internal sealed class FakeHcpWorkspace(string id, string name)
{
    public string Id => id;

    public string Name => name;

    public List<string> Tags { get; } = [];

    public string Project { get; set; } = "prj-default";

    public bool MayReadStates { get; set; } = true;

    /// <summary>remote, agent or local.</summary>
    public string Mode { get; set; } = "remote";

    public bool IsLocked { get; set; }

    public string? LockReason { get; set; }

    /// <summary>The user who holds the lock.</summary>
    public string? LockedBy { get; set; }

    public FakeHcpRun? Run { get; set; }

    public List<FakeHcpVersion> Versions { get; } = [];

    /// <summary>A pending version is current from the moment on it is made; an intermediate one is not.</summary>
    public FakeHcpVersion? Current => Versions.LastOrDefault(v => v is { IsIntermediate: false, Status: not "discarded" });
}

/// <summary>A state version of the local server.</summary>
internal sealed class FakeHcpVersion(string id, DateTimeOffset created, string content)
{
    public string Id => id;

    public DateTimeOffset Created { get; set; } = created;

    public byte[] Content { get; } = Encoding.UTF8.GetBytes(content);

    public long Serial { get; set; } = SerialIn(content);

    public string Status { get; set; } = "finalized";

    public bool IsIntermediate { get; set; }

    private static long SerialIn(string content)
    {
        using var json = JsonDocument.Parse(content);
        return json.RootElement.GetProperty("serial").GetInt64();
    }
}

/// <summary>A run of the local server.</summary>
internal sealed class FakeHcpRun(string id, string status, DateTimeOffset created)
{
    public string Id => id;

    public string Status { get; private set; } = status;

    public DateTimeOffset Created => created;

    public bool RefreshOnly { get; init; }

    public Dictionary<string, DateTimeOffset> Times { get; } = [];

    /// <summary>It came to a status.</summary>
    public FakeHcpRun Come(string to, DateTimeOffset when)
    {
        Status = to;
        Times[$"{to.Replace('_', '-')}-at"] = when;
        return this;
    }
}
