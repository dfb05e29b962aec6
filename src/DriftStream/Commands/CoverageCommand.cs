using System.CommandLine;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.Coverage;
using DriftStream.Core.Terraform;

namespace DriftStream.Commands;

/// <summary><c>coverage</c>: which changes of the user's own resources events reveal, which only a scan, and which nothing.</summary>
internal sealed class CoverageCommand(Surroundings around, ProgramParts parts)
{
    private readonly Option<string[]> _state = SharedOptions.State();
    private readonly Option<string[]> _address = SharedOptions.Repeatable("--address", "GLOB", "Only resources at such addresses, with their attributes; * stands for anything (repeatable)");
    private readonly Option<string[]> _type = SharedOptions.Repeatable("--type", "GLOB", "Only resources of such types, with their attributes (repeatable)");
    private readonly Option<string> _output = SharedOptions.Output("text", "json");

    public static Command Create(Surroundings around, ProgramParts parts)
    {
        var command = new CoverageCommand(around, parts);
        var verb = new Verb(
            "coverage",
            "Shows which resources and attributes events can reveal, which only a scan can, and which nothing can.",
            "driftstream coverage --state ./prod.tfstate",
            "driftstream coverage --state ./states --type aws_s3_bucket",
            "driftstream coverage --address 'module.net.*' --output json")
        {
            command._state,
            command._address,
            command._type,
            command._output,
        };

        verb.SetAction(command.RunAsync);
        return verb;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var format = SharedOptions.Format(parsed, _output);
        var given = parsed.GetRequiredValue(_state);
        var configuration = SharedOptions.Load(parsed, around);
        var entries = given.Length == 0 ? configuration.Core.States : StateArguments.Parse(given);
        if (entries.Count == 0)
        {
            throw new UsageException("There is no state to look at: give one with --state, or list it under States in the configuration.");
        }

        var states = await StateArguments.FindAsync(entries, configuration, around, parts, cancellation);
        var shown = Survey(parsed, states, UnknownEvents.Of(configuration, around, parts));
        await around.Out.WriteAsync(format == "json" ? CoverageJson.Of(shown) + "\n" : CoverageText.Of(shown));
        return states.Any(s => s.State is null) ? ExitCode.Failed : ExitCode.Done;
    }

    private CoverageShown Survey(ParseResult parsed, IReadOnlyList<StateInUse> states, UnknownEvents unknown)
    {
        string[] addresses = parsed.GetRequiredValue(_address), types = parsed.GetRequiredValue(_type);
        List<TerraformState> read = [.. states.Select(s => s.State).OfType<TerraformState>()];
        var report = CoverageSurvey.Of(EventCatalog.Load(), read).Only(addresses, types);
        if (report.Instances.Count == 0 && addresses.Length + types.Length > 0)
        {
            throw new FailureException("No resource of the states fits --address and --type, so there is nothing to show. Patterns are compared with whole addresses and types; * stands for anything.");
        }

        return new(report, read, unknown, IsDetailed: addresses.Length + types.Length > 0);
    }
}

/// <summary>What the verb prints.</summary>
/// <param name="Report">The survey.</param>
/// <param name="States">The states that were read.</param>
/// <param name="Unknown">What the ledger says.</param>
/// <param name="IsDetailed">Each attribute, because somebody asked for some resources.</param>
internal sealed record CoverageShown(CoverageReport Report, IReadOnlyList<TerraformState> States, UnknownEvents Unknown, bool IsDetailed);
