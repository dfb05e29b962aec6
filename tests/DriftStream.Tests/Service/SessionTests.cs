using System.Text;
using System.Text.Json;
using DriftStream.Commands;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary>Who is behind a role, in the service and in the verbs.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task Whoever_took_on_a_role_is_named_for_what_happens_in_it_after_a_restart_too()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using (var first = await place.StartAsync())
        {
            await first.PostAsync(SessionCalls.AssumeRole());
            await first.StopAsync();
        }

        await using var second = await place.StartAsync();
        await second.PostAsync(SessionCalls.Tag(7));

        var alert = await place.Webhook.Messages.FirstAsync(_ => true);
        Text(alert).ShouldBe("Low: alice added tag drift = spotted on aws_s3_bucket.data_007 (cli, 111122223333 eu-west-1)");
        second.Ledger.NewestFindings(1).Single().Finding.Actor.Chain.ShouldHaveSingleItem().Event.ShouldBe("assume-1");
    }

    [Fact]
    public async Task No_credential_of_a_session_reaches_ledger_log_or_alerts()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();

        await service.PostAsync(Calls.Records(SessionCalls.AssumeRole(), SessionCalls.GetFederationToken(), SessionCalls.Tag(7)));
        await place.Webhook.Messages.FirstAsync(_ => true);

        service.Ask<string>("select access_key from session order by 1").ShouldBe([SessionCalls.Key, "ASIAQ5SERVICEEXMP002"]);
        service.Ledger.FindEvent("federation-1").ShouldNotBeNull().Record.ShouldBeNull();
        var everything = Encoding.UTF8.GetString(place.LedgerBytes()) + place.Posted + string.Join('\n', place.Log.Lines.All);
        everything.ShouldContain(SessionCalls.Key);
        everything.ShouldNotContain(SessionCalls.SessionToken);
        everything.ShouldNotContain(SessionCalls.SecretKey);
    }

    [Fact]
    public async Task Explain_retells_the_chain_of_an_event_in_the_ledger()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(SessionCalls.AssumeRole());
        await service.PostAsync(SessionCalls.Tag(7));

        var outcome = await new ProgramUnderTest(place.Folder) { Parts = new ProgramParts(), Environment = place.Settings }.RunAsync("explain", "tag-007-spotted");

        outcome.Output.ShouldContain(
            """
              actor      alice, human (likely), via cli, in the role deploy, from 203.0.113.7.
                         alice (IAM user) assumed the role deploy at 2026-03-02 14:00:00 UTC (event assume-1), likely.

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Replay_learns_of_sessions_from_events_that_are_not_asked_about_and_later_in_the_file()
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", ManagedState.Of(8));
        folder.Write("log.json", Calls.Records(SessionCalls.Tag(7), SessionCalls.AssumeRole()));

        var outcome = await new ProgramUnderTest(folder) { Parts = new ProgramParts() }
            .RunAsync("replay", "log.json", "--state", "prod=prod.tfstate", "--region", "eu-west-1", "--output", "ndjson");

        var actor = JsonDocument.Parse(outcome.OutputLines.ShouldHaveSingleItem()).RootElement.GetProperty("actor");
        actor.GetProperty("name").GetString().ShouldBe("alice");
        actor.GetProperty("chain")[0].GetProperty("event").GetString().ShouldBe("assume-1");
        outcome.Output.ShouldNotContain(SessionCalls.SessionToken);
    }

    private static string? Text(string alert) => JsonDocument.Parse(alert).RootElement.GetProperty("text").GetString();
}
