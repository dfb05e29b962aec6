using DriftStream.Alerts.Bot;
using Microsoft.Extensions.Options;

namespace DriftStream.Alerts.Interactions;

/// <summary>Who may press buttons.</summary>
internal sealed class SlackRights(IOptions<SlackOptions> options, SlackApi api, TimeProvider clock)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(5);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<string> Users)> _groups = new();

    /// <summary>Whether the user may act. A group whose members Slack does not tell gives nobody a right.</summary>
    public async Task<bool> MayAsync(string user, CancellationToken cancellation)
    {
        var entries = options.Value.MayAct;
        if (entries.Count == 0 || entries.Contains(user))
        {
            return true;
        }

        foreach (var group in entries.Where(e => e.StartsWith('S')))
        {
            if ((await MembersAsync(group, cancellation)).Contains(user))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<string>> MembersAsync(string group, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (_groups.TryGetValue(group, out var known) && now - known.At < Lasting)
        {
            return known.Users;
        }

        var (_, reply) = await api.AskAsync("usergroups.users.list", "usergroup", group, cancellation);
        if (reply is not { Error: null })
        {
            return known.Users ?? [];
        }

        _groups[group] = (now, reply.Users);
        return reply.Users;
    }
}
