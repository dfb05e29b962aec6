using DriftStream.Tests.Service;
using DriftStream.Tests.States.Contract;
using Shouldly;
using Xunit;

namespace DriftStream.EndToEnd.States;

public sealed class FauxqsStateSourceTests(QueueFauxqs fauxqs) : StateSourceContract, IClassFixture<QueueFauxqs>
{
    // One page of S3 has a thousand.
    private const int MoreThanAPage = 1_050;

    private protected override async Task<PlaceUnderTest> OpenAsync() => await FauxqsPlace.CreateAsync(await fauxqs.EndpointAsync());

    [Fact]
    public async Task Only_what_may_be_a_state_is_listed_with_its_size_and_time() => await NeighbourFiles.AreNotListedAsync(await OpenAsync());

    [Fact]
    public async Task More_states_than_a_page_holds_are_listed_once_each()
    {
        await using var place = await OpenAsync();
        var names = Enumerable.Range(0, MoreThanAPage).Select(number => $"team/{number:0000}.tfstate").ToList();
        foreach (var some in names.Chunk(50))
        {
            await Task.WhenAll(some.Select(name => place.WriteAsync(name, ManagedState.Of(1))));
        }

        (await place.Source.ListAsync(Cancellation)).Select(f => f.Relative).ShouldBe(names);
    }

    [Fact]
    public async Task A_bucket_without_states_has_no_versions_either()
    {
        await using var place = await OpenAsync();

        (await place.Source.VersionsAsync(Cancellation)).ShouldBeEmpty();
    }
}
