using DriftStream.Configuration;
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

    [Fact]
    public async Task A_state_that_is_not_there_yet_keeps_nobody_from_starting_and_counts_once_it_comes()
    {
        _folder.Write("prod.tfstate", ManagedState.Of(1));
        var states = new StateSnapshot([new() { Url = "prod.tfstate" }, new() { Name = "dev", Url = "dev.tfstate" }], _folder.Path);

        await states.LoadAsync(Cancellation);

        (states.Index.States.Count, states.Configured).ShouldBe((1, 2));
        states.Unreadable.ShouldHaveSingleItem().Value.ShouldBe(
            $"State 'dev' at {_folder.At("dev.tfstate")} cannot be read (There is no state at 'dev={_folder.At("dev.tfstate")}': no such file or folder, and nothing that matches), so none of its resources are watched. " +
            "Allow reading it, or remove 'dev' from the states.");
        _folder.Write("dev.tfstate", ManagedState.Of(2));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        (states.Index.States.Count, states.Unreadable.Count).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Where_nothing_at_all_is_there_nothing_is_started()
    {
        var states = new StateSnapshot([new() { Url = "prod.tfstate" }, new() { Url = "dev.tfstate" }], _folder.Path);

        (await Should.ThrowAsync<UsageException>(() => states.LoadAsync(Cancellation))).Message.ShouldContain("prod.tfstate");
    }

    [Fact]
    public async Task One_entry_that_goes_leaves_the_others_fresh()
    {
        var prod = _folder.Write("prod.tfstate", ManagedState.Of(1));
        _folder.Write("dev.tfstate", ManagedState.Of(1));
        var states = new StateSnapshot([new() { Url = "prod.tfstate" }, new() { Url = "dev.tfstate" }], _folder.Path);
        await states.LoadAsync(Cancellation);

        File.Delete(prod);
        _folder.Write("dev.tfstate", ManagedState.Of(2, serial: 12));
        await states.RefreshAsync(Cancellation);

        states.Index.States.ToDictionary(s => s.Name, s => s.Serial).ShouldBe(new Dictionary<string, long> { ["prod.tfstate"] = 1, ["dev.tfstate"] = 12 }, ignoreOrder: true);
        states.Unreadable.Keys.ShouldBe(["prod.tfstate"]);
    }
}
