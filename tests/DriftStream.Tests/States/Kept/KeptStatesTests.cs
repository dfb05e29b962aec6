using DriftStream.Commands.Replaying;
using DriftStream.Configuration;
using DriftStream.States;
using DriftStream.States.Kept;
using DriftStream.States.Sources;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Kept;

public sealed class KeptStatesTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private readonly StateEntry _entry = new() { Name = "prod", Url = "prod.tfstate" };
    private readonly StatePlaces _places;
    private readonly StateSnapshot _states;

    public KeptStatesTests()
    {
        _places = new(_folder.Path, SourceKinds.OnDisk, TimeProvider.System) { Kept = new(_folder.At("history"), most: 3, TimeProvider.System) };
        _states = new([_entry], _places);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _places.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Each_state_that_was_read_is_a_version_and_what_is_broken_is_none()
    {
        await WriteAsync(ManagedState.Of(1), Noon);
        await WriteAsync(ManagedState.Of(2, serial: 2), Noon.AddMinutes(1));
        await WriteAsync("{", Noon.AddMinutes(2));
        await WriteAsync(ManagedState.Of(3, serial: 3), Noon.AddMinutes(3));

        var past = _places.PastOf(_entry);
        var versions = (await past.VersionsAsync(Cancellation)).ShouldNotBeNull();

        versions.Select(v => v.Written).ShouldBe([Noon, Noon.AddMinutes(1), Noon.AddMinutes(3)]);
        using var reader = new StreamReader(await past.OpenAsync(versions[1], Cancellation));
        (await reader.ReadToEndAsync(Cancellation)).ShouldBe(ManagedState.Of(2, serial: 2));
    }

    [Fact]
    public async Task Past_events_are_judged_with_what_was_kept_and_with_what_lies_there_now_if_nobody_has_read_it_yet()
    {
        await WriteAsync(ManagedState.Of(1), Noon);
        await WriteAsync(ManagedState.Of(2, serial: 2), Noon.AddMinutes(1));
        Write(ManagedState.Of(3, serial: 3), Noon.AddMinutes(5));

        (await SerialAtAsync(Noon.AddSeconds(30)), await SerialAtAsync(Noon.AddMinutes(4)), await SerialAtAsync(Noon.AddHours(1))).ShouldBe((1, 2, 3));
    }

    [Fact]
    public async Task The_oldest_versions_give_way_and_nobody_else_may_read_the_others()
    {
        foreach (var minute in Enumerable.Range(1, 5))
        {
            await WriteAsync(ManagedState.Of(1, serial: minute), Noon.AddMinutes(minute));
        }

        var files = Directory.GetFiles(_folder.At("history"), "*", SearchOption.AllDirectories);
        files.Length.ShouldBe(3);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in files)
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            (File.GetUnixFileMode(Path.GetDirectoryName(files[0])!) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
        }

        (await SerialAtAsync(Noon.AddMinutes(1))).ShouldBe(3);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_and_the_states_are_used_all_the_same()
    {
        _folder.Write("history", "in the way");

        await WriteAsync(ManagedState.Of(1), Noon);

        _states.Index.States.Single().Serial.ShouldBe(1);
        _states.Problems.ShouldHaveSingleItem().ShouldStartWith($"A version of the state at {_folder.At("prod.tfstate")} cannot be kept in {_folder.At("history")} (");
    }

    [Fact]
    public void A_state_of_which_nobody_tells_when_it_was_written_is_known_by_when_it_was_read_first()
    {
        var time = new SkippingTime(Noon);
        var kept = new KeptStates(_folder.At("history"), most: 3, time);
        var file = new StateFile("postgres://reader@db/tf?workspace=default", "default", Certain: true);

        kept.Keep(file, "one"u8);
        time.Advance(TimeSpan.FromMinutes(1));
        kept.Keep(file, "one"u8);
        kept.Keep(file, "one and more"u8);
        time.Advance(TimeSpan.FromMinutes(1));
        kept.Keep(file, "on"u8);

        kept.Of(file).Select(v => v.Written).ShouldBe([Noon, Noon.AddMinutes(1), Noon.AddMinutes(2)]);
        kept.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Before_anything_was_read_nothing_is_kept() => (await _places.PastOf(_entry).VersionsAsync(Cancellation)).ShouldBeNull();

    private async Task<long> SerialAtAsync(DateTimeOffset moment)
    {
        var history = new StateHistory(_places, new StateCopies(), HistorySpan.At(moment));
        var then = await history.ReadAsync([_entry], Cancellation);
        return then.States.Single().Versions[^1].Read!().Serial;
    }

    private async Task WriteAsync(string content, DateTimeOffset written)
    {
        Write(content, written);
        await _states.RefreshAsync(Cancellation);
    }

    private void Write(string content, DateTimeOffset written) => File.SetLastWriteTimeUtc(_folder.Write("prod.tfstate", content), written.UtcDateTime);
}
