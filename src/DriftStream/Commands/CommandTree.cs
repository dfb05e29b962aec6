using System.CommandLine;
using System.CommandLine.Help;

namespace DriftStream.Commands;

/// <summary>All verbs and what they have in common.</summary>
internal static class CommandTree
{
    private const int HelpWidth = 120;

    public static RootCommand Build(Surroundings around, ProgramParts parts)
    {
        var root = new RootCommand("Tells who changed what Terraform manages in AWS, within seconds, from CloudTrail's events.")
        {
            SharedOptions.Config(),
            DemoCommand.Create(around),
            RunCommand.Create(around),
            ReplayCommand.Create(around, parts),
            ExplainCommand.Create(around, parts),
            AuditCommand.Create(around, parts),
            StatesCommand.Create(around, parts),
            CoverageCommand.Create(around, parts),
            CheckCommand.Create(around, parts),
            BenchCommand.Create(around, parts),
        };

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples(new HelpAction { MaxWidth = HelpWidth });
        return root;
    }
}
