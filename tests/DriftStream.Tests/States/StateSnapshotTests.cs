using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class StateSnapshotTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    // Kubernetes swaps a link above the file; the link that the file itself is stays as it is.
    [Fact]
    public async Task A_state_that_is_swapped_by_a_link_above_it_is_read_again()
    {
        var before = _folder.Write("one/prod.tfstate", ManagedState.Of(1));
        File.SetLastWriteTimeUtc(before, File.GetLastWriteTimeUtc(before).AddHours(-1));
        _folder.Write("two/prod.tfstate", ManagedState.Of(3, serial: 2));
        Directory.CreateSymbolicLink(_folder.At("data"), "one");
        File.CreateSymbolicLink(_folder.At("prod.tfstate"), "data/prod.tfstate");
        var states = new StateSnapshot([new() { Url = "prod.tfstate" }], _folder.Path);
        await states.LoadAsync(Cancellation);
        (await states.RefreshAsync(Cancellation)).ShouldBeFalse();

        Directory.Delete(_folder.At("data"));
        Directory.CreateSymbolicLink(_folder.At("data"), "two");

        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.States.Single().Serial.ShouldBe(2);
    }
}
