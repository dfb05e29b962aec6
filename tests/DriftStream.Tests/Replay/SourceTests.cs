using System.Diagnostics;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay;

public sealed class SourceTests
{
    private const string Summary = "Read 0 items from 0 files: 0 CloudTrail records, 0 others, 0 unreadable.";

    [Fact]
    public async Task A_folder_is_searched_for_log_files_and_a_file_is_read_whatever_its_name()
    {
        using var folder = new TestFolder();
        string[] names = ["a.json", "b.JSONL", "c.ndjson", "deep/er/d.json.gz", "e.jsonl.gz", "f.ndjson.gz", "notes.txt", "g.log", "CloudTrail-Digest/h.json"];
        foreach (var (name, i) in names.Select((name, i) => (name, i)))
        {
            var record = Records.File(Records.Of("Drift", i, id: name));
            folder.Write($"in/{name}", name.EndsWith(".gz", StringComparison.Ordinal) ? TestFolder.Gzip(record) : System.Text.Encoding.UTF8.GetBytes(record));
        }

        (await EventsIn(folder, "in")).ShouldBe(["a.json", "b.JSONL", "c.ndjson", "deep/er/d.json.gz", "e.jsonl.gz", "f.ndjson.gz"], ignoreOrder: true);
        (await EventsIn(folder, "in", "in/g.log", "in/a.json")).Count.ShouldBe(7);
    }

    [Fact]
    public async Task Gzip_is_recognised_by_content_and_so_is_plain_text()
    {
        using var folder = new TestFolder();
        folder.Write("packed.json", TestFolder.Gzip(Records.File(Records.Of("Drift", 1, id: "packed"))));
        folder.Write("plain.json.gz", Records.File(Records.Of("Drift", 2, id: "plain")));

        (await EventsIn(folder, "packed.json", "plain.json.gz")).ShouldBe(["packed", "plain"]);
    }

    [Fact]
    public async Task Standard_input_may_be_packed()
    {
        using var folder = new TestFolder();
        var program = new ProgramUnderTest(folder) { StandardInput = Records.File(Records.Of("Drift", 1)) };

        var outcome = await program.RunAsync("replay", "-", "-", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(0);
        outcome.OutputLines.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_circle_of_links_is_walked_once()
    {
        using var folder = new TestFolder();
        folder.Write("in/a/log.json", Records.File(Records.Of("Drift", 1)));
        Directory.CreateSymbolicLink(folder.At("in/a/up"), "..");
        Directory.CreateSymbolicLink(folder.At("in/self"), folder.At("in"));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(0);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.Errors.ShouldContain("in/self: leads to a folder that was looked into before, so it was left out");
    }

    [Fact]
    public async Task Links_that_lead_nowhere_are_named()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 1)));
        File.CreateSymbolicLink(folder.At("in/gone.json"), "nowhere.json");
        File.CreateSymbolicLink(folder.At("in/loop.json"), "loop.json");

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.Errors.ShouldContain("in/gone.json: it cannot be read: there is no such file");
        outcome.Errors.ShouldContain("in/loop.json: it cannot be read: ");
    }

    [Fact]
    public async Task A_pipe_in_a_folder_is_named_and_never_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "named pipes are files on Unix only");
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 1)));
        using var process = Process.Start("mkfifo", folder.At("in/pipe.json"));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(folder.At("in/link.json"), "pipe.json");

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.Errors.ShouldContain("in/pipe.json: it is empty, or no regular file");
        outcome.Errors.ShouldContain("in/link.json: it is empty, or no regular file");
    }

    [Fact]
    public async Task What_may_not_be_read_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "everything may be read by this user");
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 1)));
        var closed = folder.Write("in/closed.json", "{}");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(closed, UnixFileMode.None);
        }

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "ndjson");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("in/closed.json: it cannot be read: permission denied");
    }

    [Fact]
    public async Task A_source_without_log_files_and_one_that_is_not_there_are_named()
    {
        using var folder = new TestFolder();
        folder.Write("in/readme.txt", "nothing");

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in");
        var missing = await new ProgramUnderTest(folder).RunAsync("replay", "nowhere");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain(Summary);
        outcome.Errors.ShouldContain("in: the folder holds no log files: DriftStream looks for .json, .jsonl and .ndjson, packed with gzip or not");
        missing.ExitCode.ShouldBe(1);
        missing.Errors.ShouldContain("nowhere: it cannot be read: there is no such file");
    }

    private static async Task<IReadOnlyList<string>> EventsIn(TestFolder folder, params string[] sources)
    {
        var outcome = await new ProgramUnderTest(folder).RunAsync(["replay", .. sources, "--output", "csv"]);
        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        return [.. outcome.OutputLines.Skip(1).Select(line => line.Split(',')[15])];
    }
}
