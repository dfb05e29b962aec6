using System.Text;
using DriftStream.States;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Contract;

/// <summary>What every place of states promises. Each kind of place derives from it.</summary>
public abstract class StateSourceContract
{
    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract Task<PlaceUnderTest> OpenAsync();

    [Fact]
    public async Task A_place_without_states_lists_none()
    {
        await using var place = await OpenAsync();

        (await place.Source.ListAsync(Cancellation)).ShouldBeEmpty();
        place.Source.Nothing("prod=there").ShouldMatch("^There is no state .*'prod=there'.*[.]$");
    }

    [Fact]
    public async Task States_are_listed_in_the_same_order_whatever_order_they_were_written_in()
    {
        await using var place = await OpenAsync();
        foreach (var name in place.Names.Reverse())
        {
            await place.WriteAsync(name, ManagedState.Of(1));
        }

        var files = await place.Source.ListAsync(Cancellation);
        var again = await place.Source.ListAsync(Cancellation);

        files.Select(f => f.Relative).ShouldBe(place.Names);
        files.Select(f => f.Path).Distinct().Count().ShouldBe(files.Count);
        again.Select(f => (f.Path, f.Mark)).ShouldBe(files.Select(f => (f.Path, f.Mark)));
    }

    [Fact]
    public async Task What_was_written_since_has_another_mark_and_its_neighbours_keep_theirs()
    {
        await using var place = await OpenAsync();
        foreach (var name in place.Names)
        {
            await place.WriteAsync(name, ManagedState.Of(1));
        }

        var before = await place.Source.ListAsync(Cancellation);
        await place.WriteAsync(place.Names[^1], ManagedState.Of(1, serial: 200));
        var after = await place.Source.ListAsync(Cancellation);

        after.SkipLast(1).Select(f => f.Mark).ShouldBe(before.SkipLast(1).Select(f => f.Mark));
        after[^1].Mark.ShouldNotBe(before[^1].Mark);
    }

