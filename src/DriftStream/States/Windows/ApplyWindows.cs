using System.Collections.Immutable;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.Options;

namespace DriftStream.States.Windows;

/// <summary>Knows who applies to which state, from every place that can tell.</summary>
internal sealed class ApplyWindows(IOptions<HoldOptions> options, TimeProvider clock) : IApplyWindows
{
    private volatile ImmutableDictionary<string, ApplyWindow> _known = ImmutableDictionary.Create<string, ApplyWindow>(StringComparer.Ordinal);
    private volatile IReadOnlyList<string> _problems = [];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ApplyWindow> Known => _known;

    /// <summary>Locks that were left behind, and places that cannot tell.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Looks at every place once: what was open and is not any more ended now.</summary>
    /// <param name="found">The states that were just listed.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task LookAsync(IReadOnlyList<FoundState> found, CancellationToken cancellation)
    {
        var known = _known.ToBuilder();
        var problems = new List<string>();
        foreach (var place in found.GroupBy(f => f.Origin))
        {
            if (place.Key is ITellsWindows teller)
            {
                await LookAsync(teller, [.. place], known, problems, cancellation);
            }
        }

        known.RemoveRange(known.Keys.Except(found.Select(f => f.Source.Name), StringComparer.Ordinal).ToList());
        (_known, _problems) = (known.ToImmutable(), problems);
    }

    private async Task LookAsync(ITellsWindows teller, List<FoundState> states, ImmutableDictionary<string, ApplyWindow>.Builder known, List<string> problems, CancellationToken cancellation)
    {
        try
        {
            var seen = (await teller.LookAsync(states.ConvertAll(s => s.File), cancellation)).ToLookup(s => s.Path, StringComparer.Ordinal);
            foreach (var state in states)
            {
                Enter(state, seen[state.File.Path].MinBy(s => s.Since), known, problems);
            }
        }
        catch (StateSourceException failure) when (!states.TrueForAll(s => s.Problem == failure.Message))
        {
            problems.Add($"Nobody can tell who applies to state '{states[0].Source.Name}'{(states.Count > 1 ? $" and {states.Count - 1} more" : "")} ({failure.Message}), so calls of Terraform are held as if nobody did.");
        }
        catch (StateSourceException)
        {
            // Their states say so already.
            return;
        }
    }

    private void Enter(FoundState state, ApplySighting? seen, ImmutableDictionary<string, ApplyWindow>.Builder known, List<string> problems)
    {
        var (name, now) = (state.Source.Name, clock.GetUtcNow());
        if (seen is { Ended: not null })
        {
            known[name] = new(seen.Since, seen.Ended) { Who = seen.Who };
        }
        else if (seen is not null)
        {
            var longest = options.Value.LongestWindow;
            var isForgotten = now - seen.Since > longest;
            known[name] = new(seen.Since, isForgotten ? seen.Since + longest : null) { Who = seen.Who };
            if (isForgotten)
            {
                problems.Add(Forgotten(state, seen, longest));
            }
        }
        else if (known.TryGetValue(name, out var window) && window.Ended is null)
        {
            known[name] = window with { Ended = now };
        }
    }

    private static string Forgotten(FoundState state, ApplySighting seen, TimeSpan longest) =>
        $"State '{state.Source.Name}' has been locked for an apply since {seen.Since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}{(seen.Who is { } who ? $" by {who}" : "")}, " +
        $"longer than Hold:LongestWindow ({longest}), so the lock counts as left behind and opens no apply window. " +
        "Remove it with `terraform force-unlock` if nobody applies, or raise Hold:LongestWindow.";
}
