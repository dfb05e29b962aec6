using System.CommandLine;

namespace DriftStream.Commands;

/// <summary><c>demo</c>: plays a story of drift on everything built in.</summary>
internal sealed class DemoCommand
{
    private readonly Option<bool> _once = new("--once") { Description = "End after the story instead of keeping the dashboard open" };

    public static Command Create(Surroundings around)
    {
        var command = new DemoCommand();
        var verb = new Verb("demo", "Plays a short story of drift, with everything built in and nothing to set up.", "driftstream demo --once") { command._once };
        verb.SetAction((parsed, cancellation) => command.RunAsync(parsed, around, cancellation));
        return verb;
    }

    private Task<int> RunAsync(ParseResult parsed, Surroundings around, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        throw LaterOption.For(parsed.GetValue(_once) ? "demo --once" : $"demo in {around.Folder}");
    }
}
