using System.Text;
using DriftStream.Core.Judging;
using DriftStream.Replay;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Ordering;

public sealed class SessionSearchTests
{
    [Fact]
    public async Task A_session_is_found_again_in_a_packed_file_and_in_what_came_through_standard_input()
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", ManagedState.Of(8));
        var packed = folder.Write("opening.json.gz", TestFolder.Gzip(Calls.Records(SessionCalls.GetFederationToken(), SessionCalls.AssumeRole())));
        var changed = folder.Write("change.json", Calls.Records(SessionCalls.Tag(7)));

        var fromFile = await FindAsync(folder, "", packed, changed);
        var fromInput = await FindAsync(folder, Calls.Records(SessionCalls.GetFederationToken(), SessionCalls.AssumeRole()), "-", changed);

        fromFile.ShouldContain("\"chain\":[{\"name\":\"alice\"");
        fromInput.ShouldBe(fromFile);
    }

    [Fact]
    public async Task A_file_that_is_gone_by_then_is_named_and_what_was_found_is_judged()
    {
        using var folder = new TestFolder();
        var opening = folder.Write("opening.json", Calls.Records(SessionCalls.AssumeRole()));
        var change = folder.Write("change.json", Calls.Records(SessionCalls.Tag(7)));
        var state = Core.Terraform.StateReader.Read(Encoding.UTF8.GetBytes(ManagedState.Of(8)), new("prod", "prod.tfstate"));
        var request = ReplayUnderTest.Request([opening, change]) with { Workers = 1 };
        var found = 0;

        var report = await new ReplayRun(JudgeDoor.Open(new(), [state]), request).RunAsync(
            finding => found += finding.Verdict.IsShown() ? 1 : 0,
            read => (read == 2 ? (Action<string>)File.Delete : _ => { })(opening),
            TestContext.Current.CancellationToken);

        report.Reading.Problems.ShouldBe([new("opening.json", "it cannot be read again to see who opened sessions: there is no such file")]);
        found.ShouldBe(1);
    }

    private static async Task<string> FindAsync(TestFolder folder, string input, params string[] sources)
    {
        var outcome = await new ProgramUnderTest(folder) { Parts = new(), StandardInput = input }.RunAsync(["replay", .. sources, "--state", "prod=prod.tfstate", "--output", "ndjson"]);
        return outcome.Output;
    }
}
