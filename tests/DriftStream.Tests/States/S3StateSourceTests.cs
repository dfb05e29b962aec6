using DriftStream.Tests.States.Contract;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class S3StateSourceTests : StateSourceContract
{
    private protected override async Task<PlaceUnderTest> OpenAsync() => await S3Place.StartAsync();

    [Fact]
    public async Task Only_what_may_be_a_state_is_listed_with_its_size_and_time() => await NeighbourFiles.AreNotListedAsync(await OpenAsync());

    // All of them are of one moment here.
    [Fact]
    public async Task Of_versions_that_share_a_time_the_one_that_S3_lists_first_comes_last()
    {
        await using var place = await OpenAsync();
        foreach (var number in Enumerable.Range(0, 5))
        {
            await place.WriteAsync("a.tfstate", $"{number}");
        }

        var versions = (await place.Source.VersionsAsync(Cancellation)).ShouldNotBeNull();

        versions.Select(v => v.Id).ShouldBe(["v00001", "v00002", "v00003", "v00004", "v00005"]);
        versions.Select(v => v.Written).Distinct().Count().ShouldBe(1);
    }
}
