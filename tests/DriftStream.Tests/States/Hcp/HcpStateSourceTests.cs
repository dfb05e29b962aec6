using DriftStream.Tests.States.Contract;

namespace DriftStream.Tests.States.Hcp;

public sealed class HcpStateSourceTests : StateSourceContract
{
    private protected override async Task<PlaceUnderTest> OpenAsync() => await HcpPlace.StartAsync();
}