    // Two megabytes of buckets, so that it comes in more than one piece.
    [Fact]
    public async Task The_content_of_now_is_given_whole_and_its_length_is_known()
    {
        await using var place = await OpenAsync();
        await place.WriteAsync(place.Names[0], ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();
        var newest = ManagedState.Of(5_000, "zürich", serial: 2);
        await place.WriteAsync(place.Names[0], newest);
        file = place.GivesWhatItListed ? (await place.Source.ListAsync(Cancellation)).Single() : file;

        await using var content = await place.Source.OpenAsync(file, Cancellation);

        content.Length.ShouldBe(Encoding.UTF8.GetByteCount(newest));
        (await TextAsync(content) == newest).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_gone_is_not_listed_and_a_sentence_says_so_where_it_is_asked_for()
    {
        await using var place = await OpenAsync();
        await place.WriteAsync(place.Names[0], ManagedState.Of(1));
        var gone = (await place.Source.ListAsync(Cancellation)).Single();
        await place.DeleteAsync(place.Names[0]);

        (await place.Source.ListAsync(Cancellation)).ShouldBeEmpty();
        var failure = await Should.ThrowAsync<StateSourceException>(() => place.Source.OpenAsync(gone, Cancellation));
        ShouldBePartOfASentence(failure.Message, gone, place);
    }

    [Fact]
    public async Task A_place_that_does_not_answer_is_told_without_its_name_or_a_secret_and_used_again_when_it_does()
    {
        await using var place = await OpenAsync();
        await place.WriteAsync(place.Names[0], ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();

        await place.BreakAsync();
        var failure = await Should.ThrowAsync<StateSourceException>(() => ReadAsync(place.Source, file));
        await place.MendAsync();

        ShouldBePartOfASentence(failure.Message, file, place);
        (await ReadAsync(place.Source, file)).ShouldBe(ManagedState.Of(1));
    }

    [Fact]
    public async Task Whoever_does_not_want_to_wait_is_not_told_that_the_place_failed()
    {
        await using var place = await OpenAsync();
        await place.WriteAsync(place.Names[0], ManagedState.Of(1));
        var file = (await place.Source.ListAsync(Cancellation)).Single();
        var gone = new CancellationToken(canceled: true);

        await Should.ThrowAsync<OperationCanceledException>(() => place.Source.ListAsync(gone));
        await Should.ThrowAsync<OperationCanceledException>(() => place.Source.OpenAsync(file, gone));
    }

    [Fact]
    public async Task A_place_that_keeps_versions_gives_each_as_it_was_the_oldest_first_and_another_says_that_it_keeps_none()
    {
        await using var place = await OpenAsync();
        var name = place.Names[^1];
        await place.WriteAsync(name, ManagedState.Of(1));
        await place.WriteAsync(name, ManagedState.Of(2, serial: 2));
        await place.WriteAsync(name, ManagedState.Of(3, serial: 3));
        if (await AreVersionsRefusedAsync(place))
        {
            return;
        }

        var versions = await place.Source.VersionsAsync(Cancellation);

        place.Source.KeepsVersions.ShouldBe(place.Keeps != KeptVersions.None);
        if (place.Keeps == KeptVersions.None)
        {
            versions.ShouldBeNull();
            return;
        }

        var kept = versions.ShouldNotBeNull();
        kept.Select(v => v.Id).Distinct().Count().ShouldBe(3);
        kept.Select(v => v.Written).ShouldBeInOrder();
        kept.ShouldAllBe(v => !v.IsDeletion && v.File.Relative == name);
        foreach (var (version, serial) in kept.Zip([1, 2, 3]))
        {
            (await TextAsync(await place.Source.OpenAsync(version, Cancellation))).ShouldBe(ManagedState.Of(serial, serial: serial));
        }
    }

    [Fact]
    public async Task A_place_that_remembers_deletions_tells_them_among_the_versions()
    {
        await using var place = await OpenAsync();
        var name = place.Names[0];
        await place.WriteAsync(name, ManagedState.Of(1));
        await place.DeleteAsync(name);
        await place.WriteAsync(name, ManagedState.Of(2, serial: 2));
        if (await AreVersionsRefusedAsync(place))
        {
            return;
        }

        var versions = await place.Source.VersionsAsync(Cancellation);

        (versions?.Count(v => v.IsDeletion) ?? 0).ShouldBe(place.Keeps == KeptVersions.WithDeletions ? 1 : 0);
        (await TextAsync(await place.Source.OpenAsync((await place.Source.ListAsync(Cancellation)).Single(), Cancellation))).ShouldBe(ManagedState.Of(2, serial: 2));
    }

    // A server that keeps no versions where others do must not be taken for one whose states were never there.
    private static async Task<bool> AreVersionsRefusedAsync(PlaceUnderTest place)
    {
        if (place.RefusesVersions is not { } sentence)
        {
            return false;
        }

        (await Should.ThrowAsync<StateSourceException>(() => place.Source.VersionsAsync(Cancellation))).Message.ShouldBe(sentence);
        return true;
    }

    // It stands in brackets behind the place's name: State 'x' at PLACE cannot be read (…), so none of its resources are watched.
    private static void ShouldBePartOfASentence(string message, StateFile file, PlaceUnderTest place)
    {
        message.Length.ShouldBeGreaterThan(5);
        message.ShouldNotContain("\n");
        message.ShouldNotContain(file.Path, customMessage: "the place is named already");
        message.ShouldNotContain("Exception", customMessage: "the user has nothing of a type's name");
        message[^1].ShouldNotBe('.', customMessage: message);
        foreach (var secret in place.Secrets)
        {
            message.ShouldNotContain(secret);
        }
    }

    private static async Task<string> ReadAsync(IStateSource source, StateFile file)
    {
        await source.ListAsync(Cancellation);
        return await TextAsync(await source.OpenAsync(file, Cancellation));
    }

    private static async Task<string> TextAsync(Stream content)
    {
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
