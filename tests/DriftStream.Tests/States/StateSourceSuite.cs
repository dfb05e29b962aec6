using DriftStream.States;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

/// <summary>What every place of states promises.</summary>
public abstract class StateSourceSuite
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract Task<StatesUnderTest> OpenAsync();

    [Fact]
    public async Task States_are_listed_by_their_path_in_a_lasting_order_and_nothing_else_is()
    {
        await using var place = await OpenAsync();
        place.Write("prod/net.tfstate", ManagedState.Of(1));
        place.Write("dev/app.json", ManagedState.Of(1));
        place.Write("env:/blue/app.tfstate", ManagedState.Of(1));
        place.Write("prod/net.tfstate.tflock", "{}");
        place.Write("prod/net.tfstate.backup", ManagedState.Of(1));
        place.Write("readme.md", "# States");

        var files = await place.Source.ListAsync(Cancellation);

        files.Select(f => (f.Relative, f.Certain)).ShouldBe([("dev/app.json", false), ("env:/blue/app.tfstate", true), ("prod/net.tfstate", true)]);
        files.ShouldAllBe(f => f.Written != null && f.Size > 100);
    }

    [Fact]
    public async Task What_was_written_since_has_another_mark_and_its_neighbour_the_same()
    {
        await using var place = await OpenAsync();
        place.Write("a.tfstate", ManagedState.Of(1));
        place.Write("b.tfstate", ManagedState.Of(1));
        var before = await place.Source.ListAsync(Cancellation);

        place.Write("b.tfstate", ManagedState.Of(1, serial: 200));

        var after = await place.Source.ListAsync(Cancellation);
        after[0].Mark.ShouldBe(before[0].Mark);
        after[1].Mark.ShouldNotBe(before[1].Mark);
    }

    [Fact]
    public async Task The_content_of_now_is_given_whole()
    {
        await using var place = await OpenAsync();
        place.Write("a.tfstate", ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();
        place.Write("a.tfstate", ManagedState.Of(50, serial: 2));

        (await TextAsync(await place.Source.OpenAsync(file, Cancellation))).ShouldBe(ManagedState.Of(50, serial: 2));
    }

    [Fact]
    public async Task What_is_gone_is_named_as_such_and_not_listed()
    {
        await using var place = await OpenAsync();
        place.Write("a.tfstate", ManagedState.Of(1));
        place.Write("b.tfstate", ManagedState.Of(1));
        var gone = (await place.Source.ListAsync(Cancellation))[0];
        place.Delete("a.tfstate");

        (await place.Source.ListAsync(Cancellation)).Single().Relative.ShouldBe("b.tfstate");
        (await Should.ThrowAsync<StateSourceException>(() => place.Source.OpenAsync(gone, Cancellation))).Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_place_that_keeps_versions_gives_each_as_it_was_the_oldest_first_and_another_says_that_it_keeps_none()
    {
        await using var place = await OpenAsync();
        place.Write("a.tfstate", ManagedState.Of(1));
        place.Write("a.tfstate", ManagedState.Of(2, serial: 2));
        place.Delete("a.tfstate");
        place.Write("a.tfstate", ManagedState.Of(3, serial: 3));

        var versions = await place.Source.VersionsAsync(Cancellation);

        if (!place.KeepsVersions)
        {
            versions.ShouldBeNull();
            return;
        }

        versions.ShouldNotBeNull().Select(v => v.IsDeletion).ShouldBe([false, false, true, false]);
        (await TextAsync(await place.Source.OpenAsync(versions[0], Cancellation))).ShouldBe(ManagedState.Of(1));
        (await TextAsync(await place.Source.OpenAsync(versions[1], Cancellation))).ShouldBe(ManagedState.Of(2, serial: 2));
    }

    private static async Task<string> TextAsync(Stream content)
    {
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(Cancellation);
    }
}

/// <summary>A place to write states to, and the source that reads them.</summary>
internal sealed record StatesUnderTest(IStateSource Source, bool KeepsVersions, Action<string, string> Write, Action<string> Delete, Func<ValueTask> End) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => End();
}
