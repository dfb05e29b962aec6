using DriftStream.Commands;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Service;

/// <summary><c>coverage</c> asks the ledger that the service writes.</summary>
public sealed class CoverageRecordedTests
{
    [Fact]
    public async Task Unknown_events_that_the_service_met_are_listed_while_it_runs()
    {
        await using var place = await ServicePlace.OpenAsync();
        await using var service = await place.StartAsync();
        await service.PostAsync(Calls.Tag(1));
        await service.PostAsync(Calls.Tag(2).Replace("PutBucketTagging", "PutBucketFutureSetting", StringComparison.Ordinal));

        var outcome = await new ProgramUnderTest(place.Folder) { Parts = new ProgramParts(), Environment = place.Settings }.RunAsync("coverage");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines[0].ShouldStartWith("102 resources of 3 types in 1 state");
        outcome.OutputLines[^2].ShouldBe("Events that the service has met and whose effect is not known");
        outcome.OutputLines[^1].ShouldMatch(@"^ +1  PutBucketFutureSetting \(s3\.amazonaws\.com\) +last 2026-03-02");
    }
}
