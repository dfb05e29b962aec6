using DriftStream.States;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class StateWakesTests
{
    private readonly StateWakes _wakes = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_calls_become_one_look_at_all_their_places()
    {
        var waiting = _wakes.WaitAsync(Cancellation);
        waiting.IsCompleted.ShouldBeFalse();

        _wakes.Wake("s3://acme-tf/a.tfstate");
        _wakes.Wake("s3://acme-tf/b.tfstate");
        _wakes.Wake("s3://acme-tf/a.tfstate");

        await waiting;
        _wakes.Take().ShouldBe(["s3://acme-tf/a.tfstate", "s3://acme-tf/b.tfstate"], ignoreOrder: true);
        _wakes.Take().ShouldBe([]);
        _wakes.WaitAsync(Cancellation).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_for_all_is_more_than_one_for_some()
    {
        _wakes.Wake("s3://acme-tf/a.tfstate");
        _wakes.Wake(null);

        await _wakes.WaitAsync(Cancellation);
        _wakes.Take().ShouldBeNull();
    }

    [Fact]
    public async Task A_call_before_anybody_waits_is_not_lost()
    {
        _wakes.Wake("s3://acme-tf/a.tfstate");

        await _wakes.WaitAsync(Cancellation);
    }

    // The timer took what was asked for, and whoever waited before is woken by the next call all the same.
    [Fact]
    public async Task Who_waited_before_nothing_was_taken_hears_the_next_call()
    {
        var waiting = _wakes.WaitAsync(Cancellation);
        _wakes.Take();

        _wakes.Wake("s3://acme-tf/a.tfstate");

        await waiting;
    }
}
