using DriftStream.Configuration;
using DriftStream.Replay;

namespace DriftStream.Commands.Checking;

/// <summary>Reads each configured state.</summary>
internal sealed class StateChecks(CheckContext context)
{
    public async Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        var entries = context.Configuration.Core.States;
        if (entries.Count == 0)
        {
            return [CheckLine.Failed("states", "none is configured, so nothing counts as managed and nothing can drift", "List at least one under States.")];
        }

        try
        {
            using var places = StateFinder.Places(context.Configuration, context.Around, context.Parts);
            var states = await context.Parts.FindStates(entries, places, cancellation);
            return [.. states.Select(Line)];
        }
        catch (UsageException nothing)
        {
            return [CheckLine.Failed("states", nothing.Message, "Correct the entry under States.")];
        }
    }

    private CheckLine Line(StateInUse state)
    {
        var name = $"state {state.Source.Name}";
        if (state.State is not { } read)
        {
            return CheckLine.Failed(name, state.Problem ?? "it cannot be read", "Put it right, or remove it from States; until then none of its resources are watched.");
        }

        var age = state.Written is { } written ? StatesText.Age(context.Around.Time.GetUtcNow() - written) : "unknown";
        var what = $"serial {read.Serial}, {ReplaySummary.Count(read.Instances.Count, "resource")} of AWS, written {age} ago";
        return read.Problems.Count == 0
            ? CheckLine.Ok(name, what)
            : CheckLine.Warning(name, $"{what}; {read.Problems[0]}", "The rest of it is used; driftstream states lists every problem.");
    }
}
