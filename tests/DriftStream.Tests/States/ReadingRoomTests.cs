using DriftStream.States;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class ReadingRoomTests
{
    private readonly ReadingRoom _room = new(100);

    [Fact]
    public async Task Who_would_make_it_too_full_waits_until_there_is_room_and_nobody_overtakes()
    {
        var first = await _room.EnterAsync(60, default);
        var second = _room.EnterAsync(50, default);
        var third = _room.EnterAsync(10, default);
        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));

        first.Dispose();

        using var one = await second;
        using var other = await third;
    }

    [Fact]
    public async Task What_is_larger_than_the_room_goes_in_alone()
    {
        var small = await _room.EnterAsync(1, default);
        var giant = _room.EnterAsync(5_000, default);
        giant.IsCompleted.ShouldBeFalse();

        small.Dispose();
        using var alone = await giant;

        _room.EnterAsync(1, default).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_gave_up_leaves_no_place_behind()
    {
        using var cancelled = new CancellationTokenSource();
        var first = await _room.EnterAsync(100, default);
        var second = _room.EnterAsync(100, cancelled.Token);
        await cancelled.CancelAsync();

        first.Dispose();
        await Should.ThrowAsync<OperationCanceledException>(() => second);

        using var third = await _room.EnterAsync(100, default);
    }

    [Fact]
    public async Task Leaving_twice_makes_no_room_for_two()
    {
        var first = await _room.EnterAsync(100, default);
        first.Dispose();
        first.Dispose();

        using var second = await _room.EnterAsync(100, default);
        _room.EnterAsync(1, default).IsCompleted.ShouldBeFalse();
    }
}
