using DriftStream.Commands;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Ledger.Lives;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary><c>explain</c> asks the ledger that the service writes.</summary>
public sealed class ExplainRecordedTests
{
    [Fact]
    public async Task An_event_is_explained_from_the_ledger_while_the_service_runs()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));

        var outcome = await ExplainAsync(place, "tag-001-spotted");

        outcome.ExitCode.ShouldBe(0);
        outcome.ErrorLines[^1].ShouldMatch("^The service judged this event on .*Z: drift\\. Here it is judged again");
        outcome.Output.ShouldContain("=> drift at aws_s3_bucket.data_001 in state prod, severity low, by alice@example.com");
    }

    [Fact]
    public async Task A_call_of_Terraform_that_is_held_says_until_when()
    {
        await using var place = await ServicePlace.OpenAsync();
        place.Settings["DriftStream__Hold__WithoutWindow"] = "1.00:00:00";
        await using var service = await place.StartAsync();
        await service.PostAsync(LiveLedger.Apply(Calls.Tag(1)));

        var outcome = await ExplainAsync(place, "tag-001-spotted");

        outcome.Errors.ShouldMatch("It was held as Terraform's own on aws_s3_bucket.data_001 since .*Z, and waits for its state until .*Z\\.");
    }

    [Fact]
    public async Task A_record_from_which_secrets_were_taken_says_so()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.ChangePassword().Replace("****", "hunter2-not-redacted", StringComparison.Ordinal));

        var outcome = await ExplainAsync(place, "password-1");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldContain("Secrets were taken out of the record before it was kept");
        (outcome.Output + outcome.Errors).ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task What_the_ledger_does_not_hold_is_one_sentence()
    {
        await using var place = await ServicePlace.OpenAsync();
        var before = await ExplainAsync(place, "tag-001-spotted");
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1).Replace("acme-data-001", "a-bucket-of-nobody", StringComparison.Ordinal));

        var unknown = await ExplainAsync(place, "tag-002-spotted");
        var notKept = await ExplainAsync(place, "tag-001-spotted");

        before.ExitCode.ShouldBe(1);
        before.ErrorLines.ShouldBe(
            [$"There is no file tag-001-spotted, and no event of that id can be looked up: There is no ledger at {place.LedgerPath} yet. Start the service first, or correct Ledger:Url."]);
        unknown.ExitCode.ShouldBe(1);
        unknown.ErrorLines.ShouldBe(["There is no file tag-002-spotted, and the ledger holds no event of that id."]);
        notKept.ExitCode.ShouldBe(1);
        notKept.ErrorLines.ShouldBe(
            ["The ledger holds event tag-001-spotted as not-managed and kept no record of it, as it concerned nothing that a state holds. Give the event as a file."]);
    }

    private static Task<ProgramOutcome> ExplainAsync(ServicePlace place, string eventId) =>
        new ProgramUnderTest(place.Folder) { Parts = new ProgramParts(), Environment = place.Settings }.RunAsync("explain", eventId);
}
