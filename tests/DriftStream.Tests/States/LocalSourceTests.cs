using DriftStream.Tests.States.Contract;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class LocalSourceTests : StateSourceContract
{
    private protected override Task<PlaceUnderTest> OpenAsync() => Task.FromResult<PlaceUnderTest>(new LocalPlace());

    [Fact]
    public async Task Only_what_may_be_a_state_is_listed_with_its_size_and_time() => await NeighbourFiles.AreNotListedAsync(await OpenAsync());
}
