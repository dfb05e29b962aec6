using DriftStream.Core.Feeds;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Feeds;

public sealed class SilenceRuleTests
{
    private static readonly SilenceRule Rule = new(Factor: 3, AtLeast: TimeSpan.FromMinutes(10), LearnFor: TimeSpan.FromDays(7));

    // A Monday.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_place_that_speaks_twelve_times_a_minute_is_silent_after_ten_minutes()
    {
        var rhythm = Spoken(Every(TimeSpan.FromSeconds(5), TimeSpan.FromDays(8)));

        Rule.SilentSince(rhythm, Start, rhythm.Last + TimeSpan.FromMinutes(9)).ShouldBeNull();
        Rule.SilentSince(rhythm, Start, rhythm.Last + TimeSpan.FromMinutes(11)).ShouldBe(rhythm.Last);
    }

    [Fact]
    public void Nothing_is_silent_that_is_not_known_for_a_week()
    {
        var rhythm = Spoken(Every(TimeSpan.FromSeconds(5), TimeSpan.FromDays(6)));

        Rule.SilentSince(rhythm, Start, rhythm.Last + TimeSpan.FromDays(3)).ShouldBeNull();
    }

    [Fact]
    public void An_office_that_rests_at_night_and_at_the_weekend_is_not_called_silent_then()
    {
        var rhythm = Spoken(Office(days: 28, every: TimeSpan.FromMinutes(2)));
        var friday = rhythm.Last;

        friday.DayOfWeek.ShouldBe(DayOfWeek.Friday);
        Rule.SilentSince(rhythm, Start, friday + TimeSpan.FromHours(62)).ShouldBeNull();
        var noon = Spoken([.. Office(days: 28, every: TimeSpan.FromMinutes(2)), .. Every(TimeSpan.FromMinutes(2), TimeSpan.FromHours(4), Start.AddDays(28).AddHours(8))]);
        Rule.SilentSince(noon, Start, noon.Last + TimeSpan.FromMinutes(30)).ShouldBe(noon.Last);
    }

    [Fact]
    public void While_DriftStream_itself_did_not_see_nobody_was_silent()
    {
        var rhythm = Spoken(Every(TimeSpan.FromSeconds(5), TimeSpan.FromDays(8)));
        var startedAgain = rhythm.Last + TimeSpan.FromHours(12);

        Rule.SilentSince(rhythm, startedAgain, startedAgain + TimeSpan.FromMinutes(9)).ShouldBeNull();
        Rule.SilentSince(rhythm, startedAgain, startedAgain + TimeSpan.FromMinutes(11)).ShouldBe(rhythm.Last);
    }

    [Fact]
    public void A_place_that_speaks_once_a_day_is_not_silent_after_an_hour_nor_after_a_day() => Prop.ForAll(
        Gen.Choose(10, 400).SelectMany(days => Gen.Choose(0, 3600).ListOf(days)).ToArbitrary(),
        delays =>
        {
            var rhythm = Spoken(delays.Select((seconds, day) => Start.AddDays(day).AddSeconds(seconds)));
            foreach (var hours in new[] { 1, 12, 26 })
            {
                Rule.SilentSince(rhythm, Start, rhythm.Last + TimeSpan.FromHours(hours)).ShouldBeNull();
                Rule.SilentSince(rhythm, rhythm.Last + TimeSpan.FromHours(hours), rhythm.Last + TimeSpan.FromHours(hours + 1)).ShouldBeNull();
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_place_is_silent_for_a_pause_that_it_made_before_at_that_hour() => Prop.ForAll(
        Gen.Choose(1, 20_000).ListOf(300).ToArbitrary(),
        pauses =>
        {
            var rhythm = Rhythm.Begun(Start);
            foreach (var seconds in pauses)
            {
                var usual = rhythm.Pauses[rhythm.Last.UtcDateTime.Hour].Length;
                Rule.SilentSince(rhythm, Start, rhythm.Last + usual).ShouldBeNull();
                rhythm = rhythm.After(rhythm.Last.AddSeconds(seconds));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_comes_late_changes_nothing_and_what_two_processes_heard_adds_up()
    {
        var all = Every(TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)).ToList();
        var whole = Spoken(all);

        whole.After(all[5]).ShouldBe(whole);
        var both = Spoken(all.Where((_, i) => i % 2 == 0)).With(Spoken(all.Where((_, i) => i % 2 == 1)));
        both.Last.ShouldBe(whole.Last);
        both.First.ShouldBe(whole.First);
        both.Longest.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_pause_of_more_than_four_weeks_ago_is_forgotten_for_the_next_of_its_hour()
    {
        var before = Spoken([Start, Start.AddHours(6)]);

        var after = Spoken([Start, Start.AddHours(6), Start.AddDays(40), Start.AddDays(40).AddMinutes(1)]);

        before.Longest.ShouldBe(TimeSpan.FromHours(6));
        after.Pauses[0].Length.ShouldBe(TimeSpan.FromMinutes(1));
        before.With(after).Pauses[0].ShouldBe(after.Pauses[0]);
        after.With(before).Pauses[0].ShouldBe(after.Pauses[0]);
    }

    private static IEnumerable<DateTimeOffset> Every(TimeSpan pause, TimeSpan length, DateTimeOffset? from = null)
    {
        for (var at = TimeSpan.Zero; at <= length; at += pause)
        {
            yield return (from ?? Start) + at;
        }
    }

    private static IEnumerable<DateTimeOffset> Office(int days, TimeSpan every) =>
        from day in Enumerable.Range(0, days)
        where Start.AddDays(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        from at in Every(every, TimeSpan.FromHours(10), Start.AddDays(day).AddHours(8))
        select at;

    private static Rhythm Spoken(IEnumerable<DateTimeOffset> times) =>
        times.Aggregate((Rhythm?)null, (rhythm, at) => rhythm?.After(at) ?? Rhythm.Begun(at))!;
}
