using DriftStream.States.Windows;

namespace DriftStream.States.Sources.Hcp;

/// <summary>Looks at the workspaces, and remembers what it saw for those who ask a moment later. One list tells versions, runs and locks.</summary>
internal sealed class HcpLooks(HcpAddress address, HcpQueries queries, TimeProvider time) : IDisposable
{
    // What Terraform writes where it runs elsewhere. It does not tell a plan from an apply.
    private const string TerraformsReason = "Locked by Terraform";
    private const int WorkspacesPerSecond = 100;
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, DateTimeOffset> _lockedSince = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _one = new(1, 1);
    private Look? _last;

    /// <summary>The workspaces as they are now.</summary>
    /// <param name="versions">Gathers state versions that came along; null: they need not.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StateSourceException">They cannot be listed.</exception>
    public async Task<IReadOnlyList<HcpWorkspace>> AnewAsync(ICollection<HcpVersion>? versions, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            return await LookAsync(versions, cancellation);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Who applies, or applied last, as far as the last look tells; it is looked again where that was a while ago.</summary>
    /// <exception cref="StateSourceException">The last look failed.</exception>
    public async Task<IReadOnlyList<ApplySighting>> AppliesAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var seen = _last is { } last && time.GetUtcNow() < last.At + last.Rest ? last.Workspaces ?? throw new StateSourceException(last.Problem!) : await LookAsync(versions: null, cancellation);
            return [.. seen.Select(Apply).OfType<ApplySighting>()];
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<HcpWorkspace>> LookAsync(ICollection<HcpVersion>? versions, CancellationToken cancellation)
    {
        try
        {
            var seen = await queries.WorkspacesAsync(versions, cancellation);
            Note(seen);
            _last = new(seen, null, time.GetUtcNow(), Rest(seen.Count));
            return seen;
        }
        catch (StateSourceException failure)
        {
            _last = new(null, failure.Message, time.GetUtcNow(), ShortestRest);
            throw;
        }
    }

    // A list of very many costs many requests, and is asked for less often.
    private static TimeSpan Rest(int workspaces) => TimeSpan.FromSeconds(Math.Max(ShortestRest.TotalSeconds, workspaces / WorkspacesPerSecond));

    // It was taken at some time after the look before this one.
    private void Note(IReadOnlyList<HcpWorkspace> seen)
    {
        var since = _last is { Workspaces: not null } last ? last.At : time.GetUtcNow();
        foreach (var workspace in seen)
        {
            if (IsLockedByTerraform(workspace))
            {
                _lockedSince.TryAdd(workspace.Id, since);
            }
            else
            {
                _lockedSince.Remove(workspace.Id);
            }
        }
    }

    private static bool IsLockedByTerraform(HcpWorkspace workspace) => workspace is { IsLocal: true, Lock.Reason: TerraformsReason };

    private ApplySighting? Apply(HcpWorkspace workspace) => workspace switch
    {
        { Run: { IsApplying: true } run } => new(address.PathOf(workspace.Name), run.Began ?? time.GetUtcNow(), run.Id),
        { Run: { Ended: { } ended, Began: { } began } run } => new(address.PathOf(workspace.Name), began, run.Id) { Ended = ended },
        _ when _lockedSince.TryGetValue(workspace.Id, out var since) => new(address.PathOf(workspace.Name), since, workspace.Lock!.Who),
        _ => null,
    };

    private sealed record Look(IReadOnlyList<HcpWorkspace>? Workspaces, string? Problem, DateTimeOffset At, TimeSpan Rest);
}
