using System.Text.RegularExpressions;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Readme;

/// <summary>What README shows is what happens: each of its commands is run here.</summary>
public sealed partial class ReadmeTests
{
    private const string Program = "dotnet run --project src/DriftStream -- ";
    private static readonly string Text = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));

    public static TheoryData<string> ProgramCommands => [.. Commands().Where(c => c.StartsWith(Program, StringComparison.Ordinal) && !c.Contains(" -- run ", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(ProgramCommands))]
    public async Task Every_command_ends_well(string command)
    {
        var outcome = await RunAsync(Arguments(command));

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_other_command_is_one_that_is_tried_elsewhere()
    {
        var others = Commands().Where(c => !ProgramCommands.Any(p => p.Data == c));

        others.ShouldBe(
        [
            "dotnet test",
            Program + "run --config docs/samples/driftstream.json",
            "curl --data-binary @docs/samples/port-opened.json http://127.0.0.1:5080/api/v1/events",
        ]);
        File.ReadAllText(Path.Combine(Checkout.Root, ".ci", "run")).ShouldContain("\n  dotnet test ");
    }

    [Fact]
    public async Task The_smallest_service_takes_the_sample_event()
    {
        using var folder = SampleFolder();
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var program = new ProgramUnderTest(folder)
        {
            Parts = new ProgramParts(),
            Cancellation = stop.Token,
            Environment = new() { ["DriftStream__Http__Listen"] = "http://127.0.0.1:0" },
            OnError = line => _ = line.StartsWith("Listening on ", StringComparison.Ordinal) && listening.TrySetResult(line["Listening on ".Length..]),
        };
        var running = program.RunAsync(Arguments(Commands().Single(c => c.Contains(" -- run ", StringComparison.Ordinal))));
        var first = await Task.WhenAny(listening.Task, running);
        first.ShouldBe(listening.Task, running.IsCompleted ? (await running).Errors : "");

        using var http = new HttpClient();
        var address = new Uri(await listening.Task);
        using var body = new ByteArrayContent(await File.ReadAllBytesAsync(Sample("port-opened.json"), TestContext.Current.CancellationToken));
        using var answer = await http.PostAsync(new Uri(address, "/api/v1/events"), body, TestContext.Current.CancellationToken);
        var page = await http.GetStringAsync(address, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await running;

        ((int)answer.StatusCode).ShouldBe(202);
        page.ShouldContain("aws_security_group.<wbr>web");
    }

    [Theory]
    [InlineData("port-opened")]
    [InlineData("terraform-apply")]
    public async Task The_explanations_shown_are_those_given(string sample)
    {
        var command = Commands().Single(c => c.Contains("explain", StringComparison.Ordinal) && c.Contains(sample, StringComparison.Ordinal));
        var outcome = await RunAsync(Arguments(command));
        var shown = Regex.Match(Text, $@"<!-- explain {sample} -->\n+```text\n(.*?)```\n+<!-- /explain -->", RegexOptions.Singleline).Groups[1].Value;

        shown.TrimEnd().ShouldBe(outcome.Output.TrimEnd());
    }

    [Fact]
    public void Every_file_linked_is_there() =>
        Link().Matches(Text).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal))
            .ShouldAllBe(link => Path.Exists(Path.Combine(Checkout.Root, link)));

    private static async Task<ProgramOutcome> RunAsync(string[] arguments)
    {
        using var folder = new TestFolder();
        return await new ProgramUnderTest(folder) { Parts = new ProgramParts() }.RunAsync([.. arguments.Select(a => a.Replace("docs/samples", Sample(""), StringComparison.Ordinal))]);
    }

    private static string Sample(string name) => Path.Combine(Checkout.Root, "docs", "samples", name).TrimEnd('/');

    private static TestFolder SampleFolder()
    {
        var folder = new TestFolder();
        foreach (var name in (string[])["driftstream.json", "prod.tfstate"])
        {
            folder.Write(Path.Combine("docs", "samples", name), File.ReadAllBytes(Sample(name)));
        }

        return folder;
    }

    private static IEnumerable<string> Commands() =>
        Block().Matches(Text).SelectMany(m => m.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries));

    // As a shell splits them; README uses no quotes but single ones.
    private static string[] Arguments(string command) =>
        [.. Word().Matches(command[Program.Length..]).Select(m => m.Value.Trim('\''))];

    [GeneratedRegex(@"^```sh\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Link();
}
